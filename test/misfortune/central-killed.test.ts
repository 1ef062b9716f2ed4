import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCentral } from '../../central/app.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { SyncReply, SyncWelcome, type EventRecord } from '../../shared/sync/wire.ts';
import { pino } from 'pino';
import { ask, centralConfig, freshDataDir, HALL_KEY, startTestCentral, WORKBENCH_KEY } from '../helpers/central.ts';
import { startReadyChild, type ReadyChild } from '../helpers/child-process.ts';
import { RecordChain } from '../helpers/record-chain.ts';

const MAIN = fileURLToPath(new URL('../../central/main.ts', import.meta.url));
const BATCH = 45;

let dataDir: string;
beforeEach(() => {
  dataDir = freshDataDir();
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

function startProcess(): Promise<ReadyChild> {
  const file = join(dataDir, 'central.json');
  writeFileSync(file, JSON.stringify(centralConfig(dataDir)));
  return startReadyChild(MAIN, [file]);
}

async function push(url: string, records: readonly EventRecord[]): Promise<string[]> {
  const { json } = await ask(url, '/sync/push', { key: HALL_KEY, body: { records } });
  return SyncReply.parse(json).verdicts.map(({ verdict }) => verdict);
}

async function heldSeq(url: string, chain: RecordChain): Promise<number> {
  const hello = { protocol: 1, nodeId: chain.nodeId, epoch: 1, software: 'test' };
  const { json } = await ask(url, '/sync/hello', { key: HALL_KEY, body: hello });
  return SyncWelcome.parse(json).vector.find(({ nodeId }) => nodeId === chain.nodeId)?.seq ?? 0;
}

test('a centre killed while it takes batches loses nothing it acknowledged and takes nothing twice', async () => {
  const chain = new RecordChain();
  const records = Array.from({ length: 60 }, () => chain.visit()).flat();
  let acknowledged = 0;
  for (const killAfterMs of [40, 150, 300]) {
    const centre = await startProcess();
    // The orphaned database of the last round was taken care of: the centre answers and knows what it acknowledged.
    expect(await heldSeq(centre.ready.url, chain)).toBeGreaterThanOrEqual(acknowledged);
    const killed = systemClock.sleep(killAfterMs).then(() => centre.end('SIGKILL'));
    for (let from = acknowledged; from < records.length; from += BATCH) {
      const verdicts = await push(centre.ready.url, records.slice(from, from + BATCH)).catch(() => null);
      if (verdicts === null) break;
      expect(verdicts.every((verdict) => verdict === 'STORED' || verdict === 'DUPLICATE')).toBe(true);
      acknowledged = from + verdicts.length;
    }
    await killed;
  }
  const last = await startProcess();
  const held = await heldSeq(last.ready.url, chain);
  expect(held).toBeGreaterThanOrEqual(acknowledged);
  for (let from = held; from < records.length; from += BATCH) await push(last.ready.url, records.slice(from, from + BATCH));
  expect(await heldSeq(last.ready.url, chain)).toBe(records.length);
  const { json } = await ask(last.ready.url, '/cases', { key: WORKBENCH_KEY });
  expect(json).toMatchObject({ total: 60 });
  expect(await last.end('SIGTERM')).toBe(0);
}, 120_000);

test('the database killed under a living centre comes back by itself with everything acknowledged', async () => {
  const centre = await startTestCentral(dataDir);
  const chain = new RecordChain();
  const records = Array.from({ length: 20 }, () => chain.visit()).flat();
  const { url } = centre.central;
  await push(url, records.slice(0, 90));
  process.kill(centre.central.databasePid() ?? 0, 'SIGKILL');
  const refused = await centre.ask('/sync/push', { key: HALL_KEY, body: { records: records.slice(90) } });
  expect(refused.status === 200 || refused.status === 503).toBe(true);
  while (!JSON.stringify((await centre.ask('/health')).json).includes('"ok":true')) await systemClock.sleep(100);
  expect(await heldSeq(url, chain)).toBeGreaterThanOrEqual(90);
  const verdicts = await push(url, records);
  expect(verdicts.slice(0, 90)).toEqual(Array(90).fill('DUPLICATE'));
  expect(await centre.query('select count(*)::int as n from rating')).toEqual([{ n: 20 }]);
  await centre.central.close();
}, 60_000);

test('a second centre on the data of a living one is refused and leaves it alone', async () => {
  const centre = await startTestCentral(dataDir);
  const second = await startCentral({
    config: centralConfig(dataDir),
    pagesDir: '',
    version: '0.0.0-test',
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  expect(second).toMatchObject({ ok: false, error: { code: 'DATA_DIR_IN_USE' } });
  expect((await centre.ask('/health')).json).toMatchObject({ ok: true });
  await centre.central.close();
  // Ended in order: nothing has to be recovered.
  expect(() => readFileSync(join(dataDir, 'postgres', 'postmaster.pid'))).toThrow('ENOENT');
}, 60_000);

test('mistakes in the configuration are named and nothing is started', async () => {
  const file = join(dataDir, 'central.json');
  writeFileSync(file, JSON.stringify({ ...centralConfig(dataDir), workbench: {} }));
  await expect(startReadyChild(MAIN, [file])).rejects.toThrow(/ended with 2:[^]*workbench\.keyHash/);
});
