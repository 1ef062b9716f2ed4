import type { Clock } from '../../shared/basics/clock.ts';
import { createExchange } from '../core/exchange.ts';
import type { Connection } from '../core/link.ts';
import { concatBytes } from '../core/bytes.ts';
import { INITIALISE, QUEUED_PAPER_STATUS, RECOVER_AND_CLEAR, automaticStatus, processId, realTimeStatus } from './commands.ts';
import { createPrinterParser, errorCause, isOffline, offlineCause, paperState, queuedPaperState } from './protocol.ts';
import type { PrinterFrame, Trouble } from './protocol.ts';

/** All waits of the driver, in milliseconds. */
export const PRINTER_DELAYS = {
  /** A real-time status is sent at once; what takes longer is not coming. */
  status: 500,
  /** Answer to a proof request with nothing in front of it; the rest of an older job may stand in front. */
  idleProof: 2_000,
  /** After an answer to GS r, which carries no number: time for answers to older requests to come in. */
  quiet: 150,
  /** Answers come in the order of the requests: when one has come and others have not by then, they are lost. */
  missing: 700,
  /** Between status questions while a job runs. */
  duringJob: 300,
} as const;

/** How completion is proven: GS ( H function 48 answers with a number, GS r does not but every clone knows it. */
export type ProofMethod = 'gs-paren-h' | 'gs-r';

/** What the printer says of itself right now. offline: it names no cause. */
export type Answered =
  | { readonly state: 'ready'; readonly paperNearEnd: boolean }
  | { readonly state: Trouble | 'offline' };

/** silent: no answer to DLE EOT 1. */
export type Condition = Answered | { readonly state: 'silent' };

/** A request that the printer answers when everything before it is carried out. */
export interface ProofRequest {
  readonly bytes: Uint8Array;
  /** proven, no answer to this request, or an answer that says the paper has run out. */
  judge(frame: PrinterFrame): 'proven' | 'paper-end' | null;
}

/** One request at a time over one connection; the device holds the lock. */
export interface PrinterDriver {
  /** DLE EOT 1 and, when off-line, 2 to 4: one round trip on a healthy printer. `thorough` asks for the paper too. */
  condition(thorough: boolean): Promise<Condition>;
  /** DLE ENQ 2, which a printer in a recoverable error obeys once the cause is gone. */
  recover(): void;
  nextProof(): ProofRequest;
  /** Whether the printer answers proof requests and none is on its way any more. Zeros first end a cut-off command. */
  settle(afterBrokenJob: { readonly zeros: number; readonly remains: Uint8Array } | null): Promise<boolean>;
  enableAutomaticStatus(): void;
  onFrame(listener: (frame: PrinterFrame) => void): () => void;
}

