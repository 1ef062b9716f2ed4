import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAGE_ROLES } from '../../main/web/types.ts';

/** A directory as the build leaves it: one page a role with a script and a style sheet of its own and one shared. */
export function makePagesDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'yichuang-pages-'));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'secret.txt'), 'not a page');
  writeFileSync(join(dir, 'assets', 'shared-1.js'), 'export const shared = 1;');
  const manifest: Record<string, object> = { '_shared-1.js': { file: 'assets/shared-1.js' } };
  for (const role of PAGE_ROLES) {
    mkdirSync(join(dir, role));
    writeFileSync(join(dir, role, 'index.html'), `<!doctype html><title>${role}</title>`);
    writeFileSync(join(dir, 'assets', `${role}-1.js`), `// ${role}`);
    writeFileSync(join(dir, 'assets', `${role}-1.css`), `.${role}{}`);
    manifest[`${role}/index.html`] = {
      file: `assets/${role}-1.js`,
      css: [`assets/${role}-1.css`],
      imports: ['_shared-1.js'],
    };
  }
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}
