import type { FaultCase, FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import type { DocumentPrinterOptions } from '../device.ts';
import type { z } from 'zod';
import { openPrinterRig, words, type PrinterRig, type Printing } from './rig.ts';

type Options = z.input<typeof DocumentPrinterOptions>;

function inRig(fault: string, expected: string, act: (rig: PrinterRig) => Promise<string>, options: Options = {}): FaultCase {
  return {
    fault,
    expected,
    async run(wire: Wire) {
      const rig = await openPrinterRig(wire, options);
      try {
        return await act(rig);
      } finally {
        await rig.close();
      }
    },
  };
}

/** What the driver says, and how often the document was really sent and how many pages are out. */
async function outcome(rig: PrinterRig, { result }: Printing): Promise<string> {
  const said = words(await result);
  const jobs = rig.jobs();
  return `${said}; ${jobs.length} job, ${jobs.reduce((sum, job) => sum + job.pagesOut, 0)} pages out`;
}

/** Trouble that was there before: nothing is sent at all. */
function before(fault: string, command: object, cause: string): FaultCase {
  return inRig(`${fault}, before a job`, `not printed: ${cause}; 0 job, 0 pages out`, async (rig) => {
    rig.control(command);
    return outcome(rig, rig.print(2));
  });
}

/** Trouble in the middle: the clerk is told, and when it is mended the rest comes out. */
function amid(fault: string, on: object, off: object, advice: RegExp): FaultCase {
  return inRig(`${fault} in the middle of a job`, 'told; printed; 1 job, 4 pages out', async (rig) => {
    const printing = rig.print(4);
    await until('a page is out', () => (rig.jobs()[0]?.pagesOut ?? 0) >= 1);
    rig.control(on);
    await until('the clerk is told', () => printing.progress.some((now) => now.step === 'stopped' && advice.test(now.advice)));
    rig.control(off);
    return `told; ${await outcome(rig, printing)}`;
  });
}

/** One thing done once the job has begun (a page is out); the driver has to find the end by itself. */
function once(fault: string, expected: string, command: object, options: Options = {}): FaultCase {
  return inRig(fault, expected, async (rig) => {
    const printing = rig.print(4);
    await until('a page is out', () => (rig.jobs()[0]?.pagesOut ?? 0) >= 1);
    rig.control(command);
    return outcome(rig, printing);
  }, options);
}

/** Prepared before the job, seen in its answer. */
function prepared(fault: string, expected: string, command: object, options: Options = {}): FaultCase {
  return inRig(fault, expected, async (rig) => {
    rig.control(command);
    return outcome(rig, rig.print(2));
  }, options);
}

const DUPLEX: Options = { sides: 'two-sided-long-edge' };

export const documentPrinterFaults: FaultSuite = {
  name: 'document-printer/ipp',
  transports: ['tcp'],
  baudRate: 0,
  faults: [
    before('paper is out', { type: 'set-paper', sheets: 0 }, 'blocked'),
    before('paper is jammed', { type: 'set-trouble', trouble: 'jam', on: true }, 'blocked'),
    before('the cover is open', { type: 'set-trouble', trouble: 'cover', on: true }, 'blocked'),
    before('toner is out', { type: 'set-trouble', trouble: 'toner', on: true }, 'blocked'),
    before('the printer is off behind the print server', { type: 'set-trouble', trouble: 'offline', on: true }, 'blocked'),
    before('the queue is paused', { type: 'set-paused', on: true }, 'blocked'),
    before('the queue takes no jobs', { type: 'set-accepting', on: false }, 'blocked'),
    before('the queue was removed', { type: 'set-queue', removed: true }, 'no-queue'),
    before('the printer takes no PDF', { type: 'set-queue', noPdf: true }, 'blocked'),
    before('this machine may not print', { type: 'set-queue', forbidden: true }, 'not-allowed'),
    before('the print server is down', { type: 'unplug' }, 'disconnected'),
    amid('paper ends', { type: 'set-paper', sheets: 0 }, { type: 'set-paper', sheets: 100 }, /没有纸了/),
    amid('paper jams', { type: 'set-trouble', trouble: 'jam', on: true }, { type: 'set-trouble', trouble: 'jam', on: false }, /卡纸/),
    amid('the cover is opened', { type: 'set-trouble', trouble: 'cover', on: true }, { type: 'set-trouble', trouble: 'cover', on: false }, /盖子/),
    amid('toner ends', { type: 'set-trouble', trouble: 'toner', on: true }, { type: 'set-trouble', trouble: 'toner', on: false }, /碳粉/),
    prepared('a setting the printer does not know', 'not printed: unsupported-option; 0 job, 0 pages out', { type: 'set-queue', oneSided: true }, DUPLEX),
    prepared('the answer to Print-Job is lost', 'printed; 1 job, 2 pages out', { type: 'lose-answer', operation: 'printJob' }),
    prepared('the answer to Print-Job is damaged', 'printed; 1 job, 2 pages out', { type: 'damage-answer', operation: 'printJob' }),
    prepared('Print-Job is cut off on its way', 'unknown: not-listed; 0 job, 0 pages out', { type: 'drop-request', operation: 'printJob' }),
    prepared('questions about the job go unanswered for a while', 'printed; 1 job, 2 pages out', { type: 'drop-request', operation: 'jobAttributes', times: 4 }),
    prepared('answers about the job are damaged for a while', 'printed; 1 job, 2 pages out', { type: 'damage-answer', operation: 'jobAttributes', times: 4 }),
    once('the print server gives the job up, having counted every page when it handed them on', 'unknown: uncounted; 1 job, 1 pages out', { type: 'abort-next' }),
    inRig('the printer gives the job up, having counted what came out', 'not printed: aborted; 1 job, 1 pages out', async (rig) => {
      rig.control({ type: 'set-manner', manner: 'printer' });
      rig.control({ type: 'set-speed', pageMs: 300 });
      const printing = rig.print(4);
      await until('a page is out', () => rig.jobs()[0]?.pagesOut === 1);
      rig.control({ type: 'abort-next' });
      return outcome(rig, printing);
    }),
    inRig('a job that has not begun is cancelled at the panel', 'not printed: cancelled; the one before: printed; 4 pages out', async (rig) => {
      const first = rig.print(4);
      await until('a page is out', () => (rig.jobs()[0]?.pagesOut ?? 0) >= 1);
      const second = rig.print(1);
      await until('it waits', () => rig.jobs().length === 2);
      rig.control({ type: 'cancel', id: 2 });
      const [before, waiting] = await Promise.all([first.result, second.result]);
      return `${words(waiting)}; the one before: ${words(before)}; ${rig.jobs().reduce((sum, job) => sum + job.pagesOut, 0)} pages out`;
    }),
    prepared('completed, but with errors', 'unknown: with-errors; 1 job, 2 pages out', { type: 'complete-next-with', reason: 'job-completed-with-errors' }),
    prepared('completed, but only handed on', 'unknown: handed-on; 1 job, 2 pages out', { type: 'complete-next-with', reason: 'queued-in-device' }),
    once('the printer is switched off and on', 'unknown: forgotten; 0 job, 0 pages out', { type: 'restart' }),
    once('the print server goes away for good', 'unknown: lost-sight; 1 job, 4 pages out', { type: 'unplug' }),
    once('the print server hangs', 'unknown: lost-sight; 1 job, 4 pages out', { type: 'hang', on: true }),
    inRig('the print server is restarted while it prints', 'printed; 1 job, 4 pages out', async (rig) => {
      const printing = rig.print(4);
      await until('a page is out', () => (rig.jobs()[0]?.pagesOut ?? 0) >= 1);
      rig.control({ type: 'unplug' });
      await until('the clerk is told', () => printing.progress.some(({ step }) => step === 'unreachable'));
      rig.control({ type: 'plug' });
      return outcome(rig, printing);
    }),
    inRig('a page is out, then somebody cancels at the panel', 'not printed: cancelled; 1 job, 1 pages out', async (rig) => {
      rig.control({ type: 'set-manner', manner: 'printer' });
      rig.control({ type: 'set-speed', pageMs: 300 });
      const printing = rig.print(4);
      await until('a page is out', () => rig.jobs()[0]?.pagesOut === 1);
      rig.control({ type: 'cancel', id: 1 });
      return outcome(rig, printing);
    }),
    inRig('nobody puts paper in', 'unknown: uncounted; 1 job canceled', async (rig) => {
      const printing = rig.print(4);
      await until('a page is out', () => (rig.jobs()[0]?.pagesOut ?? 0) >= 1);
      rig.control({ type: 'set-paper', sheets: 0 });
      const said = words(await printing.result);
      return `${said}; 1 job ${rig.jobs()[0]?.state ?? ''}`;
    }, { jobMs: 1_000 }),
    inRig('another job has the number of ours after a restart', 'unknown: forgotten', async (rig) => {
      rig.control({ type: 'set-speed', pageMs: 300 });
      const first = rig.print(4);
      await until('a page is out', () => rig.jobs()[0]?.pagesOut === 1);
      rig.control({ type: 'restart' });
      const second = rig.print(1);
      const [a] = await Promise.all([first.result, second.result]);
      return words(a);
    }),
  ],
};
