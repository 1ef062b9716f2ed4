import fc from 'fast-check';
import { PRINTER_SIGNALS, type PrinterSignal } from './machine.ts';
import { createMemoryPrinter } from './testing/memory-printer.ts';
import type { MemoryPrinter } from './testing/memory-printer.ts';
import type { PrintFailure, PrintSuccess, Slip } from './types.ts';
import type { Result } from '../../shared/basics/result.ts';

/*
 * Any order of faults, prints and waits. Whatever happens: a proven slip is complete, one that is NOT_PRINTED never
 * comes out, nothing comes out twice, and 5 s after the last fault the printer is ready and prints.
 */

type Step =
  | { readonly do: 'print' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'paper'; readonly lines: number }
  | { readonly do: 'cover'; readonly open: boolean }
  | { readonly do: 'jam'; readonly jammed: boolean }
  | { readonly do: 'signal'; readonly signal: PrinterSignal; readonly on: boolean }
  | { readonly do: 'cable'; readonly plugged: boolean }
  | { readonly do: 'power'; readonly on: boolean }
  | { readonly do: 'proof'; readonly mode: 'answer' | 'never' | 'late'; readonly ms: number }
  | { readonly do: 'questions'; readonly answered: readonly number[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'print' } as const) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 4_000 }) }) },
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ do: fc.constant('paper' as const), lines: fc.constantFrom(0, 3, 8, 16, 10_000) }),
  fc.record({ do: fc.constant('cover' as const), open: fc.boolean() }),
  fc.record({ do: fc.constant('jam' as const), jammed: fc.boolean() }),
  fc.record({ do: fc.constant('signal' as const), signal: fc.constantFrom(...PRINTER_SIGNALS), on: fc.boolean() }),
  fc.record({ do: fc.constant('cable' as const), plugged: fc.boolean() }),
  fc.record({ do: fc.constant('power' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('proof' as const), mode: fc.constantFrom('answer', 'never', 'late'), ms: fc.integer({ min: 0, max: 2_000 }) }),
  fc.record({ do: fc.constant('questions' as const), answered: fc.constantFrom([1, 2, 3, 4], [1, 4], [1], []) }),
);

const LINES = 8;

function slip(mark: string): Slip {
  return { blocks: [
    ...Array.from({ length: LINES }, (_, i) => ({ type: 'text', text: `${mark} ${i}` }) as const),
    { type: 'qr', payload: mark },
  ] };
}

/** Pieces of paper on which a person would take this ticket for whole. */
function completeCopies(hall: MemoryPrinter, mark: string): number {
  return hall.slips().filter(({ lines, qr, cut }) =>
    cut && qr.includes(mark) && Array.from({ length: LINES }, (_, i) => `${mark} ${i}`).every((line) => lines.includes(line))).length;
}

function apply(hall: MemoryPrinter, action: Exclude<Step, { do: 'print' | 'wait' }>): void {
  switch (action.do) {
    case 'paper': return hall.machine.setPaper(action.lines);
    case 'cover': return hall.machine.setCover(action.open);
    case 'jam': return hall.machine.jamCutter(action.jammed);
    case 'signal': return hall.machine.setSignal(action.signal, action.on);
    case 'cable': return action.plugged ? hall.plug() : hall.unplug();
    case 'power':
      if (action.on === hall.machine.condition().powered) return undefined;
      hall.machine.setPower(action.on);
      return action.on ? hall.plug() : hall.unplug();
    case 'proof': return hall.machine.setProof(action.mode === 'late' ? { mode: 'late', ms: action.ms } : { mode: action.mode });
    case 'questions': return hall.machine.setAnswered(action.answered);
  }
}

function healEverything(hall: MemoryPrinter): void {
  hall.machine.setPaper(10_000);
  hall.machine.setCover(false);
  hall.machine.jamCutter(false);
  for (const signal of PRINTER_SIGNALS) hall.machine.setSignal(signal, false);
  // What only switching off ends.
  if (hall.machine.condition().unrecoverable) hall.machine.setPower(false);
  if (!hall.machine.condition().powered) hall.machine.setPower(true);
  hall.machine.setProof({ mode: 'answer' });
  hall.machine.setAnswered([1, 2, 3, 4]);
  hall.plug();
}

type Outcome = Result<PrintSuccess, PrintFailure>;

async function live(steps: readonly Step[], proof: 'gs-r' | 'gs-paren-h'): Promise<void> {
  const hall = createMemoryPrinter({ proof, proofTimeoutMs: 3_000 });
  hall.printer.start();
  await hall.clock.advance(1_000);
  const outcomes = new Map<string, Outcome>();
  const jobs: Promise<void>[] = [];

  for (const action of steps) {
    if (action.do === 'print') {
      const mark = `J${jobs.length}`;
      jobs.push(hall.printer.print(slip(mark)).then((outcome) => {
        outcomes.set(mark, outcome);
        if (outcome.ok && completeCopies(hall, mark) !== 1) throw new Error(`${mark} was reported printed but is not whole`);
      }));
    } else if (action.do === 'wait') {
      await hall.clock.advance(action.ms);
    } else {
      apply(hall, action);
    }
  }

  await hall.settle(Promise.all(jobs));
  healEverything(hall);
  await hall.clock.advance(5_000);
  expect(hall.printer.status()).toMatchObject({ health: 'ready' });
  expect(await hall.settle(hall.printer.print(slip('LAST')))).toMatchObject({ ok: true });
  expect(completeCopies(hall, 'LAST')).toBe(1);
  // Nothing of an earlier job hangs on it.
  expect(hall.slips().at(-1)?.lines).toEqual(Array.from({ length: LINES }, (_, i) => `LAST ${i}`));
  for (const [mark, outcome] of outcomes) {
    const copies = completeCopies(hall, mark);
    if (outcome.ok) expect(copies).toBe(1);
    else expect(copies).toBeLessThanOrEqual(outcome.error.outcome === 'NOT_PRINTED' ? 0 : 1);
  }
  await hall.settle(hall.printer.stop());
}

test.each(['gs-r', 'gs-paren-h'] as const)('5,000 lives of a printer that proves by %s', async (proof) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => live(steps, proof)),
    { numRuns: 5_000, seed: 14, endOnFailure: false },
  );
}, 300_000);
