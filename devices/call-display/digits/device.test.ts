import { ManualClock } from '../../../shared/basics/clock.ts';
import { fromHex } from '../../core/bytes.ts';
import { memoryFactory, type MemoryPair } from '../../transports/memory.ts';
import { createCallDisplay } from '../device.ts';
import { createVirtualBoard } from './virtual-board.ts';

async function bench(options: { readonly repeat?: boolean } = {}) {
  const clock = new ManualClock(1_000_000);
  const board = createVirtualBoard({ prefix: fromHex('01'), encoding: 'ascii', places: 3, check: 'xor' });
  const pairs: MemoryPair[] = [];
  let plugged = true;
  const factory = memoryFactory((pair) => {
    if (!plugged) throw new Error('no cable');
    pairs.push(pair);
    board.attach(pair.far);
  });
  const display = createCallDisplay({ factory, clock, options: { protocol: 'digits', encoding: 'ascii', check: 'xor', ...options } });
  display.start();
  await clock.advance(10);

  async function show(text: string) {
    const result = display.show(text);
    await clock.advance(10);
    return result;
  }

  function plug(next: boolean): void {
    plugged = next;
    if (!next) pairs.at(-1)?.cut('cable pulled');
  }
  return { clock, board, display, show, plug };
}

test('what is called stands there as a number; what has no number clears it', async () => {
  const { board, show } = await bench();
  for (const text of ['请A001号到3号窗口', 'A001号正在办理', '欢迎光临', '请A012号到3号窗口']) {
    expect(await show(text)).toEqual({ ok: true, value: undefined });
  }
  expect(board.see().history).toEqual(['001', '', '012']);
});

test('nobody claims to know how it is, whether it hears or not', async () => {
  const { clock, board, display, show } = await bench();
  const unknown = { health: 'unknown', state: 'sending', advice: '窗口屏不会应答，系统无法确认它是否正常，请看屏上的号码', lastGoodAt: null };
  expect(display.status()).toMatchObject(unknown);
  board.setFault({ type: 'hang' });
  await show('请A001号到3号窗口');
  await clock.advance(10_000);
  expect(display.status()).toMatchObject(unknown);
});

test('a port that is gone is red, and the newest number is back within 3 s of its return', async () => {
  const { clock, board, display, show, plug } = await bench();
  await show('请A001号到3号窗口');
  plug(false);
  await clock.advance(100);
  expect(display.status().health).toBe('disconnected');
  expect(await show('请A002号到3号窗口')).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
  await clock.advance(60_000);
  plug(true);
  await clock.advance(3_000);
  expect(board.see().text).toBe('002');
  expect(display.status().health).toBe('unknown');
});

test.each([
  [true, '001'],
  [false, ''],
])('after a loss of power, with repeat %p: %j', async (repeat, text) => {
  const { clock, board, show } = await bench({ repeat });
  await show('请A001号到3号窗口');
  board.losePower();
  await clock.advance(1_600);
  expect(board.see().text).toBe(text);
});
