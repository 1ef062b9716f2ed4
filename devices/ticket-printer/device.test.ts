import { createMemoryPrinter } from './testing/memory-printer.ts';
import type { MemoryPrinter } from './testing/memory-printer.ts';
import type { Slip } from './types.ts';

function slip(mark: string): Slip {
  return { blocks: [
    { type: 'text', text: mark, size: 4, align: 'center' },
    ...Array.from({ length: 10 }, (_, i) => ({ type: 'text', text: `第${i}行` }) as const),
    { type: 'text', text: `${mark}完` },
  ] };
}

async function started(options?: Parameters<typeof createMemoryPrinter>[0], paper?: Parameters<typeof createMemoryPrinter>[1]): Promise<MemoryPrinter> {
  const hall = createMemoryPrinter(options, paper);
  hall.printer.start();
  await hall.clock.advance(1_000);
  return hall;
}

function states(hall: MemoryPrinter): string[] {
  const seen = [hall.printer.status().state];
  hall.printer.onStatus((status) => seen.push(status.state));
  return seen;
}

const UNKNOWN = (cause: string): object => ({ ok: false, error: { outcome: 'UNKNOWN', cause } });
const NOT_PRINTED = (cause: string): object => ({ ok: false, error: { outcome: 'NOT_PRINTED', cause } });

describe.each(['gs-r', 'gs-paren-h'] as const)('proof by %s', (proof) => {
  test('prints, proves, and is ready at once for the next', async () => {
    const hall = await started({ proof });
    expect(hall.printer.status()).toMatchObject({ health: 'ready', state: 'ready', advice: '' });
    const results = await hall.settle(Promise.all([hall.printer.print(slip('A001')), hall.printer.print(slip('A002'))]));
    expect(results).toEqual([{ ok: true, value: { proof, paperNearEnd: false } }, { ok: true, value: { proof, paperNearEnd: false } }]);
    expect(hall.slips().map(({ lines, cut }) => [lines[0], lines.at(-1), cut])).toEqual([['A001', 'A001完', true], ['A002', 'A002完', true]]);
  });

  test('no proof: UNKNOWN, never sent again, and the late answer does not prove the next job', async () => {
    const hall = await started({ proof, proofTimeoutMs: 2_000 });
    hall.machine.setProof({ mode: 'late', ms: 2_600 });
    expect(await hall.settle(hall.printer.print(slip('A001')))).toMatchObject(UNKNOWN('no-proof'));
    hall.machine.setProof({ mode: 'never' });
    const second = hall.printer.print(slip('A002'));
    await hall.clock.advance(700);
    expect(await hall.settle(second)).toMatchObject({ ok: false });
    expect(hall.slips().filter((printed) => printed.lines.includes('A001完'))).toHaveLength(1);
  });

  test('a printer that never proves is shown as a fault and gets no job', async () => {
    const hall = createMemoryPrinter({ proof });
    hall.machine.setProof({ mode: 'never' });
    hall.printer.start();
    await hall.clock.advance(5_000);
    expect(hall.printer.status()).toMatchObject({ health: 'fault', state: 'no-proof' });
    expect(await hall.settle(hall.printer.print(slip('A001')))).toMatchObject(NOT_PRINTED('busy'));
    expect(hall.slips()).toEqual([]);
  });
});

