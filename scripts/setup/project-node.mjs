import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ROOT, runNpm, say, SetupError } from './common.mjs';
import { lacksPackages } from './packages.mjs';

/** The first 22 that runs TypeScript without a flag; better-sqlite3 needs 22.14. */
const OLDEST = [22, 18];
const TOOLCHAIN = `${ROOT}scripts/toolchain/`;

/** Whether a version such as `v22.14.0` is recent enough to run the project. */
export function isRecentEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function bundledNode() {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return `${TOOLCHAIN}node_modules/node-${name}-${process.arch}/bin/${program}`;
}

/** The Node that runs the project: the machine's own where it is recent enough, otherwise the one from the registry. */
export function projectNode() {
  return isRecentEnough(process.version) ? process.execPath : bundledNode();
}

/** Brings a Node from the registry where the machine's own is too old. */
export const nodeStep = {
  isNeeded: () => !isRecentEnough(process.version) && (lacksPackages(TOOLCHAIN) || !existsSync(bundledNode())),
  run: () => {
    say(`this machine's Node is ${process.version}; installing a newer one for the project`);
    runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: TOOLCHAIN, hint: 'a newer Node could not be installed: install Node 24 yourself' });
    const { stdout, error } = spawnSync(bundledNode(), ['--version'], { encoding: 'utf8' });
    if (error || !isRecentEnough(stdout.trim())) {
      throw new SetupError(`there is no working Node for ${process.platform}-${process.arch} in the registry: install Node 24 yourself`);
    }
  },
};
