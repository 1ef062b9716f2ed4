import type { Clock } from '../../shared/basics/clock.ts';
import { MAX_BATCH, SYNC_PROTOCOL } from '../../shared/sync/wire.ts';
import type { SyncBatch, SyncHello, SyncReply, SyncWelcome } from '../../shared/sync/wire.ts';
import type { OutboundRecord, Store } from '../store/types.ts';
import { retryDelay, SYNC_DELAYS } from './delays.ts';
import { judge } from './verdicts.ts';

/** Carries one hop. Both reject when the peer cannot be reached; an answer may be lost, late or come for a repeat. */
export interface SyncTransport {
  hello(hello: SyncHello): Promise<SyncWelcome>;
  push(batch: SyncBatch): Promise<SyncReply>;
}

export interface UplinkOptions {
  readonly store: Store;
  /** Name of the peer, under which the cursor is kept. */
  readonly peer: string;
  readonly transport: SyncTransport;
  readonly clock: Clock;
  /** Version of this software. */
  readonly software: string;
  /** Records a batch, at most and by default MAX_BATCH. */
  readonly batchSize?: number;
}

export interface UplinkStatus {
  /** idle: the peer holds everything. */
  readonly state: 'offline' | 'syncing' | 'idle';
  /** Records the peer has not answered yet. */
  readonly backlog: number;
  readonly oldestUnsyncedMs: number | null;
  /** Last answer of the peer, epoch ms. */
  readonly lastSuccessAt: number | null;
  /** Records of ours the peer refused for good; `store.sync.listRefusals` names them. */
  readonly deadLetters: number;
  /** Peer's clock minus ours at the last greeting. */
  readonly skewMs: number | null;
  /** Why the last attempt failed, for the log and the console; empty while all is well. */
  readonly lastError: string;
}

export interface Uplink {
  start(): void;
  /** Ends after what is under way; nothing is lost by it. */
  stop(): Promise<void>;
  /** Tries at once instead of waiting out a delay: the carrier knows the peer is back. */
  retryNow(): void;
  status(): UplinkStatus;
  /** Called when the status may have changed: an answer came, the peer went away, everything is sent. */
  onChange(listener: () => void): () => void;
}

const IN_FLIGHT = 2;
/** A batch ends early when its records are long. */
const BATCH_CHARS = 2_000_000;

interface SentBatch {
  readonly records: readonly OutboundRecord[];
  readonly reply: Promise<SyncReply>;
}

/**
 * Sends this store's log to one peer and keeps at it: greet, go on from what the peer says it holds, batches with
 * two under way, one verdict per record. What the peer holds is asked anew at every greeting, so lost answers,
 * repeats and a peer restored from a copy need no special handling.
 */
