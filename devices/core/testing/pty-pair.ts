import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Two ends of a pseudo-terminal, as device addresses: one for the driver, one for the simulator. */
export interface PtyPair {
  readonly driver: string;
  readonly simulator: string;
  close(): Promise<void>;
}

const START_LIMIT_MS = 5_000;

/** Lays a null-modem cable with socat; both ends appear as files in a temporary folder. */
export async function openPtyPair(baudRate: number): Promise<PtyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'yichuang-pty-'));
  const ends = [join(folder, 'driver'), join(folder, 'simulator')] as const;
  const socat = spawn('socat', ends.map((end) => `pty,raw,echo=0,link=${end}`), { stdio: 'ignore' });
  const exited = once(socat, 'exit');
  const until = Date.now() + START_LIMIT_MS;
  while (!ends.every((end) => existsSync(end))) {
    if (Date.now() > until || socat.exitCode !== null) throw new Error('socat did not start; is it installed?');
    await wait(10);
  }
  return {
    driver: `serial://${ends[0]}?baud=${baudRate}`,
    simulator: `serial://${ends[1]}?baud=${baudRate}`,
    async close() {
      socat.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
