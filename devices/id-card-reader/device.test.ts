import { ManualClock } from '../../shared/basics/clock.ts';
import { byteByByte, memoryPair, type MemoryPair } from '../transports/memory.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createIdCardReader, READER_DELAYS } from './device.ts';
import type { SampleCardId } from './sample-cards.ts';
import { createSimulatedReader, type ReaderAction } from './simulated-reader.ts';
import type { CardEvent } from './types.ts';

async function setUp(options: Parameters<typeof createIdCardReader>[0]['options'] = {}) {
  const clock = new ManualClock(1_000_000);
  const simulated = createSimulatedReader(clock);
  const wire: { pair: MemoryPair | null; plugged: boolean } = { pair: null, plugged: true };
  const factory: TransportFactory = {
    address: 'memory',
    async open() {
      if (!wire.plugged) throw new Error('no cable');
      wire.pair = memoryPair({ chunk: byteByByte });
      simulated.attach(wire.pair.far);
      return wire.pair.near;
    },
  };
  const reader = createIdCardReader({ factory, clock, options });
  const events: CardEvent[] = [];
  const states: string[] = [];
  reader.onCard((event) => events.push(event));
  reader.onStatus((status) => states.push(status.state));
  reader.start();
  await clock.advance(0);
  await clock.advance(10);

  return {
    clock,
    reader,
    states,
    wire,
    events,
    simulated,
    act: (action: ReaderAction) => simulated.act(action),
    lay: (card: SampleCardId) => simulated.act({ type: 'insert-card', card }),
    lift: () => simulated.act({ type: 'remove-card' }),
    unplug() {
      wire.plugged = false;
      wire.pair?.cut('cable');
    },
    /** The events since the last call, after this much time. */
    async after(ms: number): Promise<CardEvent[]> {
      await clock.advance(ms);
      return events.splice(0);
    },
  };
}

test('is ready when the module answers, and polls no faster than the makers ask', async () => {
  const { reader, states } = await setUp();
  expect(reader.status()).toMatchObject({ health: 'ready', state: 'ready', advice: '' });
  expect(states).toEqual(['connecting', 'ready']);
  expect(reader.samId()).toBe('05.03-20140924-0001234567-0987654321');
  expect(READER_DELAYS.poll).toBeGreaterThanOrEqual(300);
  await reader.stop();
  expect(reader.status().state).toBe('stopped');
});

test('the same card is read once, and again after it was lifted', async () => {
  const { reader, after, lay, lift } = await setUp();
  lay('li-si');
  expect((await after(1_500)).map((event) => event.type)).toEqual(['card-read']);
  expect(await after(5_000)).toEqual([]);
  lift();
  expect(await after(400)).toEqual([{ type: 'card-removed' }]);
  expect(await after(2_000)).toEqual([]);
  lay('li-si');
  expect((await after(1_500)).map((event) => event.type)).toEqual(['card-read']);
  await reader.stop();
});

