import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { DemoReady } from '../../main/app/demo/run-demo.ts';

const ENTRY = fileURLToPath(new URL('../../main/app/start.ts', import.meta.url));
const READY_MS = 120_000;

/** The demonstration hall as a user starts it, in a process of its own. */
export interface RunningHall {
  readonly ready: DemoReady;
  /** Does something to a simulated device, `<station>/<kind>`. */
  act(device: string, command: object): Promise<void>;
  /** What a person would see of a simulated device. */
  see(device: string): Promise<unknown>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export async function startHall(data: string): Promise<RunningHall> {
  const child = spawn(process.execPath, [ENTRY, '--headless', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await readyLine(child);

  async function request(device: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(`${ready.simulators}/${device}`, init);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${device}: ${JSON.stringify(body)}`);
    return body;
  }

  return {
    ready,
    act: async (device, command) => {
      await request(device, { method: 'POST', body: JSON.stringify(command) });
    },
    see: (device) => request(device, {}),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
        child.once('exit', (code) => resolve(code));
        child.kill('SIGTERM');
      }),
  };
}

function readyLine(child: ChildProcess): Promise<DemoReady> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the hall did not become ready')), READY_MS);
    if (!child.stdout) throw new Error('the hall has no standard output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      clearTimeout(timer);
      const parsed: DemoReady = JSON.parse(line);
      resolve(parsed);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the hall ended with ${code} before it was ready`));
    });
  });
}

/** Asks again until the answer is there; a step that does not happen in time fails with its name. */
export async function until<T>(what: string, ms: number, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
