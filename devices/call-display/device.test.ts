import { ManualClock } from '../../shared/basics/clock.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createCallDisplay } from './device.ts';
import { createVirtualCard, type VirtualCard } from './onbon/virtual-card.ts';
import type { CallDisplay } from './types.ts';

interface Bench {
  readonly clock: ManualClock;
  readonly display: CallDisplay;
  readonly card: VirtualCard;
  /** Bytes vanish without the connection breaking, as with a switch port that died. */
  goSilent(): void;
}

async function bench(options: { screen?: number; cardScreen?: number } = {}): Promise<Bench> {
  const clock = new ManualClock(1_000_000);
  const card = createVirtualCard({ screen: options.cardScreen ?? 1, width: 128, height: 16, family: 'bx5k' });
  const pairs: MemoryPair[] = [];
  const factory = memoryFactory((pair) => {
    pairs.push(pair);
    card.attach(pair.far);
  });
  const display = createCallDisplay({ factory, clock, options: options.screen === undefined ? {} : { screen: options.screen } });
  display.start();
  await clock.advance(10);
  return { clock, display, card, goSilent: () => pairs.at(-1)?.drop() };
}

test.each([
  ['王䶮', '窗口屏的字库里没有“䶮”，请改用其他文字'],
  ['😀', '窗口屏的字库里没有“😀”，请改用其他文字'],
  ['A\u001b', '窗口屏的字库里没有“U+001B”，请改用其他文字'],
  ['\ud800', '窗口屏的字库里没有“U+D800”，请改用其他文字'],
  ['\\C2', '窗口屏不能显示反斜杠，请改用其他文字'],
  ['很'.repeat(101), '显示内容过长，请缩短到 100 个汉字以内'],
])('%j is not sent', async (text, sentence) => {
  const { display, card } = await bench();
  expect(await display.show(text)).toEqual({ ok: false, error: { cause: 'not-encodable', sentence } });
  expect(card.see().history).toEqual([]);
});

test('of several waiting texts only the newest is sent', async () => {
  const { clock, display, card } = await bench();
  const results = ['一', '二', '三', '四'].map((text) => display.show(text));
  await clock.advance(10);
  const outcomes = await Promise.all(results);
  expect(outcomes.map((outcome) => (outcome.ok ? 'shown' : outcome.error.cause))).toEqual(['superseded', 'superseded', 'superseded', 'shown']);
  expect(card.see().history).toEqual(['四']);
  expect(display.status().counters).toEqual({ connections: 1, done: 1 });
});

test('before it is connected a text fails at once and is shown later', async () => {
  const clock = new ManualClock(0);
  const card = createVirtualCard({ screen: 1, width: 128, height: 16, family: 'bx5k' });
  const display = createCallDisplay({ factory: memoryFactory((pair) => card.attach(pair.far)), clock, options: {} });
  expect(await display.show('欢迎光临')).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
  display.start();
  await clock.advance(10);
  expect(card.see().text).toBe('欢迎光临');
});

test('a card that dies without closing the line is red within 5 s', async () => {
  const { clock, display, goSilent } = await bench();
  goSilent();
  await clock.advance(4_600);
  expect(display.status().health).toBe('disconnected');
});

test('a text sent to a dead card fails as timed out after 3 s', async () => {
  const { clock, display, card } = await bench();
  card.setFault({ type: 'hang' });
  const result = display.show('请A001号到3号窗口');
  await clock.advance(3_000);
  expect(await result).toMatchObject({ ok: false, error: { cause: 'timeout' } });
  expect(display.status().counters.failed).toBe(1);
});

test('an answer with a wrong CRC counts as none', async () => {
  const { clock, display, card } = await bench();
  card.setFault({ type: 'wrong-crc' });
  const result = display.show('请A001号到3号窗口');
  await clock.advance(3_000);
  expect(await result).toMatchObject({ ok: false, error: { cause: 'timeout' } });
  card.setFault({ type: 'none' });
  await clock.advance(3_000);
  expect(display.status().health).toBe('ready');
});

test('a strip with another screen number stays silent, and an answer from another screen does not count', async () => {
  const wrongNumber = await bench({ screen: 2, cardScreen: 1 });
  await wrongNumber.clock.advance(4_600);
  expect(wrongNumber.display.status().health).toBe('disconnected');
  const right = await bench({ screen: 7, cardScreen: 7 });
  expect(right.display.status().health).toBe('ready');
});

test('a strip that another program left dark is lit', async () => {
  const { clock, display, card, goSilent } = await bench();
  void display.show('请A001号到3号窗口');
  await clock.advance(10);
  card.switchOff();
  expect(card.see().text).toBe('');
  goSilent();
  await clock.advance(7_000);
  expect(card.see()).toMatchObject({ power: true, text: '请A001号到3号窗口' });
});

test('a text wider than the strip runs through', async () => {
  const { clock, display, card } = await bench();
  void display.show('请A001号到3号窗口');
  await clock.advance(10);
  void display.show('请A001号');
  await clock.advance(10);
  const motions = card.see().frames.slice(1).map((frame) => frame.slice(2 * (9 + 19), 2 * (9 + 20)));
  expect(motions).toEqual(['03', '01']);
});

test('the mains fail for a moment: the text is back after the reconnection', async () => {
  const { clock, display, card, goSilent } = await bench();
  void display.show('请A001号到3号窗口');
  await clock.advance(10);
  card.losePower();
  goSilent();
  await clock.advance(7_000);
  expect(card.see()).toMatchObject({ text: '请A001号到3号窗口', history: ['请A001号到3号窗口', '请A001号到3号窗口'] });
});

test('stop ends a waiting text honestly', async () => {
  const { display, card } = await bench();
  card.setFault({ type: 'hang' });
  const result = display.show('请A001号到3号窗口');
  await display.stop();
  expect(await result).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
  expect(display.status().state).toBe('stopped');
});
