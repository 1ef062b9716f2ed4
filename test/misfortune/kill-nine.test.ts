import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { acknowledgements, lostOf, numberFaults } from '../helpers/acknowledged.ts';
import type { Acknowledgement } from '../helpers/acknowledged.ts';
import { freshStorePath, openTestStore } from '../helpers/store.ts';

const KILLS = 25;
const WORKER = join(process.cwd(), 'test/helpers/store-worker.ts');
const random = seededRandom(20261123);

/** Lets the worker write on the file and kills it at a random moment; returns what it acknowledged. */
async function writeUntilKilled(path: string): Promise<Acknowledgement[]> {
  const child = spawn(process.execPath, [WORKER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    output += text;
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, random() * 250));
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  const [, signal] = await closed;
  expect(signal).toBe('SIGKILL');
  return acknowledgements(output);
}

test(`${KILLS} kills in the middle of writing: nothing acknowledged is missing, nothing is there twice`, async () => {
  const path = freshStorePath();
  const acknowledged: Acknowledgement[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    acknowledged.push(...(await writeUntilKilled(path)));
  }
  // Opening checks the integrity of the file.
  const { store } = openTestStore(path);
  expect(lostOf(store, acknowledged)).toEqual([]);
  expect(numberFaults(store)).toEqual([]);
  expect(store.epoch).toBe(1);
  expect(store.audit.findChainFaults()).toEqual([]);
  const live = store.audit.digestProjections();
  store.audit.rebuildProjections();
  expect(store.audit.digestProjections()).toBe(live);
  store.close();
  expect(acknowledged.length).toBeGreaterThan(KILLS);
  rmSync(dirname(path), { recursive: true });
}, 120_000);
