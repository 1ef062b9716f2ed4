import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Result } from '../../shared/basics/result.ts';
import { createLink } from '../core/link.ts';
import type { Connection } from '../core/link.ts';
import { createLock } from '../core/lock.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { FEED_AND_CUT } from './commands.ts';
import { createPrinterDriver } from './driver.ts';
import type { Answered, PrinterDriver } from './driver.ts';
import { encodeSlip } from './encoder.ts';
import type { EncodedSlip } from './encoder.ts';
import type { GlyphSource } from './glyphs.ts';
import { watchJob } from './job-watch.ts';
import type { Verdict } from './job-watch.ts';
import { createPrintJob } from './print-job.ts';
import { endsByRecovery } from './protocol.ts';
import { ADVICE, SENTENCES } from './sentences.ts';
import type { PrintFailure, PrintSuccess, Slip, TicketPrinter } from './types.ts';

/** How this printer is set up; the defaults fit an 80 mm printer of any make. */
export const TicketPrinterOptions = z.strictObject({
  /** 48: 80 mm paper, 32: 58 mm. */
  columns: z.union([z.literal(32), z.literal(48)]).default(48),
  /** Which answer proves a slip (docs/adr/0007). `gs-paren-h` where the model knows it: its answers carry a number. */
  proof: z.enum(['gs-r', 'gs-paren-h']).default('gs-r'),
  /** A slip takes one to two seconds; what is not proven by then is UNKNOWN. */
  proofTimeoutMs: z.number().int().min(1_000).max(60_000).default(8_000),
  pollMs: z.number().int().min(500).max(4_000).default(2_000),
  /** GS a: the printer tells changes by itself. Off by default: some makers send private layouts. */
  automaticStatus: z.boolean().default(false),
});
export type TicketPrinterOptions = z.input<typeof TicketPrinterOptions>;

export interface TicketPrinterDependencies {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options?: TicketPrinterOptions;
  /** Where the pictures of characters outside GBK come from. */
  readonly glyphs: GlyphSource;
  /** Told the code points that a slip could not show as themselves, for the log. */
  readonly onSubstituted?: (codePoints: readonly number[]) => void;
}

/** One life of the connection. `settled`: no answer to an older request can come any more. */
interface Line {
  readonly connection: Connection;
  readonly driver: PrinterDriver;
  settled: boolean;
}

const DEVICE_NAME = '打印机';
/** While the printer is not ready for jobs, so that it is ready soon after whatever kept it. */
const UNSETTLED_POLL_MS = 500;
/** More jobs at a kiosk are a mistake of the caller. */
const MAX_WAITING = 10;