export function createUplink(options: UplinkOptions): Uplink {
  const { store, peer, transport, clock } = options;
  let state: UplinkStatus['state'] = 'offline';
  let lastSuccessAt: number | null = null;
  let skewMs: number | null = null;
  let lastError = '';
  let failures = 0;
  let wake: () => void = () => undefined;
  let stopping: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let unsubscribe: () => void = () => undefined;
  const listeners = new Set<() => void>();

  function changed(): void {
    for (const listener of listeners) listener();
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await converse(signal);
      } catch (error) {
        if (signal.aborted) return;
        state = 'offline';
        lastError = error instanceof Error ? error.message : String(error);
        failures += 1;
        changed();
        await pause(retryDelay(failures), signal);
      }
    }
  }

  /** One greeting and what follows it; returns when it is time to greet again. */
  async function converse(signal: AbortSignal): Promise<void> {
    let sent = await greet(signal);
    const underWay: SentBatch[] = [];
    while (!signal.aborted) {
      while (underWay.length < IN_FLIGHT) {
        const batch = sendAfter(sent, signal);
        if (batch === null) break;
        underWay.push(batch);
        sent = batch.records.at(-1)?.position ?? sent;
      }
      const oldest = underWay.shift();
      if (oldest === undefined) {
        state = 'idle';
        allWell();
        changed();
        if ((await pause(SYNC_DELAYS.recheck, signal)) === 'timeout') return;
        continue;
      }
      state = 'syncing';
      if (settle(oldest, await oldest.reply)) continue;
      await Promise.allSettled(underWay.map((batch) => batch.reply));
      return;
    }
  }

  /** Returns the position to go on from. */
  async function greet(signal: AbortSignal): Promise<number> {
    const hello = { protocol: SYNC_PROTOCOL, nodeId: store.nodeId, epoch: store.epoch, software: options.software };
    const welcome = await inTime(transport.hello(hello), signal);
    if (welcome.protocol !== SYNC_PROTOCOL) throw new Error(`peer speaks protocol ${welcome.protocol}, we ${SYNC_PROTOCOL}`);
    skewMs = welcome.serverTime - clock.now();
    store.sync.beginEpochIfBehind(welcome.vector);
    const resume = store.sync.findResumePosition(welcome.vector);
    if (resume !== store.sync.findCursor(peer)) store.sync.saveCursor(peer, resume, []);
    return resume;
  }

  function allWell(): void {
    lastSuccessAt = clock.now();
    failures = 0;
    lastError = '';
  }

  function sendAfter(position: number, signal: AbortSignal): SentBatch | null {
    const records = cutBatch(store.sync.listAfter(position, options.batchSize ?? MAX_BATCH));
    if (records.length === 0) return null;
    const reply = inTime(transport.push({ records: records.map((r) => r.record) }), signal);
    // A batch behind one that failed is never awaited.
    reply.catch(() => undefined);
    return { records, reply };
  }

  /** Saves what the peer answered; false when a record before these is missing there. */
  function settle(batch: SentBatch, reply: SyncReply): boolean {
    const judgement = judge(batch.records, reply);
    if (judgement.doneUpTo !== null) {
      store.sync.saveCursor(peer, judgement.doneUpTo, judgement.refused);
      allWell();
      changed();
    }
    if (judgement.doneUpTo === null && judgement.hasGap) throw new Error('peer lacks records it said it holds');
    return !judgement.hasGap;
  }

  async function inTime<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    const settled = new AbortController();
    const limit = clock.sleep(SYNC_DELAYS.answer, AbortSignal.any([signal, settled.signal])).then(() => {
      throw new Error(signal.aborted ? 'stopped' : 'no answer in time');
    });
    try {
      return await Promise.race([answer, limit]);
    } finally {
      limit.catch(() => undefined);
      settled.abort();
    }
  }

  /** Waits, unless woken. */
  async function pause(ms: number, signal: AbortSignal): Promise<'woken' | 'timeout'> {
    const woken = new AbortController();
    wake = () => woken.abort();
    await clock.sleep(ms, AbortSignal.any([signal, woken.signal]));
    wake = () => undefined;
    return woken.signal.aborted ? 'woken' : 'timeout';
  }

  return {
    start: () => {
      if (stopping !== null) return;
      stopping = new AbortController();
      unsubscribe = store.onCommit(() => {
        if (state === 'idle') wake();
      });
      running = run(stopping.signal);
    },
    stop: async () => {
      stopping?.abort();
      unsubscribe();
      await running;
      stopping = null;
      state = 'offline';
    },
    retryNow: () => wake(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: () => {
      const { count, oldestAt } = store.sync.backlog(peer);
      return {
        state,
        backlog: count,
        oldestUnsyncedMs: oldestAt === null ? null : Math.max(0, clock.now() - oldestAt),
        lastSuccessAt,
        deadLetters: store.sync.countRefusals(peer),
        skewMs,
        lastError,
      };
    },
  };
}

function cutBatch(records: readonly OutboundRecord[]): readonly OutboundRecord[] {
  let chars = 0;
  const end = records.findIndex((record, index) => {
    chars += record.chars;
    return index > 0 && chars > BATCH_CHARS;
  });
  return end === -1 ? records : records.slice(0, end);
}
