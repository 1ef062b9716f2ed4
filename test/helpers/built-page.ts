import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Tests and scripts run from the project's folder. */
const ROOT = process.cwd();

/** Builds one page with the project's own configuration into a directory of its own, and answers that directory. `root` holds the page's folder. */
export async function buildPage(role: string, root = join(ROOT, 'renderer')): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), `yichuang-page-${role}-`));
  const config = join(dir, 'vite.config.mjs');
  const pages = join(dir, 'pages');
  writeFileSync(
    config,
    `import project from ${JSON.stringify(join(ROOT, 'vite.config.ts'))};
const input = { ${role}: ${JSON.stringify(join(root, role, 'index.html'))} };
export default { ...project, root: ${JSON.stringify(root)}, build: { ...project.build, outDir: ${JSON.stringify(pages)}, rolldownOptions: { input } } };
`,
  );
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'error'], { cwd: ROOT });
  return pages;
}
