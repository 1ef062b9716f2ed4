import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BUILDER = fileURLToPath(new URL('../node_modules/electron-builder/cli.js', import.meta.url));

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** `npm run dist`: installers in dist/installers. Needs Electron's binaries, which the builder downloads. */
run([fileURLToPath(new URL('build.ts', import.meta.url))]);
run([BUILDER, '--config', 'electron-builder.yml', ...process.argv.slice(2)]);
