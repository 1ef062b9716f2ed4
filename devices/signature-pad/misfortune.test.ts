import fc from 'fast-check';
import { ManualClock } from '../../shared/basics/clock.ts';
import { signatureProblem } from '../../shared/rules/signature.ts';
import { memoryFactory, type MemoryPair } from '../transports/memory.ts';
import { tunnelPackets } from '../transports/packet-tunnel.ts';
import { createSignaturePad } from './device.ts';
import type { SignatureEvent } from './types.ts';
import { createVirtualSignaturePad, SAMPLE_STROKES, type AnswerFault } from './virtual-pad.ts';

type Step =
  | { readonly type: 'draw'; readonly stroke: number; readonly lift: boolean }
  | { readonly type: 'press'; readonly key: 'resign' | 'confirm' }
  | { readonly type: 'answer'; readonly how: AnswerFault }
  | { readonly type: 'raw'; readonly bytes: Uint8Array }
  | { readonly type: 'pull' | 'put-back' | 'begin' | 'clear' | 'cancel' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('draw' as const), stroke: fc.integer({ min: 0, max: 2 }), lift: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: 'press', key: 'resign' }, { type: 'press', key: 'confirm' }) },
  { weight: 1, arbitrary: fc.constantFrom<AnswerFault>('none', 'silent', 'late').map((how): Step => ({ type: 'answer', how })) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }).filter((bytes) => bytes[1] !== 0x55).map((bytes): Step => ({ type: 'raw', bytes })) },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ type: 'begin' }, { type: 'pull' }, { type: 'put-back' }, { type: 'clear' }, { type: 'cancel' }) },
);

/** Longer than a late answer and a reconnection together. */
const BETWEEN_STEPS_MS = 5_000;
const ENDS: readonly SignatureEvent['type'][] = ['confirmed', 'cancelled', 'incomplete'];

// F16: 2,000 sequences. What is confirmed was confirmed on the pad, with ink; every begun signature ends at most once.
test('nothing counts as a signature that nobody confirmed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const clock = new ManualClock(1_000_000);
      const virtual = createVirtualSignaturePad((ms) => clock.sleep(ms));
      let pair: MemoryPair | null = null;
      let plugged = true;
      const cable = memoryFactory((next) => {
        if (!plugged) throw new Error('no cable');
        pair = next;
        virtual.attach(tunnelPackets(next.far));
      });
      const cut = (): void => pair?.cut('cable pulled');
      const pad = createSignaturePad({ factory: { address: 'memory', open: async (signal) => tunnelPackets(await cable.open(signal)) }, clock });
      const events: SignatureEvent[] = [];
      pad.onEvent((event) => events.push(event));
      let begun = 0;
      let confirmPresses = 0;
      pad.start();
      await clock.advance(10);
      for (const next of steps) {
        if (next.type === 'draw') virtual.draw(SAMPLE_STROKES[next.stroke] ?? [], next.lift);
        if (next.type === 'press') {
          if (next.key === 'confirm' && virtual.see().open && plugged) confirmPresses += 1;
          virtual.press(next.key);
        }
        if (next.type === 'answer') virtual.answer(next.how);
        if (next.type === 'raw') virtual.sendRaw(next.bytes);
        if (next.type === 'begin') void pad.begin().then(({ ok }) => (begun += ok ? 1 : 0));
        if (next.type === 'clear') void pad.clear();
        if (next.type === 'cancel') void pad.cancel();
        if (next.type === 'pull') {
          plugged = false;
          cut();
        }
        if (next.type === 'put-back') plugged = true;
        await clock.advance(BETWEEN_STEPS_MS);
      }
      const ended = events.filter(({ type }) => ENDS.includes(type)).length;
      const confirmed = events.filter((event) => event.type === 'confirmed');
      expect(confirmed.length).toBeLessThanOrEqual(confirmPresses);
      for (const { signature } of confirmed) expect(signatureProblem(signature)).toBeNull();
      expect(ended).toBe(begun - (pad.status().state === 'signing' ? 1 : 0));
      if (!plugged) expect(pad.status().health).toBe('disconnected');
      await pad.stop();
    }),
    { numRuns: 2_000, seed: 20260315 },
  );
}, 60_000);
