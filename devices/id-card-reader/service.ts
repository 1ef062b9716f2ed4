import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { createLock } from '../core/lock.ts';
import { parseModuleAnswer, parseReadAnswer, SERVICE_PATHS, type ModuleAnswer, type ReadAnswer } from './service-protocol.ts';

/** How the service waits, and how long its answers may take. */
export const SERVICE_TIMES = {
  /** Seconds a request waits for a card. Short, because nothing else tells that the service has gone quiet. */
  waitSeconds: 2,
  /** Milliseconds on top for reading the card that was laid last of all. */
  readLimitMs: 2_000,
  queryLimitMs: 1_500,
} as const;

/** A failure that comes so late is the end of the waiting, whatever its code: the manual does not say how that is answered. */
const WAITED_OUT_MS = SERVICE_TIMES.waitSeconds * 1_000 * 0.9;

/** The part of `fetch` that is used; rejects when nothing answers or the connection breaks. */
export type HttpGet = (url: string, init: { readonly signal: AbortSignal; readonly redirect: 'error' }) => Promise<{
  readonly ok: boolean;
  text(): Promise<string>;
}>;

/** No usable answer: nothing listens there; no answer in time; an answer that breaks off or is none of the service's. */
export type ServiceFailure = 'unreachable' | 'silent' | 'broken';

/** One method per request. Requests of several callers queue up, because the service refuses a second one. */
export interface ReaderService {
  /** Is the reader there? Touches no card. */
  module(): Promise<Result<ModuleAnswer, ServiceFailure>>;
  /** Waits for a card and reads it: all fields or none. */
  waitForCard(): Promise<Result<ReadAnswer, ServiceFailure>>;
}

/** `base` is `http://127.0.0.1:8989`; requests end when `stop` aborts. */
export function createReaderService(parts: {
  readonly base: string;
  readonly get: HttpGet;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  /** Have the service decode the photo. */
  readonly photo: boolean;
}): ReaderService {
  const { base, get, clock, stop, photo } = parts;
  const lock = createLock();

  async function ask(path: string, limitMs: number): Promise<Result<string, ServiceFailure>> {
    const answered = new AbortController();
    const tooLate = new AbortController();
    void clock.sleep(limitMs, answered.signal).then(() => {
      if (!answered.signal.aborted) tooLate.abort();
    });
    const signal = AbortSignal.any([tooLate.signal, stop]);
    let begun = false;
    try {
      const response = await get(`${base}${path}`, { signal, redirect: 'error' });
      begun = true;
      const text = await response.text();
      return response.ok ? ok(text) : fail('broken');
    } catch {
      if (signal.aborted) return fail('silent');
      return fail(begun ? 'broken' : 'unreachable');
    } finally {
      answered.abort();
    }
  }

  async function waitForCard(): Promise<Result<ReadAnswer, ServiceFailure>> {
    const waiting = new AbortController();
    let waitedOut = false;
    void clock.sleep(WAITED_OUT_MS, waiting.signal).then(() => {
      waitedOut = !waiting.signal.aborted;
    });
    const text = await ask(SERVICE_PATHS.read(SERVICE_TIMES.waitSeconds, photo), SERVICE_TIMES.waitSeconds * 1_000 + SERVICE_TIMES.readLimitMs);
    waiting.abort();
    const answer = text.ok ? parseReadAnswer(text.value) : text;
    return answer.ok && answer.value.type === 'failed' && waitedOut ? ok({ type: 'no-card' }) : answer;
  }

  return {
    module: () =>
      lock.run(async () => {
        const text = await ask(SERVICE_PATHS.samId, SERVICE_TIMES.queryLimitMs);
        return text.ok ? parseModuleAnswer(text.value) : text;
      }),
    waitForCard: () => lock.run(waitForCard),
  };
}
