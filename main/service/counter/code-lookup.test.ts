import { withHall, type CounterUnderTest, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { LI_SI } from '../../../test/helpers/fake-devices.ts';
import { codeOf, GENERAL, must } from '../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import { WorkNo } from '../../../shared/basics/ids.ts';
import type { ScanEvent, Scanner } from '../../../devices/scanner/types.ts';
import { createCodeLookup } from './code-lookup.ts';

const ONE = { kiosks: 1, counters: 1 };

/** Two people wait, the first is called. */
async function called(hall: HallUnderTest): Promise<CounterUnderTest> {
  for (let i = 0; i < 2; i += 1) {
    hall.kiosk().reader.lay(LI_SI);
    must(await hall.kiosk().page.take({ ...hall.command(), businessId: GENERAL }));
    await hall.advance(9_000);
  }
  const counter = hall.counter();
  must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[0]?.workNo), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  must(await counter.page.next(hall.command()));
  await hall.advance(0);
  return counter;
}

async function found(counter: CounterUnderTest, text: string) {
  must(await counter.page.lookUp({ text }));
  return (await counter.state()).lookup;
}

test('the called ticket by its code and by its number: its holder is here; another one is only told', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await called(hall);
    const current = (await counter.state()).current;
    const mine = { type: 'ticket', ticket: { no: 'A001' }, sentence: '已经呼叫，请马上前往窗口（1号窗口）', holderHere: true };
    expect(await found(counter, `yichuang:ticket:${current?.id ?? ''}`)).toMatchObject(mine);
    expect(await found(counter, 'a001')).toMatchObject(mine);
    expect(await found(counter, 'A002')).toMatchObject({ ticket: { no: 'A002' }, sentence: expect.stringContaining('前面还有 0 人'), holderHere: false });
    expect((await counter.state()).current?.state).toBe('CALLED');
    must(await counter.page.putLookupAway());
    expect((await counter.state()).lookup).toBeNull();
  });
});

test.each([
  ['A999', '没有这个号码，请核对是不是今天的小票'],
  ['https://example.com/open?x=1', '本机没有查到“https:…”，请核对编号；其他窗口的办件请到综窗系统查询'],
  ['yichuang:case:01JQ5ZK8V7N4M2R3T6W9XYABCD:x', '本机没有查到“yichua…”，请核对编号；其他窗口的办件请到综窗系统查询'],
])('%s is not known', async (text, sentence) => {
  await withHall(ONE, async (hall) => {
    expect(await found(await called(hall), text)).toMatchObject({ type: 'nothing', sentence });
  });
});

test('a colleague who logs in finds nothing of what was looked up', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await called(hall);
    await found(counter, 'A002');
    must(await counter.page.miss(hall.command()));
    must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[1]?.workNo), pin: PIN }));
    expect((await counter.state()).lookup).toBeNull();
    await found(counter, 'A002');
    must(await counter.page.logout());
    await hall.advance(1_000);
    expect((await counter.state()).lookup).toBeNull();
  });
});

test('the next citizen at the window sees nothing of what was looked up for the last', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await called(hall);
    await found(counter, 'A001');
    must(await counter.page.miss(hall.command()));
    expect((await counter.state()).lookup).not.toBeNull();
    must(await counter.page.next(hall.command()));
    expect((await counter.state()).lookup).toBeNull();
  });
});

test('nobody is logged in: nothing is looked up', async () => {
  await withHall(ONE, async (hall) => {
    expect(codeOf(await hall.counter().page.lookUp({ text: 'A001' }))).toBe('NOT_LOGGED_IN');
  });
});

/** A lookup with a scanner on its line, away from its hub. */
function away(isLoggedIn: boolean) {
  let tell: (scan: ScanEvent) => void = () => undefined;
  const scanner: Pick<Scanner, 'onScan'> = {
    onScan(listener) {
      tell = listener;
      return () => (tell = () => undefined);
    },
  };
  const hub = { client: () => null, hall: () => null } as never;
  const store = { findCase: () => null, listCases: () => [] } as never;
  const context = { hub, store, hall: {} as never, clock: { now: () => 0, sleep: () => Promise.resolve() }, log: createLogLines().log };
  const lookup = createCodeLookup(context, scanner, { isLoggedIn: () => isLoggedIn, ticketId: () => null }, () => undefined);
  return { lookup, scan: (event: ScanEvent) => tell(event) };
}

test('the scanner on its line goes the same way; what it could not read is said', async () => {
  const { lookup, scan } = away(true);
  scan({ type: 'unreadable', problem: 'cut-off', sentence: '扫码没有收全，请重新扫码' });
  expect(lookup.view()).toMatchObject({ type: 'nothing', sentence: '扫码没有收全，请重新扫码' });
  scan({ type: 'code', code: '12345678', controlsRemoved: false });
  await new Promise(setImmediate);
  expect(lookup.view()).toMatchObject({ type: 'nothing', sentence: expect.stringContaining('“123456…”') });
  lookup.close();
  scan({ type: 'unreadable', problem: 'cut-off', sentence: '扫码没有收全，请重新扫码' });
  expect(lookup.view()).toMatchObject({ sentence: expect.stringContaining('“123456…”') });
});

test('a code while nobody is logged in is shown to nobody', async () => {
  const { lookup, scan } = away(false);
  scan({ type: 'code', code: '12345678', controlsRemoved: false });
  await new Promise(setImmediate);
  expect(lookup.view()).toBeNull();
});
