import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the set-up remembers between runs. */
export const MEMORY = `${ROOT}.setup/`;

/** The set-up could not do its part; the message is one sentence for the person at the keyboard. */
export class SetupError extends Error {}

/** Progress goes to stderr: stdout belongs to the command that runs afterwards. */
export function say(text) {
  process.stderr.write(`[setup] ${text}\n`);
}

/** Runs a program to its end, its output on stderr. Throws with `hint` when it fails. */
export function runOrFail(command, args, { cwd = ROOT, env = process.env, hint }) {
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: ['ignore', 2, 2] });
  if (error || status !== 0) throw new SetupError(`${hint} (${command} ${args.join(' ')}: ${error?.message ?? `exit ${status}`})`);
}

/** Runs npm, the one that runs us where there is one. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm) runOrFail(process.execPath, [npm, ...args], options);
  else runOrFail('npm', args, options);
}
