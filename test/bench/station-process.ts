import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Ready = z.object({ ready: z.literal(true), urls: z.record(z.string(), z.string()) });

export interface StationProcess {
  readonly urls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** One station, as `npm start -- --station` runs it. */
export function startStationProcess(file: string): Promise<StationProcess> {
  return start('../../main/app/station-main.ts', [file]);
}

/** Several counters in one process. */
export function startCounterProcess(files: readonly string[]): Promise<StationProcess> {
  return start('counters-main.ts', files);
}

async function start(entry: string, args: readonly string[]): Promise<StationProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(entry, import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then(() => {
      throw new Error(`${entry} ended before it was ready`);
    }),
  ]);
  return {
    urls: Ready.parse(JSON.parse(line)).urls,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
