import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const RESTART_MS = [300, 1000, 3000];
/** Tried this often before the first start counts as failed: a predecessor that was killed may need a moment to end. */
const FIRST_TRIES = 4;
/** What a program ends with when its configuration is wrong; another try would not help. */
const EXIT_CONFIG = 2;
const READY_MS = 60_000;
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

/**
 * Starts the process; it tells that it is ready by a line `{"ready":true,…}` on standard output. It holds a channel to
 * this process and ends when that breaks, so that it does not outlive a killed supervisor.
 */
export function startChild(spec: ChildSpec): Child {
  let stopping = false;
  let wasReady = false;
  let failures = 0;
  let current: ChildProcess | null = null;
  const ready = firstRun();

  async function firstRun(): Promise<Record<string, unknown>> {
    for (;;) {
      const ended = await run();
      if (ended.ready !== null) return ended.ready;
      failures += 1;
      if (stopping || failures === FIRST_TRIES || ended.code === EXIT_CONFIG) {
        throw new Error(`${spec.name} 没有启动成功（${ended.reason}），请看 ${spec.logFile}`);
      }
      await delay(RESTART_MS[failures - 1] ?? 0);
    }
  }

  /** Settles when the process is ready or, before that, has ended. */
  function run(): Promise<FirstWord> {
    const [command, ...args] = spec.command;
    const log = openSync(spec.logFile, 'a');
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', log, 'ipc'] });
    closeSync(log);
    current = child;
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
      if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => {
        const parsed = readyLine(line);
        if (!parsed) return;
        clearTimeout(timer);
        wasReady = true;
        failures = 0;
        resolve({ ready: parsed });
      });
      child.on('error', (error) => {
        // Without a process there is no 'exit' that would tell of its end.
        if (child.pid === undefined) over(null, error.message);
      });
      child.on('exit', (code, signal) => over(code, String(signal ?? code)));

      function over(code: number | null, reason: string): void {
        clearTimeout(timer);
        resolve({ ready: null, code, reason });
        if (!stopping && wasReady) again();
      }
    });
  }

  function again(): void {
    const wait = RESTART_MS[Math.min(failures, RESTART_MS.length - 1)];
    failures += 1;
    setTimeout(() => {
      if (!stopping) void run();
    }, wait);
  }

  /** The process while it runs. */
  function alive(): ChildProcess | null {
    return current?.pid !== undefined && current.exitCode === null && current.signalCode === null ? current : null;
  }

  return {
    name: spec.name,
    ready,
    pid: () => alive()?.pid ?? null,
    async stop() {
      stopping = true;
      ready.catch(() => undefined);
      const child = alive();
      if (child === null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** What is known of a process first: that it is ready, or how it ended instead. */
type FirstWord =
  | { readonly ready: Record<string, unknown> }
  | { readonly ready: null; readonly code: number | null; readonly reason: string };

function readyLine(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value && value.ready === true ? { ...value } : null;
  } catch {
    return null;
  }
}
