import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { Connection } from './link.ts';

/** Puts frames together from chunks of any size. Pure: no clock, no I/O. */
export interface FrameParser<F> {
  /** The frames that are complete with this chunk, in order. Never throws, never grows without bound. */
  push(chunk: Uint8Array): readonly F[];
  /** Bytes of a frame that is not complete yet. */
  readonly pending: number;
  /** Forgets a half-received frame. */
  reset(): void;
}

/** silent: nothing that fits came in time. broken: a frame began and did not go on. */
export type ExchangeFailure = 'disconnected' | 'silent' | 'broken';

export interface RequestOptions<F> {
  readonly timeoutMs: number;
  /** A pause within a frame that counts as broken, noticed within twice this time; without it only `timeoutMs` counts. */
  readonly gapMs?: number;
  /** Which frame is the answer; others go to `onFrame`. Default: the first. */
  readonly matches?: (frame: F) => boolean;
  /** Keep a half-received frame: for devices that also speak unasked. Default: it is stale and thrown away. */
  readonly keepPending?: boolean;
}

/** Requests and unasked frames over one connection. The caller's lock keeps requests from overlapping. */
export interface Exchange<F> {
  request(bytes: Uint8Array, options: RequestOptions<F>): Promise<Result<F, ExchangeFailure>>;
  /** Frames that were no answer: unasked reports and late answers. */
  onFrame(listener: (frame: F) => void): () => void;
}

export function createExchange<F>(connection: Connection, parser: FrameParser<F>, clock: Clock): Exchange<F> {
  const listeners = new Set<(frame: F) => void>();
  let waiting: { take(frame: F): boolean; heard(): void } | null = null;

  connection.onData((chunk) => {
    const frames = parser.push(chunk);
    for (const frame of frames) {
      if (waiting?.take(frame)) continue;
      for (const listener of [...listeners]) listener(frame);
    }
    waiting?.heard();
  });

  async function request(bytes: Uint8Array, options: RequestOptions<F>): Promise<Result<F, ExchangeFailure>> {
    if (options.keepPending !== true) parser.reset();
    const settled = new AbortController();
    const outcome = Promise.withResolvers<Result<F, ExchangeFailure>>();
    function settle(result: Result<F, ExchangeFailure>): void {
      settled.abort();
      waiting = null;
      outcome.resolve(result);
    }

    let chunks = 0;
    let watching = false;
    /** One timer at a time looks whether a frame that began goes on. */
    async function watchGap(gapMs: number): Promise<void> {
      watching = true;
      let seen = -1;
      while (seen !== chunks && parser.pending > 0 && !settled.signal.aborted) {
        seen = chunks;
        await clock.sleep(gapMs, settled.signal);
      }
      watching = false;
      if (parser.pending > 0 && !settled.signal.aborted) settle(fail('broken'));
    }

    waiting = {
      take(frame) {
        if (options.matches !== undefined && !options.matches(frame)) return false;
        settle(ok(frame));
        return true;
      },
      heard() {
        chunks += 1;
        if (options.gapMs !== undefined && !watching && parser.pending > 0) void watchGap(options.gapMs);
      },
    };
    const disconnected = (): void => settle(fail('disconnected'));
    connection.signal.addEventListener('abort', disconnected, { once: true });
    void clock.sleep(options.timeoutMs, settled.signal).then(() => {
      if (!settled.signal.aborted) settle(fail('silent'));
    });
    void connection.send(bytes).then((sent) => {
      if (!sent.ok && !settled.signal.aborted) settle(fail('disconnected'));
    });

    const result = await outcome.promise;
    connection.signal.removeEventListener('abort', disconnected);
    return result;
  }

  return {
    request,
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
