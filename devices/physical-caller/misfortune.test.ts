import fc from 'fast-check';
import { ManualClock } from '../../shared/basics/clock.ts';
import { createVirtualBus, type FrameDamage } from '../core/window-bus/virtual-bus.ts';
import { createWindowBus } from '../core/window-bus/window-bus.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createPhysicalCaller } from './device.ts';
import type { CallerKey } from './keys.ts';
import { createVirtualCaller } from './virtual-caller.ts';

type Step =
  | { readonly type: 'press'; readonly key: CallerKey; readonly damage: FrameDamage }
  | { readonly type: 'elsewhere'; readonly key: CallerKey }
  | { readonly type: 'lose-answers'; readonly count: number }
  | { readonly type: 'show'; readonly ticket: number }
  | { readonly type: 'pull' | 'put-back' | 'beep' };

const key = fc.constantFrom<CallerKey>('call', 'recall', 'rate', 'confirm', 'miss', 'hold', 'transfer');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('press' as const),
    key,
    damage: fc.constantFrom<FrameDamage>('none', 'bad-sum', 'length-mismatch', 'collision'),
  }),
  key.map((k): Step => ({ type: 'elsewhere', key: k })),
  fc.integer({ min: 0, max: 3 }).map((count): Step => ({ type: 'lose-answers', count })),
  fc.integer({ min: 0, max: 999 }).map((ticket): Step => ({ type: 'show', ticket })),
  fc.constantFrom<Step>({ type: 'pull' }, { type: 'put-back' }, { type: 'beep' }),
);

/** Longer than a caller goes on repeating, longer than a reconnection takes. */
const BETWEEN_STEPS_MS = 6_000;

// F16: 2,000 sequences. Every press that reached the host is told once, every other never, and the digits are the newest.
test('no key counts twice, none is invented, and the digits come back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      const clock = new ManualClock(1_000_000);
      const wire = createVirtualBus(clock);
      const virtual = createVirtualCaller({ bus: wire, busAddress: 1, clock });
      let pair: MemoryPair | null = null;
      let plugged = true;
      const factory = memoryFactory((next) => {
        if (!plugged) throw new Error('no cable');
        pair = next;
        wire.attach(next.far);
      });
      const cut = (): void => pair?.cut('cable pulled');
      const caller = createPhysicalCaller({ bus: createWindowBus({ factory, clock }), clock, options: {} });
      const heard: string[] = [];
      const expected: CallerKey[] = [];
      let digits = '      ';
      caller.onKey((pressed) => heard.push(pressed));
      caller.start();
      await clock.advance(10);
      for (const next of steps) {
        if (next.type === 'press') {
          virtual.press(next.key, next.damage);
          if (plugged) expected.push(next.key);
        }
        if (next.type === 'elsewhere') virtual.pressElsewhere(2, next.key);
        if (next.type === 'lose-answers') virtual.loseAnswers(next.count);
        if (next.type === 'show') {
          digits = `   ${String(next.ticket).padStart(3, '0')}`;
          void caller.show({ waiting: null, ticket: next.ticket });
        }
        if (next.type === 'beep') void caller.beep(2);
        if (next.type === 'pull') {
          plugged = false;
          cut();
        }
        if (next.type === 'put-back') plugged = true;
        await clock.advance(BETWEEN_STEPS_MS);
        if (plugged) expect(virtual.see().digits).toBe(digits);
      }
      expect(heard).toEqual(expected);
      expect(caller.status().health === 'disconnected').toBe(!plugged);
      await caller.stop();
    }),
    { numRuns: 2_000, seed: 20260315 },
  );
}, 60_000);
