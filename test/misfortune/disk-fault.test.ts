import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandId } from '../../shared/basics/ids.ts';
import { freshStorePath, openTestStore } from '../helpers/store.ts';

const WORKER = join(process.cwd(), 'test/helpers/store-fault-worker.ts');
/** Runs the worker with one failing system call on the store's log file; the answers it gave, by command. */
function runWithFault(path: string, call: string, error: string, when: number): [string, string][] {
  const inject = ['-f', '-P', `${path}-wal`, '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${when}`, '-o', '/dev/null'];
  const run = spawnSync('strace', [...inject, process.execPath, WORKER, path], { encoding: 'utf8' });
  if (run.error !== undefined) throw new Error('strace is needed for this test', { cause: run.error });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim().split('\n').map((line) => {
    const [commandId = '', answer = ''] = line.split(' ');
    return [commandId, answer];
  });
}

describe.each([
  { name: 'a full disk', call: 'pwrite64', error: 'ENOSPC', code: 'DISK_FULL', whens: [61, 110, 160] },
  { name: 'a write error', call: 'pwrite64', error: 'EIO', code: 'IO_ERROR', whens: [60, 109, 159] },
  { name: 'a failed flush', call: 'fsync', error: 'EIO', code: 'IO_ERROR', whens: [6, 11] },
])('$name', ({ call, error, code, whens }) => {
  test.each(whens)('at call %i: one typed refusal, what was acknowledged is there, and the next write works', (when) => {
    const path = freshStorePath();
    // The schema is there before, so that the fault hits the writing of tickets (some 20 writes and 1 flush each).
    openTestStore(path).store.close();
    const answers = runWithFault(path, call, error, when);
    expect(answers.map(([, answer]) => answer).filter((answer) => answer !== 'OK')).toEqual([code]);
    expect(answers.at(-1)?.[1]).toBe('OK');

    // Each opening counts itself: an I/O error must have led to a new connection, a full disk need not.
    expect(readFileSync(`${path}.generation`, 'utf8')).toBe(code === 'IO_ERROR' ? '3' : '2');
    const { store } = openTestStore(path);
    for (const [commandId, answer] of answers) {
      const isStored = store.findOutcome(CommandId.parse(commandId)) === true;
      // After an I/O error the outcome is unknown; it may be either, but whole.
      if (answer === 'OK') expect(isStored).toBe(true);
      if (answer === 'DISK_FULL') expect(isStored).toBe(false);
    }
    expect(store.audit.findChainFaults()).toEqual([]);
    store.close();
    rmSync(dirname(path), { recursive: true });
  });
});
