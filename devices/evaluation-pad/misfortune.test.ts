import fc from 'fast-check';
import { ManualClock } from '../../shared/basics/clock.ts';
import { createVirtualBus, type FrameDamage } from '../core/window-bus/virtual-bus.ts';
import { createWindowBus } from '../core/window-bus/window-bus.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { createEvaluationPad } from './device.ts';
import { createVirtualPad } from './virtual-pad.ts';

type Step =
  | { readonly type: 'press'; readonly value: number; readonly damage: FrameDamage }
  | { readonly type: 'elsewhere'; readonly value: number }
  | { readonly type: 'lose-answers'; readonly count: number }
  | { readonly type: 'pull' | 'put-back' | 'invite' };

const value = fc.integer({ min: 1, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('press' as const),
    value,
    damage: fc.constantFrom<FrameDamage>('none', 'bad-sum', 'length-mismatch', 'collision'),
  }),
  value.map((v): Step => ({ type: 'elsewhere', value: v })),
  fc.integer({ min: 0, max: 3 }).map((count): Step => ({ type: 'lose-answers', count })),
  fc.constantFrom<Step>({ type: 'pull' }, { type: 'put-back' }, { type: 'invite' }),
);

/** Longer than a pad goes on repeating, longer than a reconnection takes. */
const BETWEEN_PRESSES_MS = 6_000;

// F16: 2,000 sequences. Every press that reached the host is one rating of the right level, every other is none.
test('no press counts twice and none is invented', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      const clock = new ManualClock(1_000_000);
      const wire = createVirtualBus(clock);
      const virtual = createVirtualPad({ bus: wire, busAddress: 1, clock });
      let pair: MemoryPair | null = null;
      let plugged = true;
      const factory = memoryFactory((next) => {
        if (!plugged) throw new Error('no cable');
        pair = next;
        wire.attach(next.far);
      });
      const cut = (): void => pair?.cut('cable pulled');
      const pad = createEvaluationPad({ bus: createWindowBus({ factory, clock }), clock, options: {} });
      const heard: number[] = [];
      const expected: number[] = [];
      let uninvited = 0;
      pad.onPress((level) => heard.push(level));
      pad.start();
      await clock.advance(10);
      for (const next of steps) {
        if (next.type === 'press') {
          virtual.press(next.value, next.damage);
          if (plugged) expected.push(6 - next.value);
        }
        if (next.type === 'elsewhere') virtual.pressElsewhere(2, next.value);
        if (next.type === 'lose-answers') virtual.loseAnswers(next.count);
        if (next.type === 'invite') void pad.invite().then((result) => (uninvited += result.ok === plugged ? 0 : 1));
        if (next.type === 'pull') {
          plugged = false;
          cut();
        }
        if (next.type === 'put-back') plugged = true;
        await clock.advance(BETWEEN_PRESSES_MS);
      }
      expect(heard).toEqual(expected);
      expect(uninvited).toBe(0);
      expect(pad.status().health === 'disconnected').toBe(!plugged);
      await pad.stop();
    }),
    { numRuns: 2_000, seed: 20260315 },
  );
}, 60_000);