/** A ticket printer on a TCP port or a serial line that proves what it printed. */
export function createTicketPrinter({ factory, clock, options, glyphs, onSubstituted }: TicketPrinterDependencies): TicketPrinter {
  const { columns, proof, proofTimeoutMs, pollMs, automaticStatus } = TicketPrinterOptions.parse(options ?? {});
  const lock = createLock();
  const link = createLink({ factory, clock, deviceName: DEVICE_NAME, session });
  let line: Line | null = null;
  /** Longest command of a job that was not proven, of which half may stand in the printer; null: nothing to clear. */
  let leftover: number | null = null;
  let paperNearEnd = false;
  /** The roll was at its end or near it when last seen; enough paper after that is a new roll. */
  let paperLow = false;
  let waiting = 0;
  let stopped = false;
  let lastId = clock.now();

  function nextId(): string {
    lastId += 1;
    return (lastId % 36 ** 4).toString(36).toUpperCase().padStart(4, '0');
  }

  async function session(connection: Connection): Promise<void> {
    const driver = createPrinterDriver(connection, clock, proof, nextId);
    const own: Line = { connection, driver, settled: false };
    line = own;
    let wake = new AbortController();
    driver.onFrame((frame) => {
      if (frame.type === 'automatic') wake.abort();
    });
    if (automaticStatus) driver.enableAutomaticStatus();
    while (!connection.signal.aborted && await lock.run(() => poll(own))) {
      await clock.sleep(own.settled ? pollMs : UNSETTLED_POLL_MS, AbortSignal.any([connection.signal, wake.signal]));
      wake = new AbortController();
    }
    line = null;
  }

  /** False when the printer does not answer. */
  async function poll(own: Line): Promise<boolean> {
    const condition = await own.driver.condition(true);
    if (condition.state === 'silent') return false;
    link.markGood();
    if (endsByRecovery(condition.state)) recover(own);
    if (condition.state === 'ready') await settle(own);
    show(condition, own.settled);
    return true;
  }

  /** Frees the cutter or the mechanics. What was in the printer is thrown away with it, so a slip hangs uncut behind the cutter. */
  function recover(own: Line): void {
    own.driver.recover();
    own.settled = false;
    leftover ??= 0;
  }

  async function settle(own: Line): Promise<void> {
    if (own.settled) return;
    own.settled = await own.driver.settle(leftover === null ? null : { zeros: leftover, remains: FEED_AND_CUT });
    // Once is enough, also where the answer is still to come: more would only cut blank paper.
    if (own.settled || !own.connection.signal.aborted) leftover = null;
  }

  function show(condition: Answered, settled: boolean): void {
    if (condition.state === 'ready') paperNearEnd = condition.paperNearEnd;
    noticePaper(condition);
    const state = stateName(condition, settled);
    const health = state === 'ready' ? 'ready' : state === 'paper-near-end' ? 'attention' : 'fault';
    link.set({ health, state, advice: ADVICE[state] });
  }

  function noticePaper(condition: Answered): void {
    if (condition.state === 'paper-end' || (condition.state === 'ready' && condition.paperNearEnd)) paperLow = true;
    else if (condition.state === 'ready' && paperLow) {
      paperLow = false;
      link.clear('sincePaper');
    }
  }

  /** The connection to a printer that can print right now. Nothing has been sent to it when this fails. */
  async function readyLine(): Promise<Result<Line, PrintFailure>> {
    const own = line;
    if (stopped || own === null || own.connection.signal.aborted) return failure('NOT_PRINTED', 'disconnected');
    const afterEmptyRoll = link.status().state === 'paper-end';
    const condition = await own.driver.condition(afterEmptyRoll);
    if (condition.state === 'silent') {
      own.connection.giveUp();
      return failure('NOT_PRINTED', 'disconnected');
    }
    link.markGood();
    if (condition.state === 'offline') return failure('NOT_PRINTED', 'error');
    if (condition.state !== 'ready') {
      show(condition, own.settled);
      return failure('NOT_PRINTED', condition.state);
    }
    if (afterEmptyRoll) noticePaper(condition);
    await settle(own);
    return own.settled ? ok(own) : failure('NOT_PRINTED', 'busy');
  }

  async function printNow(slip: EncodedSlip): Promise<Result<PrintSuccess, PrintFailure>> {
    const ready = await readyLine();
    if (!ready.ok) return ready;
    const own = ready.value;
    const request = own.driver.nextProof();
    let handedOver = false;
    const job = createPrintJob(async (bytes) => {
      const sent = await own.connection.send(bytes);
      handedOver = sent.ok;
    });
    const watching = watchJob({ ...own, proof: request, clock, timeoutMs: proofTimeoutMs });
    void job.run([...slip.parts, request.bytes]);
    const verdict = await watching;
    link.count('sincePaper');
    if (verdict === 'proven') return ok(await success(own));
    giveUpJob(own, slip, verdict, handedOver);
    return failure('UNKNOWN', verdict);
  }

  async function success(own: Line): Promise<PrintSuccess> {
    const condition = await own.driver.condition(true);
    if (condition.state !== 'silent') show(condition, true);
    return { proof, paperNearEnd };
  }

  function giveUpJob(own: Line, slip: EncodedSlip, verdict: Exclude<Verdict, 'proven'>, handedOver: boolean): void {
    own.settled = false;
    leftover = Math.max(...slip.parts.map((part) => part.length));
    // After a jam DLE ENQ 2 throws the job away, and the answer to its proof request with it; and bytes that still
    // wait on our side must not follow later. A fresh connection starts clean.
    if (!handedOver || endsByRecovery(verdict)) own.connection.giveUp();
  }

  /** Runs `fn` when its turn comes; refuses when too many wait. */
  async function inTurn<T>(fn: () => Promise<Result<T, PrintFailure>>): Promise<Result<T, PrintFailure>> {
    if (waiting >= MAX_WAITING) return failure('NOT_PRINTED', 'busy');
    waiting += 1;
    try {
      return await lock.run(fn);
    } finally {
      waiting -= 1;
    }
  }

  return {
    kind: 'ticketPrinter',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start() {
      stopped = false;
      link.start();
    },
    async stop() {
      stopped = true;
      await lock.run(() => Promise.resolve());
      await link.stop();
    },
    checkReady: () => inTurn(async () => {
      const ready = await readyLine();
      return ready.ok ? ok({ paperNearEnd }) : ready;
    }),
    async print(slip: Slip) {
      const encoded = encodeSlip(slip, { columns }, glyphs);
      if (!encoded.ok) return failure('NOT_PRINTED', 'not-encodable');
      if (encoded.value.substituted.length > 0) onSubstituted?.(encoded.value.substituted);
      const printed = await inTurn(() => printNow(encoded.value));
      link.count(printed.ok ? 'done' : 'failed');
      return printed;
    },
  };
}

function stateName(condition: Answered, settled: boolean): keyof typeof ADVICE {
  if (condition.state !== 'ready') return condition.state;
  if (!settled) return 'no-proof';
  return condition.paperNearEnd ? 'paper-near-end' : 'ready';
}

function failure(outcome: PrintFailure['outcome'], cause: PrintFailure['cause']): { readonly ok: false; readonly error: PrintFailure } {
  return fail({ outcome, cause, sentence: SENTENCES[cause] });
}
