import fc from 'fast-check';
import { virtualBench } from './testing/virtual-bench.ts';
import type { CabinetFault } from './virtual-cabinet.ts';

type Step =
  | { readonly type: 'open' | 'shut' | 'by-hand' | 'jam' | 'free'; readonly lock: number }
  | { readonly type: 'pull' | 'put-back' }
  | { readonly type: 'board'; readonly present: boolean }
  | { readonly type: 'fault'; readonly fault: CabinetFault }
  | { readonly type: 'wait'; readonly ms: number };

const lock = fc.integer({ min: 1, max: 4 });
const fault: fc.Arbitrary<CabinetFault> = fc.oneof(
  fc.constantFrom<CabinetFault>({ type: 'none' }, { type: 'mute' }, { type: 'bad-check' }, { type: 'split' }, { type: 'dead-coils' }),
  fc.integer({ min: 0, max: 650 }).map((ms): CabinetFault => ({ type: 'late', ms })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: lock.map((l): Step => ({ type: 'open', lock: l })) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('shut' as const, 'by-hand' as const, 'jam' as const, 'free' as const), lock }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: 'pull' }, { type: 'put-back' }) },
  { weight: 1, arbitrary: fc.boolean().map((present): Step => ({ type: 'board', present })) },
  { weight: 2, arbitrary: fault.map((f): Step => ({ type: 'fault', fault: f })) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4_000 }).map((ms): Step => ({ type: 'wait', ms })) },
);

const MODELS = [
  ['xor-8a', 1, false],
  ['xor-8a', 1, true],
  ['wkly', 0, false],
  ['wkly', 0, true],
  ['kerong-cu16', 0, false],
] as const;

/** Longer than any command may take, and than a reconnection with its longest wait. */
const SETTLE_MS = 12_000;

// F16: 400 sequences for each of five cabinets, 2,000 in all.
test.each(MODELS)('%s, first board %i, telling by itself %s: no pulse too many, no opening that was none, and the truth in the end', async (protocol, board, tellsChanges) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { clock, cabinet, locker, events, pull, putBack } = virtualBench({ protocol, doors: 4 }, [board], 1, tellsChanges);
      const outcomes: string[] = [];
      let asked = 0;
      locker.start();
      await clock.advance(100);

      function open(door: number): void {
        asked += 1;
        void locker.open(String(door)).then((result) => outcomes.push(result.ok ? result.value : result.error.cause));
      }
      for (const next of steps) {
        if (next.type === 'open') open(next.lock);
        if (next.type === 'shut' || next.type === 'by-hand') cabinet.move(board, next.lock, next.type === 'by-hand');
        if (next.type === 'jam' || next.type === 'free') cabinet.jam(board, next.lock, next.type === 'jam');
        if (next.type === 'pull') pull();
        if (next.type === 'put-back') putBack();
        if (next.type === 'board') cabinet.setBoard(board, next.present);
        if (next.type === 'fault') cabinet.setFault(next.fault);
        await clock.advance(next.type === 'wait' ? next.ms : 1);
      }
      cabinet.setFault({ type: 'none' });
      cabinet.setBoard(board, true);
      putBack();
      await clock.advance(SETTLE_MS);

      const pulses = Object.values(cabinet.see().pulses).reduce((sum, count) => sum + count, 0);
      const touched = outcomes.filter((outcome) => ['opened', 'stayed-closed', 'unknown'].includes(outcome));
      expect(outcomes).toHaveLength(asked);
      // Each command pulses once at most; what says that the lock was not touched never pulsed.
      expect(pulses).toBeLessThanOrEqual(touched.length);
      const shown = locker.doors().filter(({ state }) => state === 'open').map(({ lock: l }) => `${board}/${l}`);
      expect(locker.status().health).toBe('ready');
      expect(shown).toEqual(cabinet.see().open);
      // An opening that was told as ours needs an outcome that touched the lock.
      expect(events.filter((event) => event.type === 'opened' && event.by === 'command').length).toBeLessThanOrEqual(touched.length);
      await locker.stop();
    }),
    { numRuns: 400, seed: 20260315 },
  );
}, 60_000);
