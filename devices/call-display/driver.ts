import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { Exchange } from '../core/exchange.ts';
import { pingFrame, powerFrame, readReply, textFrame } from './commands.ts';
import type { CardFamily } from './commands.ts';
import { ANY_SCREEN } from './protocol.ts';
import type { OnbonFrame } from './protocol.ts';

/** The maker's own time-out for an answer. */
export const REPLY_TIMEOUT_MS = 3_000;

/** Width of half a hanzi in the 16-pixel font; a hanzi is two GB2312 bytes. */
const BYTE_WIDTH = 8;

export type CardFailure =
  | { readonly cause: 'silent' | 'disconnected' }
  | { readonly cause: 'refused'; readonly error: number };

export interface CardSettings {
  /** ANY_SCREEN, or the only screen whose answers count. */
  readonly screen: number;
  readonly family: CardFamily;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** One method per command. The caller sends one at a time: an answer does not say which command it is for. */
export interface CardDriver {
  ping(): Promise<Result<void, CardFailure>>;
  powerOn(): Promise<Result<void, CardFailure>>;
  /** `text` in GB2312. What does not fit on the screen runs through from right to left. */
  show(text: Uint8Array): Promise<Result<void, CardFailure>>;
}

export function createCardDriver(exchange: Exchange<OnbonFrame>, settings: CardSettings): CardDriver {
  const { screen, family, width, height } = settings;

  function isAnswer(frame: OnbonFrame): boolean {
    return (screen === ANY_SCREEN || frame.source === screen) && readReply(frame) !== null;
  }

  async function command(bytes: Uint8Array): Promise<Result<void, CardFailure>> {
    const answer = await exchange.request(bytes, { timeoutMs: REPLY_TIMEOUT_MS, matches: isAnswer });
    if (!answer.ok) return fail({ cause: answer.error === 'disconnected' ? 'disconnected' : 'silent' });
    const reply = readReply(answer.value);
    return reply?.type === 'nack' ? fail({ cause: 'refused', error: reply.error }) : ok(undefined);
  }

  return {
    ping: () => command(pingFrame(screen)),
    powerOn: () => command(powerFrame(screen, true)),
    show(text) {
      const motion = text.length * BYTE_WIDTH > width ? 'left' : 'static';
      return command(textFrame(screen, { family, width, height, motion, text }));
    },
  };
}
