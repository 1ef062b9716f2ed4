import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { Connection } from '../core/link.ts';
import { createReplyParser, queryFrame, speakFrame, type ChipReply } from './protocol.ts';

/** All waits of this driver, in milliseconds. */
export const CHIP_DELAYS = {
  /** The chip answers a command within some 10 ms. */
  answer: 1_000,
  /** While it speaks the chip is asked this often whether it still does: its 4F may have been lost. */
  whileSpeaking: 2_000,
  /** Between two attempts at a busy chip. */
  whileBusy: 500,
  /** Somebody else's sentence takes no longer than this. */
  busyLimit: 30_000,
  /** Slowest speech: a hanzi is two bytes and takes up to 600 ms at the lowest speed. */
  speechBase: 5_000,
  speechPerByte: 300,
} as const;

/** refused: the chip does not take the text. restarted: it lost power while speaking, the sentence was cut off. */
export type ChipFailure = 'silent' | 'disconnected' | 'refused' | 'busy' | 'restarted';

export interface ChipDriver {
  /** Proves that the chip is there. */
  query(): Promise<Result<'busy' | 'idle', ChipFailure>>;
  /** Speaks one piece of text and resolves when it has been spoken to its end. */
  speak(text: Uint8Array): Promise<Result<void, ChipFailure>>;
}

/** One command at a time is the caller's part. Only answers that are being waited for are believed. */
export function createChipDriver(connection: Connection, clock: Clock): ChipDriver {
  const parser = createReplyParser();
  let replies: ChipReply[] = [];
  let arrived: () => void = () => undefined;
  connection.onData((chunk) => {
    replies.push(...parser.push(chunk));
    arrived();
  });

  /** The next answer that is one of these, or null when the time is up or the line is gone. */
  async function next(wanted: readonly ChipReply[], ms: number): Promise<ChipReply | null> {
    const until = clock.now() + ms;
    for (;;) {
      const reply = replies.shift();
      if (reply !== undefined && wanted.includes(reply)) return reply;
      if (reply !== undefined) continue;
      const left = until - clock.now();
      if (left <= 0 || connection.signal.aborted) return null;
      const heard = new AbortController();
      arrived = () => heard.abort();
      await clock.sleep(left, AbortSignal.any([heard.signal, connection.signal]));
    }
  }

  /** Sends a command and takes the first of the wanted answers; older ones are thrown away before. */
  async function ask(frame: Uint8Array, wanted: readonly ChipReply[]): Promise<Result<ChipReply, ChipFailure>> {
    replies = [];
    const sent = await connection.send(frame);
    const reply = sent.ok ? await next(wanted, CHIP_DELAYS.answer) : null;
    if (reply !== null) return ok(reply);
    return fail(!sent.ok || connection.signal.aborted ? 'disconnected' : 'silent');
  }

  async function query(): Promise<Result<'busy' | 'idle', ChipFailure>> {
    const answer = await ask(queryFrame(), ['busy', 'idle']);
    if (!answer.ok) return answer;
    return ok(answer.value === 'busy' ? 'busy' : 'idle');
  }

  /** Until the chip takes the text. A busy chip is asked again, a command spoilt on the wire is sent once more. */
  async function begin(text: Uint8Array): Promise<Result<void, ChipFailure>> {
    const until = clock.now() + CHIP_DELAYS.busyLimit;
    for (let spoilt = 0; spoilt < 2; ) {
      const answer = await ask(speakFrame(text), ['accepted', 'busy', 'not-recognised']);
      if (!answer.ok) return answer;
      if (answer.value === 'accepted') return ok(undefined);
      if (answer.value === 'not-recognised') {
        spoilt += 1;
        continue;
      }
      if (clock.now() >= until) return fail('busy');
      await next(['idle'], CHIP_DELAYS.whileBusy);
    }
    return fail('refused');
  }

  async function untilSpoken(limitMs: number): Promise<Result<void, ChipFailure>> {
    const until = clock.now() + limitMs;
    while (clock.now() < until) {
      const reply = await next(['idle', 'initialised'], CHIP_DELAYS.whileSpeaking);
      if (reply === 'idle') return ok(undefined);
      if (reply === 'initialised') return fail('restarted');
      const state = await query();
      if (!state.ok) return state;
      if (state.value === 'idle') return ok(undefined);
    }
    return fail('silent');
  }

  return {
    query,
    async speak(text) {
      const begun = await begin(text);
      return begun.ok ? untilSpoken(CHIP_DELAYS.speechBase + CHIP_DELAYS.speechPerByte * text.length) : begun;
    },
  };
}
