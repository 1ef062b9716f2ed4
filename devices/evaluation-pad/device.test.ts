import { ManualClock } from '../../shared/basics/clock.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createEvaluationPad } from './device.ts';
import { FOUR_KEY_LEVELS, type LevelTable } from './levels.ts';
import { createVirtualPad } from './virtual-pad.ts';
import { encodeFrame, FUNC } from '../core/window-bus/frames.ts';
import { createVirtualBus } from '../core/window-bus/virtual-bus.ts';
import { createWindowBus } from '../core/window-bus/window-bus.ts';

async function bench(levels?: LevelTable) {
  const clock = new ManualClock(1_000_000);
  const wire = createVirtualBus(clock);
  const virtual = createVirtualPad({ bus: wire, busAddress: 1, clock });
  const pairs: MemoryPair[] = [];
  const factory = memoryFactory((pair) => {
    pairs.push(pair);
    wire.attach(pair.far);
  });
  const pad = createEvaluationPad({ bus: createWindowBus({ factory, clock }), clock, options: levels === undefined ? {} : { levels } });
  const heard: number[] = [];
  pad.onPress((level) => heard.push(level));
  pad.start();
  await clock.advance(10);
  return { clock, virtual, pad, heard, pairs };
}

test.each([
  ['five keys', undefined, [[5, 1], [4, 2], [3, 3], [2, 4], [1, 5]]],
  ['four keys', FOUR_KEY_LEVELS, [[3, 1], [2, 2], [0, 4]]],
] as const)('%s: each value is its level', async (_, levels, expected) => {
  for (const [value, level] of expected) {
    const { clock, virtual, heard } = await bench(levels);
    virtual.press(value);
    await clock.advance(100);
    expect(heard).toEqual([level]);
    expect(virtual.see().acknowledged).toEqual([value]);
  }
});

test('the default stored by the pad is acknowledged and no rating', async () => {
  const { clock, virtual, heard } = await bench(FOUR_KEY_LEVELS);
  virtual.press(1);
  await clock.advance(100);
  expect(heard).toEqual([]);
  expect(virtual.see()).toMatchObject({ acknowledged: [1], sent: 1 });
});

test('a value that is not in the table is acknowledged, reported and no rating', async () => {
  const { clock, virtual, pad, heard } = await bench();
  virtual.press(9);
  await clock.advance(100);
  expect(heard).toEqual([]);
  expect(virtual.see().acknowledged).toEqual([9]);
  expect(pad.status()).toMatchObject({ health: 'attention', advice: '评价器发来未设置的键值 9，请核对键值对照表', counters: { failed: 1 } });
});

test.each([1, 3, 4])('%i lost answers: the pad repeats, one rating', async (count) => {
  const { clock, virtual, pad, heard } = await bench();
  virtual.loseAnswers(count);
  virtual.press(5);
  await clock.advance(5_000);
  expect(heard).toEqual([1]);
  expect(virtual.see()).toMatchObject({ acknowledged: [5], sent: count + 1, lost: 0 });
  expect(pad.status().counters).toEqual({ connections: 1, done: 1 });
});

test('two citizens with the same opinion are two ratings', async () => {
  const { clock, virtual, heard } = await bench();
  virtual.press(5);
  await clock.advance(2_500);
  virtual.press(5);
  await clock.advance(100);
  expect(heard).toEqual([1, 1]);
});

test('another key right after is another press', async () => {
  const { clock, virtual, heard } = await bench();
  virtual.press(1);
  await clock.advance(100);
  virtual.press(5);
  await clock.advance(100);
  expect(heard).toEqual([5, 1]);
});

test.each(['bad-sum', 'length-mismatch', 'collision'] as const)('%s: nothing is heard until the pad repeats', async (damage) => {
  const { clock, virtual, heard } = await bench();
  virtual.press(4, damage);
  await clock.advance(100);
  expect(heard).toEqual([]);
  await clock.advance(600);
  expect(heard).toEqual([2]);
  expect(virtual.see()).toMatchObject({ acknowledged: [4], sent: 2 });
});

test('a press of another pad on the bus is left alone and reported', async () => {
  const { clock, virtual, pad, heard } = await bench();
  virtual.pressElsewhere(2, 5);
  await clock.advance(100);
  expect(heard).toEqual([]);
  expect(pad.status()).toMatchObject({ health: 'attention', advice: '评价器的线路上还有编号 2 的设备，配置里没有它，请核对设备的编号和配置' });
  virtual.press(5);
  await clock.advance(100);
  expect(pad.status()).toMatchObject({ health: 'ready', advice: '' });
});

test('half a frame, a pause, then a press', async () => {
  const { clock, heard, pairs } = await bench();
  await pairs[0]?.far.write(Uint8Array.of(0xff, 0x68, 0x08, 0x08, 0x68, 0x01));
  await clock.advance(200);
  await pairs[0]?.far.write(encodeFrame({ address: 1, func: FUNC.press, data: Uint8Array.of(5) }));
  await clock.advance(100);
  expect(heard).toEqual([1]);
});

test('the health is unknown until a key arrives, and again after every reconnection', async () => {
  const { clock, virtual, pad, pairs } = await bench();
  expect(pad.status()).toMatchObject({ health: 'unknown', state: 'listening', lastGoodAt: null });
  virtual.press(5);
  await clock.advance(100);
  expect(pad.status()).toMatchObject({ health: 'ready', advice: '' });
  pairs[0]?.cut('unplugged');
  await clock.advance(10);
  expect(pad.status().health).toBe('disconnected');
  await clock.advance(3_000);
  expect(pad.status()).toMatchObject({ health: 'unknown', state: 'listening' });
});

test('invite lights the lamp; without a line it fails at once', async () => {
  const { clock, virtual, pad } = await bench();
  const invited = pad.invite();
  await clock.advance(50);
  expect(await invited).toEqual({ ok: true, value: undefined });
  expect(virtual.see()).toMatchObject({ inviting: true, invitations: 1 });
  virtual.press(5);
  await clock.advance(100);
  expect(virtual.see().inviting).toBe(false);
  await pad.stop();
  expect(await pad.invite()).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
});

test('a listener that left hears nothing', async () => {
  const { clock, virtual, pad } = await bench();
  const late: number[] = [];
  pad.onPress((level) => late.push(level))();
  virtual.press(5);
  await clock.advance(100);
  expect(late).toEqual([]);
});