test('a card swapped between two looks is a removal and a new read', async () => {
  const { reader, after, lay } = await setUp();
  lay('li-si');
  await after(1_500);
  lay('wang-yangli');
  expect(await after(1_500)).toMatchObject([{ type: 'card-removed' }, { type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test('a card left lying raises one alarm, which ends when it is taken', async () => {
  const { reader, after, lay, lift } = await setUp({ cardLeftMs: 10_000 });
  lay('li-si');
  await after(1_500);
  expect(await after(8_000)).toEqual([]);
  expect(await after(3_000)).toEqual([{ type: 'card-left' }]);
  expect(reader.status()).toMatchObject({ health: 'attention', state: 'card-left', advice: expect.stringContaining('取走') });
  expect(await after(60_000)).toEqual([]);
  lift();
  expect(await after(1_000)).toEqual([{ type: 'card-removed' }]);
  expect(reader.status().health).toBe('ready');
  lay('zhang-moni');
  expect((await after(1_500)).map((event) => event.type)).toEqual(['card-read']);
  await reader.stop();
});

test('a card that lies there through a cut of the line is told to be left, and is not read again; one taken meanwhile is told to be taken', async () => {
  const { reader, after, lay, lift, unplug, wire } = await setUp({ cardLeftMs: 10_000 });
  lay('li-si');
  await after(1_500);
  unplug();
  expect(await after(30_000)).toEqual([]);
  wire.plugged = true;
  expect(await after(14_000)).toEqual([{ type: 'card-left' }]);
  expect(reader.status().state).toBe('card-left');
  unplug();
  lift();
  await after(5_000);
  wire.plugged = true;
  expect(await after(5_000)).toEqual([{ type: 'card-removed' }]);
  expect(reader.status().state).toBe('ready');
  await reader.stop();
});

test('a card taken in time raises no alarm', async () => {
  const { reader, after, lay, lift } = await setUp({ cardLeftMs: 10_000 });
  lay('li-si');
  await after(5_000);
  lift();
  expect((await after(60_000)).map((event) => event.type)).toEqual(['card-removed']);
  await reader.stop();
});

test.each([
  ['select', 0x81, 'SELECT_FAILED'],
  ['read', 0x41, 'READ_FAILED'],
  ['read', 0x33, 'READ_FAILED'],
  ['select', 0x31, 'AUTH_FAILED'],
  ['read', 0x80, 'CARD_REMOVED'],
  ['read', 0x23, 'READER_FAULT'],
  ['address', 0x41, 'READ_FAILED'],
] as const)('%s refused with %p: %s, no identity, and the next card works', async (step, sw3, code) => {
  const { reader, after, act, lay } = await setUp();
  act({ type: 'refuse', step, sw3, times: 1 });
  lay('li-si');
  expect(await after(1_500)).toEqual([{ type: 'card-failed', failure: { code, sentence: expect.stringMatching(/请/) } }]);
  lay('wang-yangli');
  expect(await after(1_500)).toMatchObject([{ type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test('a card pulled while it is read', async () => {
  const { reader, after, lay, lift } = await setUp();
  lay('li-si');
  await after(600);
  lift();
  expect(await after(2_000)).toMatchObject([{ type: 'card-failed', failure: { code: 'READ_FAILED' } }]);
  await reader.stop();
});

test('a card swapped while it is read gives no identity, the new card its own', async () => {
  const { reader, after, lay } = await setUp();
  lay('li-si');
  await after(600);
  lay('wang-yangli');
  const events = await after(3_000);
  expect(events).toMatchObject([{ type: 'card-failed' }, { type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test('silence in the middle of a read', async () => {
  const { reader, after, act, lay } = await setUp();
  act({ type: 'set-fault', step: 'read', fault: 'silence', times: 1 });
  lay('li-si');
  expect(await after(5_000)).toMatchObject([{ type: 'card-failed', failure: { code: 'READER_SILENT' } }]);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('a card that fails at every look is told once, is read as soon as it can be, and told again after it was lifted', async () => {
  const { reader, after, act, lay, lift } = await setUp();
  act({ type: 'find-failed-again', on: true });
  act({ type: 'refuse', step: 'select', sw3: 0x81 });
  lay('li-si');
  expect(await after(5_000)).toHaveLength(1);
  act({ type: 'clear-faults' });
  expect(await after(1_500)).toMatchObject([{ type: 'card-read' }]);
  lift();
  await after(1_000);
  act({ type: 'refuse', step: 'select', sw3: 0x81 });
  lay('li-si');
  expect(await after(5_000)).toHaveLength(1);
  lift();
  await after(1_000);
  lay('li-si');
  expect(await after(5_000)).toHaveLength(1);
  expect(reader.status().counters).toEqual({ connections: 1, done: 1, failed: 3 });
  await reader.stop();
});

test('a frame that stops is noticed at its pause, long before the time-out', async () => {
  const { reader, after, act, lay } = await setUp();
  act({ type: 'set-timing', readMs: 0 });
  act({ type: 'set-fault', step: 'read', fault: 'lying-length', times: 1 });
  lay('li-si');
  expect(await after(1_000)).toMatchObject([{ type: 'card-failed', failure: { code: 'BAD_FRAME' } }]);
  await reader.stop();
});

test('a reader that goes on saying the card is there does not keep out the next one', async () => {
  const { reader, after, act, lay } = await setUp({ cardLeftMs: 10_000 });
  act({ type: 'refuse', step: 'address', sw3: 0x91 });
  lay('li-si');
  await after(1_500);
  lay('wang-yangli');
  const events = await after(12_000);
  expect(events).toMatchObject([{ type: 'card-left' }, { type: 'card-removed' }, { type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test('a reader without the new address command still reads cards', async () => {
  const { reader, after, act, lay } = await setUp();
  act({ type: 'refuse', step: 'address', sw3: 0x21 });
  lay('zhang-moni');
  expect((await after(1_500))[0]).toMatchObject({ type: 'card-read', card: { address: '模拟省样例市测试区虚构路1号' } });
  await reader.stop();
});

test('the printed address when the option is off', async () => {
  const { reader, after, lay } = await setUp({ newAddress: false });
  lay('zhang-moni');
  expect((await after(1_500))[0]).toMatchObject({ type: 'card-read', card: { address: '模拟省样例市测试区虚构路1号' } });
  await reader.stop();
});

test('a silent reader shows disconnected within 5 seconds, also when idle, and comes back', async () => {
  const { reader, after, act } = await setUp();
  for (const step of ['status', 'find'] as const) act({ type: 'set-fault', step, fault: 'silence' });
  await after(5_000);
  expect(reader.status().health).toBe('disconnected');
  act({ type: 'clear-faults' });
  await after(5_000);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('a half-open connection shows disconnected within 5 seconds', async () => {
  const { reader, after, wire } = await setUp();
  wire.pair?.drop();
  wire.plugged = false;
  await after(5_000);
  expect(reader.status().health).toBe('disconnected');
  await reader.stop();
});

test('a cable pulled in the middle of a read gives a sentence and no identity', async () => {
  const { reader, after, lay, unplug, wire } = await setUp();
  lay('li-si');
  await after(600);
  unplug();
  expect(await after(100)).toMatchObject([{ type: 'card-failed', failure: { code: 'READER_SILENT' } }]);
  expect(reader.status().health).toBe('disconnected');
  wire.plugged = true;
  lay('wang-yangli');
  expect(await after(5_000)).toMatchObject([{ type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test.each([0x60, 0x66])('a faulty security module (%p) is a fault, not a disconnection, and is noticed to be well again', async (sw3) => {
  const { reader, after, act } = await setUp();
  act({ type: 'refuse', step: 'status', sw3 });
  act({ type: 'set-fault', step: 'find', fault: 'silence', times: 1 });
  await after(5_000);
  expect(reader.status()).toMatchObject({ health: 'fault', state: 'sam-fault' });
  act({ type: 'clear-faults' });
  await after(2_500);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});
