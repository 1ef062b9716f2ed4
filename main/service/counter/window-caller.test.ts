import { fakeCaller, LI_SI } from '../../../test/helpers/fake-devices.ts';
import { GENERAL, must } from '../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { settled, withHall, type CounterUnderTest, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { ManualClock } from '../../../shared/basics/clock.ts';
import { WorkNo } from '../../../shared/basics/ids.ts';
import { DONE, type Done } from '../../../shared/contract/outcome.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import type { PressedKey } from '../../../devices/physical-caller/types.ts';
import { createWindowCaller } from './window-caller.ts';

const ONE = { kiosks: 1, counters: 1 };
const SECOND = 1_000;

/** `waiting` tickets in the hall, the clerk logged in, the window open. */
async function opened(hall: HallUnderTest, waiting: number): Promise<CounterUnderTest> {
  const kiosk = hall.kiosk();
  for (let i = 0; i < waiting; i += 1) {
    kiosk.reader.lay(LI_SI);
    must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
    await hall.advance(9 * SECOND);
  }
  const counter = hall.counter();
  must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[0]?.workNo), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  await hall.advance(0);
  return counter;
}

async function press(hall: HallUnderTest, counter: CounterUnderTest, ...keys: PressedKey[]): Promise<void> {
  for (const key of keys) {
    counter.caller.press(key);
    await hall.advance(SECOND);
  }
}

function calledCount(hall: HallUnderTest): number {
  return hall.hubStore.sync.listAfter(0, 1_000).filter(({ record }) => JSON.stringify(record).includes('"ticket.called"')).length;
}

test('a visit by the keys: call, start, rate; the digits follow', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 2);
    expect(counter.caller.shown[0]).toEqual({ waiting: 2, ticket: null });
    await press(hall, counter, 'call');
    expect(counter.caller.shown[0]).toEqual({ waiting: null, ticket: 1 });
    expect(hall.display.voice.spoken).toHaveLength(1);
    await press(hall, counter, 'confirm');
    expect(await counter.state()).toMatchObject({ current: { no: 'A001', state: 'SERVING' }, callerNotice: null });
    expect(counter.caller.beeps).toBe(0);
    // Nothing was received: the page asks as its own button does.
    await press(hall, counter, 'rate');
    expect(await counter.state()).toMatchObject({ callerNotice: { sentence: '', question: 'finishWithoutCase' }, current: { no: 'A001' } });
    expect(counter.caller.beeps).toBe(1);
    must(await counter.page.finish(hall.command()));
    await hall.advance(0);
    expect(await counter.state()).toMatchObject({ callerNotice: null, rating: 'INVITED' });
    expect(counter.pad.invitations).toBe(1);
    expect(counter.caller.shown[0]).toEqual({ waiting: 1, ticket: null });
    await press(hall, counter, 'rate');
    expect(counter.pad.invitations).toBe(2);
  });
});

test('呼叫 pressed again calls nobody else, and says why', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 3);
    counter.caller.press('call');
    counter.caller.press('call');
    await hall.advance(SECOND);
    expect(calledCount(hall)).toBe(1);
    expect(counter.caller.beeps).toBe(2);
    // The second was not even asked for.
    expect((await counter.state()).callerNotice).toBeNull();
    await press(hall, counter, 'call');
    expect(calledCount(hall)).toBe(1);
    expect(counter.caller.beeps).toBe(4);
    expect((await counter.state()).callerNotice?.sentence).toBe('本窗口还有号码没有结束，请先办理完毕、过号或挂起');
    must(await counter.page.start(hall.command()));
    expect((await counter.state()).callerNotice).toBeNull();
  });
});

test('弃号, 挂起, 回呼, 暂停 do what the buttons do', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 2);
    await press(hall, counter, 'call', 'miss');
    expect(await counter.state()).toMatchObject({ current: null, missed: [{ no: 'A001' }] });
    await press(hall, counter, 'call', 'confirm', 'hold');
    expect(await counter.state()).toMatchObject({ current: null, held: [{ no: 'A002' }] });
    await press(hall, counter, 'pause');
    expect(await counter.state()).toMatchObject({ window: { state: 'PAUSED', pauseReason: '呼叫器按键' } });
    await press(hall, counter, 'pause', 'resume');
    expect(await counter.state()).toMatchObject({ current: { no: 'A002', state: 'SERVING' }, held: [] });
    expect(counter.caller.beeps).toBe(0);
  });
});

test('转移 makes the page ask, 取消 takes it back', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 1);
    await press(hall, counter, 'call', 'transfer');
    expect(await counter.state()).toMatchObject({ callerNotice: { question: null, sentence: '没有正在办理的号码，不能转移' } });
    await press(hall, counter, 'confirm', 'transfer');
    expect(await counter.state()).toMatchObject({ callerNotice: { question: 'transfer' }, current: { no: 'A001' } });
    await press(hall, counter, 'cancel');
    expect((await counter.state()).callerNotice).toBeNull();
  });
});

test('without a clerk, a key does nothing but beep', async () => {
  await withHall(ONE, async (hall) => {
    const counter = hall.counter();
    await press(hall, counter, 'call', 'pause');
    expect(counter.caller.beeps).toBe(4);
    expect(counter.caller.shown).toEqual([{ waiting: null, ticket: null }]);
    expect(await counter.state()).toMatchObject({ window: { state: 'CLOSED' }, callerNotice: null });
  });
});

test('without the hub the key is refused as the button is', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await opened(hall, 1);
    counter.line.cut();
    await hall.advance(SECOND);
    await press(hall, counter, 'call');
    expect(counter.caller.beeps).toBe(2);
    expect((await counter.state()).callerNotice?.sentence).toBe('大厅中枢没有连上，暂时不能叫号；已在办理的业务可以继续受理');
  });
});

test('until the answer to a key is there the next key asks for nothing; then it does', async () => {
  const caller = fakeCaller();
  const performed: string[] = [];
  const answers: PromiseWithResolvers<Done>[] = [];
  const operations = {
    isLoggedIn: () => true,
    sight: () => ({ window: 'CALLING', ticket: 'CALLED', hasCases: false, held: [], invited: false }) as const,
    perform(action: { type: string }): Promise<Done> {
      performed.push(action.type);
      const answer = Promise.withResolvers<Done>();
      answers.push(answer);
      return answer.promise;
    },
  };
  createWindowCaller({ clock: new ManualClock(0), log: createLogLines().log }, caller, operations, () => undefined);
  caller.press('recall');
  caller.press('recall');
  caller.press('miss');
  await settled();
  expect([performed, caller.beeps]).toEqual([['recall'], 4]);
  answers[0]?.resolve(DONE);
  await settled();
  caller.press('miss');
  await settled();
  expect(performed).toEqual(['recall', 'miss']);
});
