import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../shared/basics/clock.ts';

/** What a running PostgreSQL writes into `postmaster.pid` of its cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const POLL_MS = 50;

/**
 * The postmaster of a cluster that is still alive, for example the orphan of a killed centre. A file whose process
 * is gone stays: PostgreSQL judges it better, by the shared memory that surviving children hold. Only a number that
 * another program has got meanwhile (after a restart of the machine) would stop PostgreSQL for ever; that is removed.
 */
export async function findLivePostmaster(clusterDir: string): Promise<Postmaster | null> {
  const pidFile = path.join(clusterDir, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (await isPostgresOf(pid, clusterDir)) return { pid, port };
  await rm(pidFile, { force: true });
  return null;
}

/** Where /proc tells what a process is, it decides. */
async function isPostgresOf(pid: number, clusterDir: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return commandLine === null ? process.platform !== 'linux' : commandLine.split('\0').includes(clusterDir);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a postmaster: in order (SIGINT), and the hard way (SIGQUIT; the log is replayed later) after `patienceMs`. */
export async function stopPostmaster(pid: number, clock: Clock, patienceMs: number): Promise<boolean> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    for (let waited = 0; waited < patienceMs && isAlive(pid); waited += POLL_MS) await clock.sleep(POLL_MS);
  }
  return !isAlive(pid);
}