export function createPrinterDriver(connection: Connection, clock: Clock, method: ProofMethod, nextId: () => string): PrinterDriver {
  const exchange = createExchange(connection, createPrinterParser(), clock);
  /** Questions beyond n = 1 left unanswered: asked again only where half a second does not matter. */
  const unsupported = new Set<2 | 3 | 4>();

  async function ask(n: 1 | 2 | 3 | 4, insist: boolean): Promise<number | null> {
    if (n !== 1 && unsupported.has(n) && !insist) return null;
    const answer = await exchange.request(realTimeStatus(n), {
      timeoutMs: PRINTER_DELAYS.status,
      keepPending: true,
      matches: (frame) => frame.type === 'real-time',
    });
    if (answer.ok && answer.value.type === 'real-time') return answer.value.byte;
    if (n !== 1) unsupported.add(n);
    return null;
  }

  async function condition(thorough: boolean): Promise<Condition> {
    const printer = await ask(1, true);
    if (printer === null) return { state: 'silent' };
    if (isOffline(printer)) return { state: await whyOffline(thorough) };
    const paper = thorough ? await ask(4, false) : null;
    if (paper !== null && paperState(paper) === 'end') return { state: 'paper-end' };
    return { state: 'ready', paperNearEnd: paper !== null && paperState(paper) === 'near-end' };
  }

  async function whyOffline(insist: boolean): Promise<Trouble | 'offline'> {
    const answer2 = await ask(2, insist);
    const cause = answer2 === null ? null : offlineCause(answer2);
    if (cause === 'cover-open' || cause === 'paper-end') return cause;
    const answer3 = await ask(3, insist);
    const error = answer3 === null ? null : errorCause(answer3);
    if (error !== null || cause === 'error') return error ?? 'error';
    const answer4 = await ask(4, insist);
    return answer4 !== null && paperState(answer4) === 'end' ? 'paper-end' : 'offline';
  }

  /** GS r requests without an answer yet. The answers carry no number, so they have to be counted. */
  let unanswered = 0;
  exchange.onFrame((frame) => {
    if (frame.type === 'queued-status') unanswered = Math.max(0, unanswered - 1);
  });

  function nextProof(): ProofRequest {
    if (method === 'gs-r') {
      unanswered += 1;
      return { bytes: QUEUED_PAPER_STATUS, judge: judgeQueuedStatus };
    }
    const id = nextId();
    return {
      bytes: processId(id),
      judge: (frame) => (frame.type === 'process-id' && frame.id === id ? 'proven' : null),
    };
  }

  /** Waits for the answer to this request and to all before it. */
  async function allAnswered(request: Uint8Array, judge: ProofRequest['judge']): Promise<boolean> {
    const result = Promise.withResolvers<'all' | 'some' | 'none'>();
    const done = new AbortController();
    const limits = AbortSignal.any([done.signal, connection.signal]);
    const stop = exchange.onFrame((frame) => {
      if (judge(frame) === null) return;
      if (unanswered === 0) result.resolve('all');
      else void clock.sleep(PRINTER_DELAYS.missing, limits).then(() => result.resolve('some'));
    });
    void clock.sleep(PRINTER_DELAYS.idleProof, limits).then(() => result.resolve('none'));
    // Not awaited: with a full buffer on the other side it would outlast the time-out.
    void connection.send(request).then((sent) => {
      if (!sent.ok) result.resolve('none');
    });
    const answers = await result.promise;
    done.abort();
    stop();
    // One answer is missing and nobody can tell which: only a fresh connection makes that certain again.
    if (answers === 'some') connection.giveUp();
    return answers === 'all';
  }

  /** Until no further answer has come for a while: one to an older request must not prove the next job. */
  async function quiet(): Promise<void> {
    const heard: PrinterFrame[] = [];
    const stop = exchange.onFrame((frame) => {
      if (frame.type === 'queued-status') heard.push(frame);
    });
    let before: number;
    do {
      before = heard.length;
      await clock.sleep(PRINTER_DELAYS.quiet, connection.signal);
    } while (heard.length > before && !connection.signal.aborted);
    stop();
  }

  return {
    condition,
    recover: () => void connection.send(RECOVER_AND_CLEAR),
    nextProof,
    async settle(afterBrokenJob) {
      const proof = nextProof();
      const before = afterBrokenJob
        ? concatBytes([new Uint8Array(afterBrokenJob.zeros), INITIALISE, afterBrokenJob.remains])
        : new Uint8Array();
      if (!await allAnswered(concatBytes([before, proof.bytes]), proof.judge)) return false;
      if (method === 'gs-r') await quiet();
      return !connection.signal.aborted;
    },
    enableAutomaticStatus: () => void connection.send(automaticStatus(true)),
    onFrame: exchange.onFrame,
  };
}

function judgeQueuedStatus(frame: PrinterFrame): 'proven' | 'paper-end' | null {
  if (frame.type !== 'queued-status') return null;
  const paper = queuedPaperState(frame.byte);
  if (paper === null) return null;
  return paper === 'end' ? 'paper-end' : 'proven';
}
