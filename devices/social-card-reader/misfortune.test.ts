import fc from 'fast-check';
import { ManualClock } from '../../shared/basics/clock.ts';
import { createSocialCardReader } from './device.ts';
import { SAMPLE_SOCIAL_CARDS, type SampleSocialCardId } from './sample-cards.ts';
import { memorySlot } from './testing/memory-slot.ts';
import type { SocialCardEvent } from './types.ts';
import { CARD_HABITS, type CardHabit } from './virtual-card.ts';

type Step = { readonly waitMs: number } & (
  | { readonly type: 'insert'; readonly card: SampleSocialCardId; readonly habits: readonly CardHabit[] }
  | { readonly type: 'pull-at'; readonly command: number; readonly then: SampleSocialCardId | null }
  | { readonly type: 'answer-at'; readonly command: number; readonly hex: string | null }
  | { readonly type: 'slow'; readonly commandMs: number }
  | { readonly type: 'wrong-way' | 'remove' | 'unplug' | 'plug' }
);

/** Longer than a read of the slowest card, every time-out, every way back to the reader and the wait of the alarm together. */
const SETTLED_MS = 30_000;
const CARD_LEFT_MS = 10_000;

const waitMs = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 400 }) }, { weight: 1, arbitrary: fc.constant(SETTLED_MS) });
const card = fc.constantFrom<SampleSocialCardId>('li-si', 'zhang-moni', 'gu-li', 'chen-gangao', 'expired', 'wrong-number');
const habits = fc.subarray([...CARD_HABITS], { maxLength: 2 });
const command = fc.integer({ min: 1, max: 9 });
/** Null: no answer at all. */
const hex = fc.constantFrom(null, '', '90', '9000', '6982', '6A82', '6A83', '6F00', '6C20', '6114', '0A01329000', '091EC0EECBC49000');

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('insert' as const), card, habits, waitMs }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('pull-at' as const), command, then: fc.option(card), waitMs }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('answer-at' as const), command, hex, waitMs }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('slow' as const), commandMs: fc.constantFrom(0, 15, 300, 3_500), waitMs }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('wrong-way' as const, 'remove' as const, 'unplug' as const, 'plug' as const), waitMs }) },
);

function bench() {
  const clock = new ManualClock(Date.UTC(2026, 10, 21, 4));
  const { slot, factory, isPlugged, unplug, plug } = memorySlot(clock);
  const reader = createSocialCardReader({ factory, clock, options: { cardLeftMs: CARD_LEFT_MS } });
  const heard: SocialCardEvent[] = [];
  reader.onCard((event) => {
    const before = heard.at(-1)?.type;
    heard.push(event);
    // One card after the other: in, read or failed or neither, perhaps left, out.
    expect(MAY_FOLLOW[before ?? 'card-removed']).toContain(event.type);
    if (event.type !== 'card-read') return;
    const inside = slot.observe().card;
    const whose = inside === null ? null : SAMPLE_SOCIAL_CARDS[inside];
    expect({ number: event.card.number, name: event.card.name }).toEqual({ number: whose?.number, name: whose?.name });
    expect(inside).not.toBe('wrong-number');
  });

  function act(next: Step): void {
    switch (next.type) {
      case 'insert':
        return slot.act({ type: 'insert-card', card: next.card, habits: [...next.habits] });
      case 'pull-at':
        return slot.act({ type: 'pull-at', command: next.command, then: next.then });
      case 'answer-at':
        return slot.act({ type: 'answer-at', command: next.command, hex: next.hex });
      case 'slow':
        return slot.act({ type: 'set-timing', commandMs: next.commandMs });
      case 'wrong-way':
        return slot.act({ type: 'insert-wrong-way' });
      case 'remove':
        return slot.act({ type: 'remove-card' });
      case 'unplug':
        return unplug();
      case 'plug':
        return plug();
    }
  }

  /** After a rest: the console says how it is, and the citizen has heard what became of their card. */
  function judge(): void {
    const last = heard.at(-1)?.type ?? 'card-removed';
    if (!isPlugged()) expect([reader.status().health, last]).toEqual(['disconnected', 'card-removed']);
    else {
      expect(reader.status().health).toBe(last === 'card-left' ? 'attention' : 'ready');
      expect(slot.observe().occupied ? ['card-failed', 'card-left'] : ['card-removed']).toContain(last);
    }
  }

  return { clock, reader, heard, slot, act, judge };
}

const MAY_FOLLOW: Readonly<Record<SocialCardEvent['type'], readonly SocialCardEvent['type'][]>> = {
  'card-inserted': ['card-read', 'card-failed', 'card-removed'],
  'card-read': ['card-left', 'card-removed'],
  'card-failed': ['card-removed'],
  'card-left': ['card-removed'],
  'card-removed': ['card-inserted'],
};

// F15 for the contact card: 2,000 sequences of the real driver and the simulated slot, every wait of both in virtual time.
test('whatever happens to reader and cards: nobody is taken for another, no card is read twice, no password is tried, and the next card is read', async () => {
  const seen = { read: 0, failed: 0, left: 0, removed: 0, disconnected: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 10 }), async (steps) => {
      const { clock, reader, heard, slot, act, judge } = bench();
      reader.onStatus(({ health }) => (seen.disconnected += health === 'disconnected' ? 1 : 0));
      reader.start();
      await clock.advance(10);
      for (const next of steps) {
        act(next);
        await clock.advance(next.waitMs);
        if (next.waitMs === SETTLED_MS) judge();
      }
      act({ type: 'plug', waitMs: 0 });
      slot.act({ type: 'clear-faults' });
      slot.act({ type: 'set-timing', commandMs: 15 });
      act({ type: 'remove', waitMs: 0 });
      await clock.advance(10_000);
      expect(reader.status().health).toBe('ready');
      for (const { type } of heard) {
        if (type === 'card-read') seen.read += 1;
        if (type === 'card-failed') seen.failed += 1;
        if (type === 'card-left') seen.left += 1;
        if (type === 'card-removed') seen.removed += 1;
      }
      heard.length = 0;
      act({ type: 'insert', card: 'li-si', habits: [], waitMs: 0 });
      await clock.advance(1_000);
      expect(heard).toMatchObject([{ type: 'card-inserted' }, { type: 'card-read', card: { name: '李四' } }]);
      expect(slot.observe().passwordTries).toBe(0);
      await reader.stop();
    }),
    { numRuns: 2_000, seed: 20261121 },
  );
  // The misfortunes really happened.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(200);
}, 60_000);
