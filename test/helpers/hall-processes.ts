import { readdirSync, readFileSync } from 'node:fs';
import { pause } from './page-client.ts';

/** The process that starts the others; `--data <folder>` is what its command line ends with. */
export const SUPERVISOR = 'supervisor';

/** Where each process of the demonstration hall is told its configuration: the last word of its command line. */
function fileOf(data: string, name: string): string {
  if (name === SUPERVISOR) return data;
  return name === 'centre' || name === 'simulators' ? `${data}/${name}.json` : `${data}/stations/${name}.json`;
}

/** The process of a hall that runs now, also after the supervisor started it again; null while there is none. */
export function findProcess(data: string, name: string): number | null {
  const file = fileOf(data, name);
  const found = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && commandLine(entry).at(-1) === file && !isZombie(entry));
  return found === undefined ? null : Number(found);
}

/** Sends a signal to a process of the hall; throws when there is none. */
export function signalProcess(data: string, name: string, signal: NodeJS.Signals): void {
  const pid = findProcess(data, name);
  if (pid === null) throw new Error(`${name} does not run`);
  process.kill(pid, signal);
}

/** Kills the process and every successor until `release` is called. Resolves when it is dead. */
export async function keepDead(data: string, name: string): Promise<{ release(): Promise<void> }> {
  let released = false;
  const killing = (async () => {
    while (!released) {
      const pid = findProcess(data, name);
      if (pid !== null) process.kill(pid, 'SIGKILL');
      await pause(30);
    }
  })();
  while (findProcess(data, name) !== null) await pause(10);
  return {
    async release() {
      released = true;
      await killing;
    },
  };
}

/** Every process whose command line names the folder: what a hall would leave behind. */
export function processesUsing(data: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && !isZombie(entry))
    .map((entry) => commandLine(entry).join(' '))
    .filter((line) => line.includes(data));
}

function commandLine(pid: string): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0').slice(0, -1);
}

function isZombie(pid: string): boolean {
  return /^\d+ \(.*\) Z/.test(read(`/proc/${pid}/stat`));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