describe('before the job', () => {
  test.each([
    ['paper-end', (hall: MemoryPrinter) => hall.machine.setPaper(0), '打印纸用完了'],
    ['cover-open', (hall: MemoryPrinter) => hall.machine.setCover(true), '打印机盖子没有关好'],
    ['disconnected', (hall: MemoryPrinter) => hall.unplug(), '打印机没有连上'],
  ] as const)('%s: nothing is sent, checkReady says so too', async (cause, fault, words) => {
    const hall = await started();
    fault(hall);
    const refused = await hall.settle(hall.printer.print(slip('A001')));
    expect(refused).toMatchObject(NOT_PRINTED(cause));
    expect(refused.ok ? '' : refused.error.sentence).toContain(words);
    expect(await hall.settle(hall.printer.checkReady())).toMatchObject(NOT_PRINTED(cause));
    expect(hall.slips()).toEqual([]);
  });

  test('a half-open connection is noticed by the status question, before any byte of the job', async () => {
    const hall = await started();
    hall.machine.setAnswered([]);
    expect(await hall.settle(hall.printer.print(slip('A001')))).toMatchObject(NOT_PRINTED('disconnected'));
    expect(hall.slips()).toEqual([]);
  });

  test('a board that knows only questions 1 and 4 still tells the empty roll', async () => {
    const hall = await started();
    hall.machine.setAnswered([1, 4]);
    hall.machine.setPaper(0);
    expect(await hall.settle(hall.printer.print(slip('A001')))).toMatchObject(NOT_PRINTED('paper-end'));
  });

  test('what cannot be put on paper is refused', async () => {
    const hall = await started();
    expect(await hall.printer.print({ blocks: [{ type: 'qr', payload: '' }] })).toMatchObject(NOT_PRINTED('not-encodable'));
  });

  test('too many jobs at once are refused, the others are printed in order', async () => {
    const hall = await started();
    const results = await hall.settle(Promise.all(Array.from({ length: 12 }, (_, i) => hall.printer.print(slip(`A${100 + i}`)))));
    expect(results.map((result) => (result.ok ? 'ok' : result.error.cause))).toEqual([...Array.from({ length: 10 }, () => 'ok'), 'busy', 'busy']);
    expect(hall.slips().map(({ lines }) => lines[0])).toEqual(Array.from({ length: 10 }, (_, i) => `A${100 + i}`));
  });

  test('near end is told with the ticket and shown', async () => {
    const hall = await started({}, { paperLines: 50 });
    expect(hall.printer.status()).toMatchObject({ health: 'attention', state: 'paper-near-end' });
    expect(await hall.settle(hall.printer.checkReady())).toEqual({ ok: true, value: { paperNearEnd: true } });
    expect(await hall.settle(hall.printer.print(slip('A001')))).toMatchObject({ ok: true, value: { paperNearEnd: true } });
  });
});

describe('in the middle of a job', () => {
  test('the paper runs out: UNKNOWN at once; with a new roll the printer goes on and takes the next job', async () => {
    const hall = await started({}, { paperLines: 8 });
    expect(await hall.settle(hall.printer.print(slip('A001')), 3_000)).toMatchObject(UNKNOWN('paper-end'));
    await hall.clock.advance(3_000);
    expect(hall.printer.status().state).toBe('paper-end');
    hall.machine.setPaper(1_000);
    await hall.clock.advance(5_000);
    expect(hall.printer.status().health).toBe('ready');
    expect(await hall.settle(hall.printer.print(slip('A002')))).toMatchObject({ ok: true });
    // The blank piece between them: the driver cannot know whether the printer still held half a slip, and cuts.
    expect(hall.slips().map(({ lines }) => lines.at(-1))).toEqual(['A001完', undefined, 'A002完']);
  });

  test('the cutter jams: DLE ENQ 2 frees it once the paper is out, what was left is cut off, nothing is printed twice', async () => {
    const hall = await started();
    hall.machine.jamCutter(true);
    expect(await hall.settle(hall.printer.print(slip('A001')), 4_000)).toMatchObject(UNKNOWN('cutter-error'));
    await hall.clock.advance(3_000);
    expect(hall.printer.status()).toMatchObject({ health: 'fault', state: 'cutter-error' });
    hall.machine.jamCutter(false);
    await hall.clock.advance(5_000);
    expect(hall.printer.status().health).toBe('ready');
    expect(await hall.settle(hall.printer.print(slip('A002')))).toMatchObject({ ok: true });
    expect(hall.slips().map(({ lines, cut }) => [lines[0], cut])).toEqual([['A001', true], ['A002', true]]);
  });

  test('the cable is pulled: UNKNOWN, and the next slip comes on its own piece of paper', async () => {
    const hall = await started();
    const job = hall.printer.print(slip('A001'));
    await hall.clock.advance(100);
    hall.unplug();
    expect(await hall.settle(job)).toMatchObject(UNKNOWN('disconnected'));
    hall.plug();
    await hall.clock.advance(5_000);
    expect(await hall.settle(hall.printer.print(slip('A002')))).toMatchObject({ ok: true });
    const last = hall.slips().at(-1);
    expect([last?.lines[0], last?.lines.at(-1)]).toEqual(['A002', 'A002完']);
  });

  test('the power fails: the rest is lost, the remains do not hang on the next slip', async () => {
    const hall = await started();
    const job = hall.printer.print(slip('A001'));
    await hall.clock.advance(100);
    hall.machine.setPower(false);
    hall.unplug();
    expect(await hall.settle(job)).toMatchObject(UNKNOWN('disconnected'));
    hall.machine.setPower(true);
    hall.plug();
    await hall.clock.advance(5_000);
    expect(await hall.settle(hall.printer.print(slip('A002')))).toMatchObject({ ok: true });
    expect(hall.slips().at(-1)?.lines[0]).toBe('A002');
    expect(hall.slips().filter((printed) => printed.lines.includes('A001完'))).toEqual([]);
  });

  test('the status question is stopped by a full buffer: the time-out decides', async () => {
    const hall = await started({ proofTimeoutMs: 3_000 }, { bufferBytes: 64, paperLines: 4 });
    expect(await hall.settle(hall.printer.print(slip('A001')), 10_000)).toMatchObject(UNKNOWN('no-proof'));
  });
});

