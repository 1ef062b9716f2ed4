import { z } from 'zod';
import { systemClock } from '../../../shared/basics/clock.ts';
import type { Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { createDocumentPrinter, type DocumentPrinterOptions } from '../device.ts';
import { startDocumentPrinterSimulator } from '../simulator.ts';
import type { DocumentPrinter, PrintProgress, PrintResult } from '../types.ts';
import { samplePdf } from './sample-pdf.ts';

/** What the simulator's print queue holds, as `observe` tells it. */
const Observed = z.object({
  jobs: z.array(z.object({ id: z.number(), name: z.string(), state: z.string(), pages: z.number(), pagesOut: z.number(), copies: z.number(), checksum: z.number() })),
});
export type ObservedJob = z.infer<typeof Observed>['jobs'][number];

/** A print under way. */
export interface Printing {
  readonly result: Promise<PrintResult>;
  readonly progress: PrintProgress[];
  readonly name: string;
}

/** Driver and simulator with an HTTP connection between them, both quick. */
export interface PrinterRig {
  readonly printer: DocumentPrinter;
  control(command: object): void;
  jobs(): ObservedJob[];
  print(pages: number, copies?: number): Printing;
  close(): Promise<void>;
}

/** Quick enough for a test, slow enough for something to happen in between. */
const PAGE_MS = 60;
const QUICK: z.input<typeof DocumentPrinterOptions> = { pollMs: 500, answerMs: 500, jobPollMs: 100, outOfSightMs: 1_000 };

let lastName = 0;

export async function openPrinterRig(wire: Wire, options: z.input<typeof DocumentPrinterOptions> = {}): Promise<PrinterRig> {
  const simulator = await startDocumentPrinterSimulator(wire.simulator);
  const printer = createDocumentPrinter({ address: wire.driver ?? simulator.address, clock: systemClock, options: { ...QUICK, ...options } });

  function control(command: object): void {
    const done = simulator.control(command);
    if (!done.ok) throw new Error(done.error);
  }

  control({ type: 'set-speed', pageMs: PAGE_MS });
  printer.start();
  await until('the printer is ready', () => printer.status().health === 'ready');
  return {
    printer,
    control,
    jobs: () => Observed.parse(simulator.observe()).jobs,
    print(pages, copies = 1) {
      lastName += 1;
      const name = `test-${process.pid}-${lastName}`;
      const progress: PrintProgress[] = [];
      return { name, progress, result: printer.print({ name, pdf: samplePdf(pages), pages, copies }, (now) => progress.push(now)) };
    },
    async close() {
      await printer.stop();
      await simulator.close();
    },
  };
}

export const HERE: Wire = { simulator: { host: '127.0.0.1', port: 0 }, driver: null };

/** What came of it, in few words: `printed`, `not printed: blocked`, `unknown: forgotten`. */
export function words(result: PrintResult): string {
  if (result.ok) return 'printed';
  return `${result.error.outcome === 'UNKNOWN' ? 'unknown' : 'not printed'}: ${result.error.cause}`;
}
