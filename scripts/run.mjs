/**
 * `npm start`, `npm test` and their siblings: prepares the folder, then runs the command under the project's Node.
 * Uses Node's own modules only, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT, say, SetupError } from './setup/common.mjs';
import { projectNode } from './setup/project-node.mjs';
import { setUp } from './setup.mjs';

const COMMANDS = {
  start: { needs: 'start', entry: 'main/app/start.ts' },
  test: { needs: 'test', entry: 'scripts/test.ts' },
  scenario: { needs: 'scenario', entry: 'test/scenario/main.ts' },
  bench: { needs: 'bench', entry: 'test/bench/main.ts' },
  device: { needs: 'base', entry: 'devices/cli.ts' },
  build: { needs: 'base', entry: 'scripts/build.ts' },
  audio: { needs: 'audio', entry: 'scripts/make-audio.ts' },
  lint: { needs: 'base', entry: 'scripts/lint.ts' },
  dist: { needs: 'base', entry: 'scripts/dist.ts' },
};

const [name, ...args] = process.argv.slice(2);

try {
  if (name === 'setup') {
    await setUp('setup');
    say('everything is ready');
  } else if (Object.hasOwn(COMMANDS, name)) {
    const { needs, entry } = COMMANDS[name];
    await setUp(needs);
    process.exitCode = await run(projectNode(), [`${ROOT}${entry}`, ...args]);
  } else {
    throw new SetupError(`unknown command ${name}; there are: setup ${Object.keys(COMMANDS).join(' ')}`);
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

/** Runs the command as if it were this process: its output, its signals, its exit code. */
function run(command, commandArgs) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { stdio: 'inherit' });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    // A terminal sends Ctrl-C to every process of the group itself.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
