import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openJobLedger } from '../../main/service/devices/job-ledger.ts';
import { WorkNo } from '../../shared/basics/ids.ts';
import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { freshStorePath, openTestStore } from '../helpers/store.ts';

const KILLS = 8;
const WORKER = join(process.cwd(), 'test/helpers/ledger-worker.ts');
const random = seededRandom(20261123);

interface Heard {
  readonly touched: readonly string[];
  readonly done: readonly string[];
}

/** Lets the worker do jobs and kills it, at a random moment or just when its device was touched; what was said until then. */
async function workUntilKilled(path: string, moment: 'any' | 'touched'): Promise<Heard> {
  const child = spawn(process.execPath, [WORKER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    output += text;
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, 20 + random() * 60));
  while (moment === 'touched' && !/^touched \S+\n$/m.test(output.slice(output.lastIndexOf('touched')))) await once(child.stdout, 'data');
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  const said = (word: string): string[] => [...output.matchAll(new RegExp(`^${word} (\\S+)$`, 'gm'))].map(([, id = '']) => id);
  return { touched: said('touched'), done: said('done') };
}

/** What the file says of these jobs after the restart; a person then says that what waits was done. */
function takeUp(path: string, ids: readonly string[]): (string | undefined)[] {
  const { store, clock, newUlid } = openTestStore(path);
  const ledger = openJobLedger({ store, clock, newUlid });
  const states = ids.map((id) => store.findDeviceJob(id)?.state);
  for (const job of ledger.undecided()) expect(ledger.settle(job.id, 'DONE', WorkNo.parse('1001'))).toMatchObject({ ok: true });
  expect(ledger.undecided()).toEqual([]);
  store.close();
  return states;
}

test(`${KILLS} kills in the middle of jobs: what may have been touched is done or waits for a person, and nothing is touched again`, async () => {
  const path = freshStorePath();
  const touched: string[] = [];
  let unknown = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const heard = await workUntilKilled(path, kill % 2 === 0 ? 'any' : 'touched');
    touched.push(...heard.touched);
    const states = takeUp(path, heard.touched);
    expect(states.filter((_, i) => heard.done.includes(heard.touched[i] ?? '')).every((state) => state === 'done')).toBe(true);
    // Begun and not let go of: unknown, or its end was written and only the word about it was lost.
    expect(states.filter((state) => state !== 'done' && state !== 'unknown')).toEqual([]);
    unknown += states.filter((state) => state === 'unknown').length;
  }
  expect(new Set(touched).size).toBe(touched.length);
  // Otherwise nothing was cut off, and nothing was tried here.
  expect(unknown).toBeGreaterThan(0);
  rmSync(dirname(path), { recursive: true });
}, 120_000);
