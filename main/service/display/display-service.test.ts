import { createPageVoice } from '../../../devices/voice/page-voice.ts';
import { LI_SI } from '../../../test/helpers/fake-devices.ts';
import { GENERAL, must } from '../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { withHall, type CounterUnderTest, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { SpeechOrder } from '../../../shared/contract/speech.ts';
import { WorkNo } from '../../../shared/basics/ids.ts';
import type { HallSize } from '../../../test/helpers/test-hall.ts';

const ONE: HallSize = { kiosks: 1, counters: 1 };
const SECOND = 1_000;

async function called(hall: HallUnderTest): Promise<CounterUnderTest> {
  hall.kiosk().reader.lay(LI_SI);
  must(await hall.kiosk().page.take({ ...hall.command(), businessId: GENERAL }));
  await hall.advance(SECOND);
  const counter = hall.counter();
  must(await counter.page.login({ workNo: WorkNo.parse(CLERKS[0].workNo), pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  must(await counter.page.next(hall.command()));
  await hall.advance(0);
  return counter;
}

test('a call is spoken once, a recall again, however often the hub is lost and found', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await called(hall);
    const { spoken } = hall.display.voice;
    expect(spoken).toHaveLength(1);
    hall.display.line.drop();
    await hall.advance(6 * SECOND);
    expect((await hall.display.state()).calls).toHaveLength(1);
    expect(spoken).toHaveLength(1);
    must(await counter.page.recall(hall.command()));
    await hall.advance(SECOND);
    expect(spoken).toHaveLength(2);
    expect(spoken[1]).toContain('第二次呼叫');
    await hall.stopHub();
    await hall.startHub();
    expect(spoken).toHaveLength(2);
  });
});

test('a display that was away shows the calls it missed, and speaks only of those just made', async () => {
  await withHall(ONE, async (hall) => {
    await hall.display.stop();
    await called(hall);
    await hall.advance(60 * SECOND);
    hall.display.start();
    await hall.advance(SECOND);
    expect(await hall.display.state()).toMatchObject({ calls: [{ no: 'A001' }], hubOnline: true });
    expect(hall.display.voice.spoken).toEqual([]);
  });
});

test.each([-86_400 * SECOND, 86_400 * SECOND])('a display whose clock is %i ms wrong speaks all the same', async (skew) => {
  await withHall({ ...ONE, skewMs: { 'display-1': skew } }, async (hall) => {
    await called(hall);
    expect(hall.display.voice.spoken).toHaveLength(1);
  });
});

test('the last state stays on the screen while the hub is away', async () => {
  await withHall(ONE, async (hall) => {
    await called(hall);
    hall.display.line.cut();
    await hall.advance(SECOND);
    expect(await hall.display.state()).toMatchObject({ hubOnline: false, calls: [{ no: 'A001', windowNo: '1' }] });
  });
});

test('a hall without speech module: its page gets the recordings and the calls, and says how they ended', async () => {
  await withHall(ONE, async (hall) => {
    const voice = createPageVoice({ address: 'page://', clock: hall.clock, recordings: [{ clip: 'to', wav: 'UklGRg==' }], options: {} });
    voice.start();
    await hall.display.changeVoice(voice);
    const { page } = hall.display;
    expect(await page.clips()).toEqual([{ clip: 'to', wav: 'UklGRg==' }]);
    const gone = new AbortController();
    const orders = await page.announcements({ page: 'p', sound: 'blocked' }, { signal: gone.signal });
    const next = async (): Promise<SpeechOrder> => SpeechOrder.parse((await orders.next()).value);
    expect(await next()).toEqual({ type: 'role', role: 'speaker', engine: 'clips' });
    await page.reportSound({ page: 'p', sound: 'ready' });
    await called(hall);
    const order = await next();
    expect(order).toMatchObject({ type: 'speak', text: '请A、零、零、一号，到一号窗口办理。请A、零、零、一号，到一号窗口办理。' });
    if (order.type !== 'speak') throw new Error('no announcement');
    await page.announced({ page: 'p', id: order.id, outcome: 'spoken' });
    expect(voice.status()).toMatchObject({ health: 'ready', counters: { done: 1 } });
    const last = orders.next();
    gone.abort();
    await last;
    expect(voice.status().health).toBe('disconnected');
  });
});

test('where the hall has its own voice a page is told that it has nothing to say', async () => {
  await withHall(ONE, async (hall) => {
    const gone = new AbortController();
    const orders = await hall.display.page.announcements({ page: 'p', sound: 'ready' }, { signal: gone.signal });
    expect((await orders.next()).value).toEqual({ type: 'role', role: 'none', engine: 'clips' });
    expect(await hall.display.page.clips()).toEqual([]);
    gone.abort();
  });
});
