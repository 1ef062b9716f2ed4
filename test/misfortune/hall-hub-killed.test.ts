import { findProcess, keepDead } from '../helpers/hall-processes.ts';
import { openHall, type HallUnderTest } from '../helpers/hall-under-test.ts';
import { BUSINESS, callNext, openWindow, serveBriefly, takePrintedTicket } from '../helpers/hall-visit.ts';
import { printedSlips } from '../helpers/hall-devices.ts';

let hall: HallUnderTest;
beforeAll(async () => {
  hall = await openHall();
}, 120_000);
afterAll(() => hall.discard(), 30_000);

test('without the hub numbers go on from the kiosk’s own block, marked 离线, and are called when the hub is back', async () => {
  const { kiosk, counters } = hall;
  const before = await takePrintedTicket(kiosk);
  expect(before).toMatchObject({ no: 'F001', offline: false });

  const dead = await keepDead(hall.data, 'hub');
  await kiosk.until('the kiosk knows', 10_000, (state) => !state.hubOnline);
  const offline = [await takePrintedTicket(kiosk), await takePrintedTicket(kiosk)];
  expect(offline.map(({ no, offline: marked }) => [no, marked])).toEqual([['F501', true], ['F502', true]]);
  await dead.release();
  await kiosk.until('the hub is back', 30_000, (state) => state.hubOnline);

  // Hanging is worse than dead: the line is open and nothing comes.
  const pid = findProcess(hall.data, 'hub') ?? 0;
  process.kill(pid, 'SIGSTOP');
  const pressedAt = performance.now();
  const silent = await takePrintedTicket(kiosk);
  expect(silent).toMatchObject({ no: 'F503', offline: true });
  expect(performance.now() - pressedAt).toBeLessThan(6_000);
  process.kill(pid, 'SIGCONT');
  await kiosk.until('the hub is back', 30_000, (state) => state.hubOnline && state.businesses.some(({ id, waiting }) => id === BUSINESS && waiting === 4));
  const after = await takePrintedTicket(kiosk);
  expect(after.offline).toBe(false);

  const slips = await printedSlips(hall, 'kiosk-1');
  const numbers = [before, ...offline, silent, after].map(({ no }) => no);
  expect(slips.map(({ no }) => no)).toEqual(numbers);
  expect(slips.filter(({ text }) => text.includes('【离线取号】')).map(({ no }) => no)).toEqual(['F501', 'F502', 'F503']);
  expect(new Set(numbers).size).toBe(numbers.length);

  // In the order they were taken, whoever gave them out.
  await openWindow(counters[0], { workNo: '1001', pin: '135790' });
  const called: string[] = [];
  for (let n = 0; n < numbers.length; n += 1) {
    called.push((await callNext(counters[0])).no);
    await serveBriefly(counters[0]);
  }
  expect(called).toEqual(numbers);

  await hall.synced(30_000);
  const unproven = hall.console.state()?.unproven.map(({ no }) => no);
  expect(unproven).toEqual([]);
  const rows = await hall.atCentre<{ no: string; state: string }>(`select no, state from ticket order by no`);
  expect(rows.filter(({ state }) => state !== 'VOID')).toEqual(numbers.toSorted().map((no) => ({ no, state: 'DONE' })));
  expect(await hall.end()).toBe(0);
}, 90_000);