describe('status without a job', () => {
  test('a dead printer is shown within 5 s, its return within 5 s', async () => {
    const hall = await started();
    const seen = states(hall);
    hall.machine.setAnswered([]);
    await hall.clock.advance(5_000);
    expect(seen).toContain('disconnected');
    hall.machine.setAnswered([1, 2, 3, 4]);
    await hall.clock.advance(5_000);
    expect(hall.printer.status().state).toBe('ready');
  });

  test('with automatic status a change shows at once', async () => {
    const hall = await started({ automaticStatus: true });
    hall.machine.setCover(true);
    await hall.clock.advance(50);
    expect(hall.printer.status().state).toBe('cover-open');
  });

  test('stop lets a running job end first, then refuses', async () => {
    const hall = await started();
    const job = hall.printer.print(slip('A001'));
    await hall.clock.advance(50);
    const stopping = hall.printer.stop();
    expect(await hall.settle(job)).toMatchObject({ ok: true });
    await hall.settle(stopping);
    expect(hall.printer.status().state).toBe('stopped');
    expect(await hall.printer.print(slip('A002'))).toMatchObject(NOT_PRINTED('disconnected'));
  });
});

describe('what it tells the console', () => {
  test('counts slips done, failed and since the last roll, which begins anew with a new roll', async () => {
    const hall = await started();
    const counters = (): object => hall.printer.status().counters;
    await hall.settle(hall.printer.print(slip('A001')));
    await hall.settle(hall.printer.print(slip('A002')));
    expect(counters()).toEqual({ connections: 1, done: 2, sincePaper: 2 });
    hall.machine.setPaper(0);
    expect(await hall.settle(hall.printer.print(slip('A003')))).toMatchObject(NOT_PRINTED('paper-end'));
    expect(counters()).toEqual({ connections: 1, done: 2, failed: 1, sincePaper: 2 });
    hall.machine.setPaper(10_000);
    await hall.settle(hall.printer.print(slip('A004')));
    expect(counters()).toEqual({ connections: 1, done: 3, failed: 1, sincePaper: 1 });
  });

  test.each([
    ['mechanical-error', 'mechanical-error'],
    ['unrecoverable-error', 'error'],
    ['overheated', 'overheated'],
    ['feed-button', 'offline'],
    ['drawer', 'ready'],
  ] as const)('%s is shown as %s, and it is ready again when that has passed', async (signal, state) => {
    const hall = await started();
    hall.machine.setSignal(signal, true);
    await hall.clock.advance(2_500);
    expect(hall.printer.status().state).toBe(state);
    hall.machine.setSignal(signal, false);
    if (signal === 'unrecoverable-error') {
      await hall.clock.advance(2_500);
      expect(hall.printer.status().state).toBe('error');
      hall.machine.setPower(false);
      hall.unplug();
      hall.machine.setPower(true);
      hall.plug();
    }
    await hall.clock.advance(5_000);
    expect(hall.printer.status().state).toBe('ready');
    expect(await hall.settle(hall.printer.print(slip('A001')))).toMatchObject({ ok: true });
  });
});
