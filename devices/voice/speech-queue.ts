import { fail, type Result } from '../../shared/basics/result.ts';
import type { VoiceFailure } from './types.ts';

export interface SpeechJob<T> {
  readonly content: T;
  settle(result: Result<void, VoiceFailure>): void;
}

/** Announcements that wait, oldest first. */
export interface SpeechQueue<T> {
  size(): number;
  /** Resolves with how the announcement ended. One too many, and the oldest waiting one is dropped, being the most out of date. */
  add(content: T): Promise<Result<void, VoiceFailure>>;
  next(): SpeechJob<T> | undefined;
  /** Nobody will speak what waits. */
  failAll(failure: VoiceFailure): void;
}

export function createSpeechQueue<T>(maxWaiting: number): SpeechQueue<T> {
  let waiting: SpeechJob<T>[] = [];
  return {
    size: () => waiting.length,
    add(content) {
      const outcome = Promise.withResolvers<Result<void, VoiceFailure>>();
      waiting.push({ content, settle: outcome.resolve });
      const dropped = waiting.length > maxWaiting ? waiting.shift() : undefined;
      dropped?.settle(fail({ cause: 'dropped', sentence: '等待播报的内容过多，这一条没有播报，请重呼' }));
      return outcome.promise;
    },
    next: () => waiting.shift(),
    failAll(failure) {
      const unspoken = waiting;
      waiting = [];
      for (const job of unspoken) job.settle(fail(failure));
    },
  };
}
