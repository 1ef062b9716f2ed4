import { createConnection } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../shared/basics/clock.ts';
import type { Result } from '../../../shared/basics/result.ts';
import type { FaultCase, FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { until } from '../../core/testing/until.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { createTicketPrinter, type TicketPrinterOptions } from '../device.ts';
import { noGlyphs } from '../glyphs.ts';
import { startTicketPrinterSimulator, type PrinterControl, type TicketPrinterSimulator } from '../simulator.ts';
import type { PrintFailure, PrintSuccess, Slip, TicketPrinter } from '../types.ts';

interface Bench {
  readonly printer: TicketPrinter;
  readonly simulator: TicketPrinterSimulator;
  do(...commands: readonly PrinterControl[]): void;
}

const LINES = 30;
const RECOVERY_LIMIT_MS = 8_000;
const LAST_LINE = '最后一行';

/** Long enough that something can go wrong in the middle of it. */
function slip(no: string): Slip {
  return { blocks: [
    { type: 'text', text: no, size: 4, align: 'center' },
    ...Array.from({ length: LINES }, (_, i) => ({ type: 'text', text: `第${i + 1}行` }) as const),
    { type: 'qr', payload: no },
    { type: 'text', text: LAST_LINE },
  ] };
}

const FIRST = 'A012';
const NEXT = 'A013';

/** A printer and its simulator on one wire, ready; taken down after `run`. */
async function withPrinter<T>(wire: Wire, options: TicketPrinterOptions, bufferBytes: number, run: (bench: Bench) => Promise<T>): Promise<T> {
  const simulator = await startTicketPrinterSimulator(wire.simulator, { msPerLine: 4, bufferBytes });
  const factory = openTransport(wire.driver ?? simulator.address);
  const printer = createTicketPrinter({ factory, clock: systemClock, options: { pollMs: 500, proofTimeoutMs: 1_500, ...options }, glyphs: noGlyphs });
  printer.start();
  try {
    await until('the printer is ready', () => printer.status().state === 'ready');
    return await run({
      printer,
      simulator,
      do(...commands) {
        for (const command of commands) {
          const done = simulator.control(command);
          if (!done.ok) throw new Error(done.error);
        }
      },
    });
  } finally {
    await printer.stop();
    await simulator.close();
  }
}

function told(outcome: Result<PrintSuccess, PrintFailure>): string {
  return outcome.ok ? 'printed' : `${outcome.error.outcome} ${outcome.error.cause}`;
}

/** Slips of this number that a person would take for whole. */
function whole({ simulator }: Bench, no: string): number {
  return simulator.observe().slips.filter(({ lines, qr, cut }) => cut && qr.includes(no) && lines.includes(no) && lines.includes(LAST_LINE)).length;
}

/** The first job that the printer takes: one that is NOT_PRINTED has sent nothing and may be tried again. */
async function printNext({ printer }: Bench): Promise<string> {
  const end = performance.now() + RECOVERY_LIMIT_MS;
  for (;;) {
    const outcome = await printer.print(slip(NEXT));
    if (outcome.ok || outcome.error.outcome === 'UNKNOWN' || performance.now() > end) return told(outcome);
    await wait(50);
  }
}

/** What the first job came to, and how many whole slips of both numbers lie there after the repair and the next job. */
async function afterwards(bench: Bench, first: string, ...repair: readonly PrinterControl[]): Promise<string> {
  bench.do(...repair);
  const next = await printNext(bench);
  return `${first}, ${whole(bench, FIRST)} in the tray; repaired: ${next}, ${whole(bench, NEXT)} in the tray`;
}

async function printFirst(bench: Bench): Promise<string> {
  return `${told(await bench.printer.print(slip(FIRST)))}, ${whole(bench, FIRST)} in the tray`;
}

type Run = (bench: Bench) => Promise<string>;

function fault(name: string, expected: string, run: Run, options: TicketPrinterOptions = {}, bufferBytes = 4_096): FaultCase {
  return { fault: name, expected, run: (wire) => withPrinter(wire, options, bufferBytes, run) };
}

function beforeTheJob(broken: PrinterControl, ...repair: readonly PrinterControl[]): Run {
  return async (bench) => {
    bench.do(broken);
    return afterwards(bench, told(await bench.printer.print(slip(FIRST))), ...repair);
  };
}

function inTheMiddle(broken: readonly PrinterControl[], ...repair: readonly PrinterControl[]): Run {
  return async (bench) => {
    const job = bench.printer.print(slip(FIRST));
    await until('printing has begun', () => bench.simulator.observe().slips.length > 0);
    bench.do(...broken);
    return afterwards(bench, told(await job), ...repair);
  };
}

function signalled(signal: Extract<PrinterControl, { type: 'signal' }>['signal'], ...repair: readonly PrinterControl[]): Run {
  return beforeTheJob({ type: 'signal', signal, on: true }, { type: 'signal', signal, on: false }, ...repair);
}

const PRINTED_AFTER_REPAIR = 'repaired: printed, 1 in the tray';
/** Not one byte had been sent. */
const NOTHING_CAME = `0 in the tray; ${PRINTED_AFTER_REPAIR}`;
/** The printer went on with what it had in its buffer: the reason why such a job is UNKNOWN. */
const CAME_AFTER_ALL = `1 in the tray; ${PRINTED_AFTER_REPAIR}`;

/** The faults of devices.md §8 for the ticket printer. */
export const ticketPrinterFaults: FaultSuite = {
  name: 'ticket-printer/escpos',
  transports: ['tcp', 'pty'],
  baudRate: 115_200,
  faults: [
    fault('no paper before the job', `NOT_PRINTED paper-end, ${NOTHING_CAME}`, beforeTheJob({ type: 'set-paper', lines: 0 }, { type: 'set-paper', lines: 1_000 })),
    fault('cover open before the job', `NOT_PRINTED cover-open, ${NOTHING_CAME}`, beforeTheJob({ type: 'open-cover' }, { type: 'close-cover' })),
    fault('overheated (DLE EOT 3, automatic recovery)', `NOT_PRINTED overheated, ${NOTHING_CAME}`, signalled('overheated')),
    fault('mechanical error, ended by DLE ENQ 2', `NOT_PRINTED mechanical-error, ${NOTHING_CAME}`, signalled('mechanical-error')),
    fault('unrecoverable error, ended by switching off and on', `NOT_PRINTED error, ${NOTHING_CAME}`,
      signalled('unrecoverable-error', { type: 'power-off' }, { type: 'power-on' })),
    fault('feed button held down', `NOT_PRINTED error, ${NOTHING_CAME}`, signalled('feed-button')),
    fault('drawer pin high means nothing', 'printed, 1 in the tray', (bench) => {
      bench.do({ type: 'signal', signal: 'drawer', on: true });
      return printFirst(bench);
    }),
    fault('paper near its end: printed, and staff are told', 'printed, 1 in the tray, paper-near-end', async (bench) => {
      bench.do({ type: 'set-paper', lines: 59 });
      return `${await printFirst(bench)}, ${bench.printer.status().state}`;
    }),
    fault('paper ends in the middle of the job', `UNKNOWN paper-end, ${CAME_AFTER_ALL}`, inTheMiddle([{ type: 'set-paper', lines: 0 }], { type: 'set-paper', lines: 1_000 })),
    fault('paper ends with the buffer full: the line takes no more', `UNKNOWN no-proof, ${CAME_AFTER_ALL}`,
      inTheMiddle([{ type: 'set-paper', lines: 0 }], { type: 'set-paper', lines: 1_000 }), {}, 64),
    fault('cover opened in the middle', `UNKNOWN cover-open, ${CAME_AFTER_ALL}`, inTheMiddle([{ type: 'open-cover' }], { type: 'close-cover' })),
    fault('the cutter jams, freed by DLE ENQ 2', `UNKNOWN cutter-error, ${CAME_AFTER_ALL}`, inTheMiddle([{ type: 'jam-cutter' }], { type: 'free-cutter' })),
    fault('switched off in the middle', `UNKNOWN lost, ${NOTHING_CAME}`, async (bench) => {
      const outcome = await inTheMiddle([{ type: 'power-off' }], { type: 'power-on' })(bench);
      // A pulled plug resets a socket; a dead serial line is only silent.
      return outcome.replace(/UNKNOWN (disconnected|no-proof)/, 'UNKNOWN lost');
    }),
    fault('connection reset while idle: back by itself', 'printed, 1 in the tray', async (bench) => {
      bench.do({ type: 'reset-connection' });
      return `${await printNext(bench)}, ${whole(bench, NEXT)} in the tray`;
    }),
    fault('no answer to DLE EOT 2 and 3', `NOT_PRINTED paper-end, ${NOTHING_CAME}`, async (bench) => {
      bench.do({ type: 'answered-questions', questions: [1, 4] });
      return beforeTheJob({ type: 'set-paper', lines: 0 }, { type: 'set-paper', lines: 1_000 })(bench);
    }),
    fault('no answer to any DLE EOT: shown as disconnected', `NOT_PRINTED disconnected, ${NOTHING_CAME}`,
      beforeTheJob({ type: 'answered-questions', questions: [] }, { type: 'answered-questions', questions: [1, 2, 3, 4] })),
    ...(['gs-r', 'gs-paren-h'] as const).flatMap((proof) => [
      fault(`proof by ${proof} in time, though late`, 'printed, 1 in the tray', (bench) => {
        bench.do({ type: 'proof', behaviour: { mode: 'late', ms: 700 } });
        return printFirst(bench);
      }, { proof }),
      fault(`proof by ${proof} too late proves nothing else`, `UNKNOWN no-proof, ${CAME_AFTER_ALL}`,
        inTheMiddle([{ type: 'proof', behaviour: { mode: 'late', ms: 1_800 } }], { type: 'proof', behaviour: { mode: 'answer' } }), { proof }),
      fault(`proof by ${proof} never`, `UNKNOWN no-proof, ${CAME_AFTER_ALL}`,
        inTheMiddle([{ type: 'proof', behaviour: { mode: 'never' } }], { type: 'proof', behaviour: { mode: 'answer' } }), { proof }),
    ]),
    fault('automatic status between the answers', 'printed, 1 in the tray, paper-end', async (bench) => {
      const first = await printFirst(bench);
      bench.do({ type: 'set-paper', lines: 0 });
      await until('noticed', () => bench.printer.status().state !== 'ready');
      return `${first}, ${bench.printer.status().state}`;
    }, { automaticStatus: true }),
  ],
};

/** What only a network printer does: one client at a time. */
export const ticketPrinterNetworkFaults: FaultSuite = {
  name: 'ticket-printer/one-client',
  transports: ['tcp'],
  baudRate: 115_200,
  faults: [
    fault('a second client is refused and disturbs nothing', 'second closed; printed, 1 in the tray', async (bench) => {
      const { hostname, port } = new URL(bench.simulator.address);
      const second = createConnection(Number(port), hostname);
      second.on('error', () => undefined);
      await once(second, 'close');
      return `second closed; ${await printFirst(bench)}`;
    }),
  ],
};
