import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const RESTART_MS = [300, 1000, 3000];
const READY_MS = 90_000;
const STOP_MS = 10_000;

export interface ChildSpec {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Standard error of the process goes here. */
  readonly logFile: string;
}

/** A process of the demonstration hall that is started again whenever it dies. */
export interface Child {
  readonly name: string;
  /** The line of JSON it prints when it is ready the first time; rejects when it ends or stays silent before that. */
  readonly ready: Promise<Record<string, unknown>>;
  pid(): number | null;
  stop(): Promise<void>;
}

/** Starts the process; it tells that it is ready by a line `{"ready":true,…}` on standard output. */
export function startChild(spec: ChildSpec): Child {
  const log = createWriteStream(spec.logFile, { flags: 'a' });
  let stopping = false;
  let wasReady = false;
  let failures = 0;
  let current: ChildProcess;
  const ready = run();

  function run(): Promise<Record<string, unknown>> {
    const [command, ...args] = spec.command;
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    current = child;
    child.stderr.pipe(log, { end: false });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${spec.name} did not become ready; see ${spec.logFile}`)), READY_MS);
      createInterface({ input: child.stdout }).on('line', (line) => {
        const parsed = readyLine(line);
        if (!parsed) return;
        clearTimeout(timer);
        wasReady = true;
        failures = 0;
        resolve(parsed);
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        clearTimeout(timer);
        reject(new Error(`${spec.name} ended (${signal ?? code}); see ${spec.logFile}`));
        if (!stopping && wasReady) again();
      });
    });
  }

  function again(): void {
    const delay = RESTART_MS[Math.min(failures, RESTART_MS.length - 1)];
    failures += 1;
    setTimeout(() => {
      if (!stopping) run().catch(() => undefined);
    }, delay);
  }

  return {
    name: spec.name,
    ready,
    pid: () => (current.exitCode === null && current.signalCode === null ? (current.pid ?? null) : null),
    async stop() {
      stopping = true;
      ready.catch(() => undefined);
      if (current.exitCode !== null || current.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => current.once('exit', () => resolve()));
      current.kill('SIGTERM');
      const timer = setTimeout(() => current.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
      log.end();
    },
  };
}

function readyLine(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value && value.ready === true ? { ...value } : null;
  } catch {
    return null;
  }
}
