import { virtualBench } from '../../../devices/locker/testing/virtual-bench.ts';
import { DeviceId, WorkNo, type CommandId } from '../../../shared/basics/ids.ts';
import { freshStorePath, openTestStore } from '../../../test/helpers/store.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import { openJobLedger } from './job-ledger.ts';
import { createLockerDesk } from './locker-desk.ts';

const FIRST = '01JQ8ZC8W00000000000000001' as CommandId;
const SECOND = '01JQ8ZC8W00000000000000002' as CommandId;

async function bench(path = freshStorePath()) {
  const cabinet = virtualBench();
  const { store, clock, newUlid } = openTestStore(path);
  const jobs = openJobLedger({ store, clock, newUlid });
  const desk = createLockerDesk({ locker: cabinet.locker, deviceId: DeviceId.parse('kiosk-1/locker'), jobs, store, log: createLogLines().log });
  cabinet.locker.start();
  await cabinet.clock.advance(500);
  return { ...cabinet, path, store, jobs, desk };
}

/** Lets the cabinet's time pass until the order has its answer. */
async function answer<T>({ clock }: Awaited<ReturnType<typeof bench>>, order: Promise<T>): Promise<T> {
  let done = false;
  void order.finally(() => (done = true));
  for (let waited = 0; waited < 10_000 && !done; waited += 50) await clock.advance(50);
  return order;
}

test('an order is written down before the lock is touched, and opens the door', async () => {
  const b = await bench();
  const order = b.desk.openDoor('3', '柜内取件', FIRST);
  expect(b.store.findDeviceJob(FIRST)).toMatchObject({ state: 'started', reference: 'kiosk-1/locker/3', title: '打开柜门“3”：柜内取件' });
  expect(b.cabinet.see().pulses).toEqual({});
  expect(await answer(b, order)).toMatchObject({ ok: true });
  expect(b.store.findDeviceJob(FIRST)).toMatchObject({ state: 'done', sentence: '柜门已打开' });
  expect(b.desk.doors().filter(({ state }) => state === 'open').map(({ name }) => name)).toEqual(['3']);
});

test('the same order twice at once, and again after a restart, is one pulse', async () => {
  const b = await bench();
  const both = Promise.all([b.desk.openDoor('3', '取件', FIRST), b.desk.openDoor('3', '取件', FIRST)]);
  expect((await answer(b, both)).map(({ ok }) => ok)).toEqual([true, true]);
  b.cabinet.move(1, 3, false);
  await b.clock.advance(2_000);
  b.store.close();
  const later = await bench(b.path);
  expect(await answer(later, later.desk.openDoor('3', '取件', FIRST))).toMatchObject({ ok: true });
  expect([b.cabinet.see().pulses, later.cabinet.see().pulses]).toEqual([{ '1/3': 1 }, {}]);
});

test('a door that stayed closed may be tried again by a new order', async () => {
  const b = await bench();
  b.cabinet.jam(1, 3, true);
  expect(await answer(b, b.desk.openDoor('3', '取件', FIRST))).toMatchObject({ ok: false, error: { code: 'DOOR_NOT_OPENED' } });
  b.cabinet.jam(1, 3, false);
  expect(await answer(b, b.desk.openDoor('3', '取件', FIRST))).toMatchObject({ ok: false });
  expect(await answer(b, b.desk.openDoor('3', '取件', SECOND))).toMatchObject({ ok: true });
  expect(b.cabinet.see().pulses).toEqual({ '1/3': 2 });
});

test('a crash in the middle: unknown, and no order for this door until a person has looked', async () => {
  const b = await bench();
  void b.desk.openDoor('3', '取件', FIRST).catch(() => undefined);
  b.store.close();
  const later = await bench(b.path);
  expect(later.jobs.undecided().map(({ id }) => id)).toEqual([FIRST]);
  expect(await answer(later, later.desk.openDoor('3', '取件', SECOND))).toMatchObject({ ok: false, error: { code: 'JOB_UNDECIDED' } });
  expect(await answer(later, later.desk.openDoor('3', '取件', FIRST))).toMatchObject({ ok: false, error: { code: 'DOOR_UNKNOWN' } });
  expect(later.cabinet.see().pulses).toEqual({});
  expect(await answer(later, later.desk.openDoor('4', '取件', SECOND))).toMatchObject({ ok: true });
});

test('the line goes after the pulse: unknown, the console asks', async () => {
  const b = await bench();
  const order = b.desk.openDoor('3', '取件', FIRST);
  for (let waited = 0; waited < 1_000 && b.cabinet.see().pulses['1/3'] === undefined; waited += 5) await b.clock.advance(5);
  b.pull();
  expect(await answer(b, order)).toMatchObject({ ok: false, error: { code: 'DOOR_UNKNOWN' } });
  expect(b.jobs.undecided().map(({ state }) => state)).toEqual(['unknown']);
});

test('whoever looked settles it, and the door takes orders again; what is no door of this cabinet is left alone', async () => {
  const b = await bench();
  const order = b.desk.openDoor('3', '取件', FIRST);
  for (let waited = 0; waited < 1_000 && b.cabinet.see().pulses['1/3'] === undefined; waited += 5) await b.clock.advance(5);
  b.pull();
  await answer(b, order);
  const letter = { kind: 'document-print', deviceId: 'kiosk-1/documentPrinter', reference: 'D1', title: '受理通知书' } as const;
  await b.jobs.run(letter, () => Promise.resolve({ state: 'unknown', sentence: '不知道' }));
  const [job, ...others] = b.desk.undecided();
  expect([job?.id, others]).toEqual([FIRST, []]);
  const notOurs = b.jobs.undecided().find(({ id }) => id !== FIRST)?.id ?? '';
  const seenBy = WorkNo.parse('1001');
  expect(b.desk.settle(notOurs, 'DONE', seenBy)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_JOB' } });
  expect([b.desk.settle(FIRST, 'NOT_DONE', seenBy), b.desk.settle(FIRST, 'NOT_DONE', seenBy)]).toMatchObject([{ ok: true }, { ok: true }]);
  expect(b.store.findDeviceJob(FIRST)).toMatchObject({ state: 'failed', settledBy: '1001' });
  b.putBack();
  await b.clock.advance(5_000);
  expect(await answer(b, b.desk.openDoor('3', '取件', SECOND))).toMatchObject({ ok: true });
});
