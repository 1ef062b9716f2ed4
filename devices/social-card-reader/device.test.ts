import { ManualClock } from '../../shared/basics/clock.ts';
import { createSocialCardReader } from './device.ts';
import type { SlotAction } from './simulated-slot.ts';
import type { SampleSocialCardId } from './sample-cards.ts';
import { APDU_TIMEOUT_MS } from './slot.ts';
import { memorySlot } from './testing/memory-slot.ts';
import type { SocialCardEvent } from './types.ts';
import type { CardHabit } from './virtual-card.ts';

async function setUp() {
  const clock = new ManualClock(Date.UTC(2026, 10, 21, 4));
  const { slot, factory, unplug, plug } = memorySlot(clock);
  const reader = createSocialCardReader({ factory, clock, options: { cardLeftMs: 10_000 } });
  const events: SocialCardEvent[] = [];
  reader.onCard((event) => events.push(event));
  reader.start();
  await clock.advance(10);
  return {
    reader, unplug, plug, slot,
    act: (action: SlotAction) => slot.act(action),
    insert: (card: SampleSocialCardId, habits: CardHabit[] = []) => slot.act({ type: 'insert-card', card, habits }),
    remove: () => slot.act({ type: 'remove-card' }),
    /** The events since the last call, after this much time. */
    async after(ms: number): Promise<SocialCardEvent[]> {
      await clock.advance(ms);
      return events.splice(0);
    },
  };
}

function types(events: readonly SocialCardEvent[]): string[] {
  return events.map((event) => (event.type === 'card-failed' ? event.failure.code : event.type));
}

test('an empty slot is asked nothing; a card is read once and its going told', async () => {
  const { reader, slot, insert, remove, after } = await setUp();
  expect(await after(60_000)).toEqual([]);
  expect(slot.observe().commands).toBe(0);
  expect(reader.status()).toMatchObject({ health: 'ready', state: 'ready', advice: '' });
  insert('li-si');
  expect(await after(1_000)).toMatchObject([{ type: 'card-inserted' }, { type: 'card-read', card: { name: '李四', number: '11010519491231002X' } }]);
  const { commands } = slot.observe();
  remove();
  expect(types(await after(60_000))).toEqual(['card-removed']);
  expect(slot.observe().commands).toBe(commands);
  expect(reader.status().counters).toEqual({ connections: 1, done: 1 });
  await reader.stop();
  expect(reader.status().state).toBe('stopped');
});

test('a card left in the slot raises one alarm, which ends when it is taken', async () => {
  const { reader, insert, remove, after } = await setUp();
  insert('li-si');
  expect(types(await after(9_000))).toEqual(['card-inserted', 'card-read']);
  expect(types(await after(2_000))).toEqual(['card-left']);
  expect(reader.status()).toMatchObject({ health: 'attention', state: 'card-left', advice: expect.stringContaining('取走') });
  expect(await after(60_000)).toEqual([]);
  remove();
  expect(types(await after(10))).toEqual(['card-removed']);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('a card that could not be read raises no alarm of a card left', async () => {
  const { reader, insert, after } = await setUp();
  insert('li-si', ['needs-pin']);
  expect(types(await after(60_000))).toEqual(['card-inserted', 'NEEDS_PIN']);
  await reader.stop();
});

test('a card taken in the middle of its read is nobody, and its late answers are not the next one’s', async () => {
  const { reader, act, insert, remove, after } = await setUp();
  act({ type: 'set-timing', commandMs: 500 });
  insert('li-si');
  expect(types(await after(3_200))).toEqual(['card-inserted']);
  remove();
  expect(types(await after(10))).toEqual(['CARD_REMOVED', 'card-removed']);
  act({ type: 'set-timing', commandMs: 15 });
  insert('zhang-moni');
  expect(await after(2_000)).toMatchObject([{ type: 'card-inserted' }, { type: 'card-read', card: { name: '张模拟', number: '100100199003070021' } }]);
  await reader.stop();
});

test('of two cards one after the other that fail alike, each one’s failure is told', async () => {
  const { reader, insert, after } = await setUp();
  insert('li-si', ['needs-pin']);
  await after(1_000);
  insert('zhang-moni', ['needs-pin']);
  expect(types(await after(1_000))).toEqual(['card-removed', 'card-inserted', 'NEEDS_PIN']);
  expect(reader.status().counters).toEqual({ connections: 1, failed: 2 });
  await reader.stop();
});

test('a card that falls silent is told after its time-out, and the next one is read over a fresh connection', async () => {
  const { reader, act, insert, remove, after } = await setUp();
  act({ type: 'answer-at', command: 3, hex: null });
  insert('li-si');
  expect(types(await after(APDU_TIMEOUT_MS - 100))).toEqual(['card-inserted']);
  expect(types(await after(200))).toEqual(['CARD_SILENT']);
  remove();
  await after(1_000);
  insert('li-si');
  expect(types(await after(1_000))).toEqual(['card-inserted', 'card-read']);
  expect(reader.status().counters).toMatchObject({ connections: 2 });
  await reader.stop();
});

test('a reader that goes away takes its card with it, and reads it again when it is back', async () => {
  const { reader, insert, unplug, plug, after } = await setUp();
  insert('li-si');
  await after(11_000);
  unplug();
  expect(types(await after(100))).toEqual(['card-removed']);
  expect(reader.status()).toMatchObject({ health: 'disconnected', advice: '社保卡读卡器未连接，请检查电源和连接线' });
  plug();
  expect(types(await after(3_000))).toEqual(['card-inserted', 'card-read']);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});
