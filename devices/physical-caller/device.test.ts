import type { z } from 'zod';
import { ManualClock } from '../../shared/basics/clock.ts';
import { encodeFrame } from '../core/window-bus/frames.ts';
import { createVirtualBus } from '../core/window-bus/virtual-bus.ts';
import { createWindowBus } from '../core/window-bus/window-bus.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { CALLER_DELAYS, createPhysicalCaller, type PhysicalCallerOptions } from './device.ts';
import { createVirtualCaller } from './virtual-caller.ts';

async function bench(options: z.input<typeof PhysicalCallerOptions> = {}) {
  const clock = new ManualClock(1_000_000);
  const wire = createVirtualBus(clock);
  const virtual = createVirtualCaller({ bus: wire, busAddress: 1, clock });
  const pairs: MemoryPair[] = [];
  const factory = memoryFactory((pair) => {
    pairs.push(pair);
    wire.attach(pair.far);
  });
  const caller = createPhysicalCaller({ bus: createWindowBus({ factory, clock }), clock, options });
  const keys: string[] = [];
  caller.onKey((key) => keys.push(key));
  caller.start();
  await clock.advance(10);
  return { clock, wire, virtual, caller, keys, pairs };
}

test('each key once, answered by the same frame', async () => {
  const { clock, virtual, caller, keys } = await bench();
  for (const key of ['call', 'miss', 'hold', 'transfer'] as const) {
    virtual.press(key);
    await clock.advance(100);
  }
  expect(keys).toEqual(['call', 'miss', 'hold', 'transfer']);
  expect(virtual.see()).toMatchObject({ acknowledged: ['0C', '06 0F', '00 0F', '13'], sent: 4, lost: 0 });
  expect(caller.status()).toMatchObject({ health: 'ready', counters: { connections: 1, done: 4 } });
});

test.each([1, 3, 4])('%i lost answers: the caller repeats, the key counts once', async (count) => {
  const { clock, virtual, keys } = await bench();
  virtual.loseAnswers(count);
  virtual.press('call');
  await clock.advance(5_000);
  expect(keys).toEqual(['call']);
  expect(virtual.see()).toMatchObject({ acknowledged: ['0C'], sent: count + 1, lost: 0 });
});

test('a key pressed twice in a hurry counts once, and again after a while', async () => {
  const { clock, virtual, keys } = await bench();
  virtual.press('call');
  await clock.advance(300);
  virtual.press('call');
  await clock.advance(300);
  expect(keys).toEqual(['call']);
  expect(virtual.see().acknowledged).toEqual(['0C', '0C']);
  await clock.advance(2_500);
  virtual.press('call');
  await clock.advance(100);
  expect(keys).toEqual(['call', 'call']);
});

test.each(['bad-sum', 'length-mismatch', 'collision'] as const)('%s: nothing is heard until the caller repeats', async (damage) => {
  const { clock, virtual, keys } = await bench();
  virtual.press('recall', damage);
  await clock.advance(100);
  expect(keys).toEqual([]);
  await clock.advance(600);
  expect(keys).toEqual(['recall']);
});

test('digit and 确认 as presses of their own', async () => {
  const { clock, virtual, keys } = await bench();
  for (const byte of [6, 0x0f]) {
    virtual.send(Uint8Array.of(byte));
    await clock.advance(400);
  }
  expect(keys).toEqual(['miss']);
});

test('a key that is not on the map is answered and reported', async () => {
  const { clock, virtual, caller, keys } = await bench();
  virtual.send(Uint8Array.of(0x2a));
  await clock.advance(100);
  expect(keys).toEqual(['unknown']);
  expect(virtual.see()).toMatchObject({ acknowledged: ['2A'] });
  expect(caller.status()).toMatchObject({
    health: 'attention',
    advice: '物理呼叫器发来未设置的键值 2A，请核对键值对照表',
    counters: { failed: 1 },
  });
});

test('whatever function a key frame has, its answer is the same frame', async () => {
  const { clock, wire, keys, pairs } = await bench();
  const answers: Uint8Array[] = [];
  const frame = encodeFrame({ address: 1, func: 0x21, data: Uint8Array.of(0x0c) });
  pairs[0]?.far.onData((chunk) => answers.push(chunk));
  wire.speak(frame);
  await clock.advance(100);
  expect(keys).toEqual(['call']);
  expect(answers).toEqual([frame]);
});

test('digits are shown, again after an interruption, and from time to time', async () => {
  const { clock, virtual, caller, pairs } = await bench();
  void caller.show({ waiting: null, ticket: 23 });
  await clock.advance(100);
  expect(virtual.see().digits).toBe('   023');
  pairs[0]?.cut('unplugged');
  await clock.advance(10);
  expect(await caller.show({ waiting: 15, ticket: null })).toMatchObject({ ok: false, error: { cause: 'disconnected' } });
  await clock.advance(5_000);
  expect(virtual.see().digits).toBe('015   ');
  const seen: number[] = [];
  pairs[1]?.far.onData(() => seen.push(clock.now()));
  await clock.advance(CALLER_DELAYS.refresh);
  expect(seen).toHaveLength(1);
});

test('two beeps are heard as two; without a line there is none', async () => {
  const { clock, virtual, caller } = await bench();
  const beeped = caller.beep(2);
  await clock.advance(100);
  expect(virtual.see().beeps).toBe(1);
  await clock.advance(CALLER_DELAYS.betweenBeeps);
  expect(virtual.see().beeps).toBe(2);
  expect(await beeped).toEqual({ ok: true, value: undefined });
  await caller.stop();
  expect(await caller.beep(2)).toMatchObject({ ok: false });
});

test('an editable map', async () => {
  const { clock, virtual, keys } = await bench({ keys: { '01': 'call', '0C': 'recall' } });
  virtual.send(Uint8Array.of(0x01));
  await clock.advance(100);
  virtual.send(Uint8Array.of(0x0c));
  await clock.advance(100);
  expect(keys).toEqual(['call', 'recall']);
});
