import type { Clock } from '../../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import { createExchange } from '../../core/exchange.ts';
import type { Connection } from '../../core/link.ts';
import type { CardDriver, CardFailure, CardProtocol } from '../card-protocol.ts';
import type { OnbonOptions } from '../options.ts';
import { encodeStripText, notEncodable } from '../strip-text.ts';
import type { DisplayFailure } from '../types.ts';
import { BUSY_ERROR, CARD_ERRORS, pingFrame, powerFrame, readReply, textFrame } from './commands.ts';
import { ANY_SCREEN, createOnbonParser } from './protocol.ts';
import type { OnbonFrame } from './protocol.ts';

/** The maker's own time-out for an answer. */
const REPLY_TIMEOUT_MS = 3_000;

/** Width of half a hanzi in the 16-pixel font; a hanzi is two GB2312 bytes. */
const BYTE_WIDTH = 8;

function refusal(error: number): CardFailure {
  const advice = error === BUSY_ERROR ? '系统会自动重试' : '请检查控制卡的设置和字库';
  return { cause: 'refused', reason: CARD_ERRORS.get(error) ?? `错误码 ${error}`, advice };
}

/** A strip driven by an Onbon font card. An answer does not say which command it is for. */
export function createOnbonProtocol(settings: OnbonOptions): CardProtocol {
  const { screen, family, width, height, charset } = settings;

  function encode(text: string): Result<Uint8Array, DisplayFailure> {
    const encoded = encodeStripText(text, charset);
    // A backslash starts an in-text command of the card (\C2 colour, \FO font), and there is no way to escape it.
    return encoded.ok && text.includes('\\') ? notEncodable('窗口屏不能显示反斜杠，请改用其他文字') : encoded;
  }

  function isAnswer(frame: OnbonFrame): boolean {
    return (screen === ANY_SCREEN || frame.source === screen) && readReply(frame) !== null;
  }

  function openDriver(connection: Connection, clock: Clock): CardDriver {
    const exchange = createExchange(connection, createOnbonParser(), clock);

    async function command(bytes: Uint8Array): Promise<Result<void, CardFailure>> {
      const answer = await exchange.request(bytes, { timeoutMs: REPLY_TIMEOUT_MS, matches: isAnswer });
      if (!answer.ok) return fail({ cause: answer.error === 'disconnected' ? 'disconnected' : 'silent' });
      const reply = readReply(answer.value);
      return reply?.type === 'nack' ? fail(refusal(reply.error)) : ok(undefined);
    }

    return {
      // Another program may have left the strip dark, and a dark strip answers pings all the same.
      begin: () => command(powerFrame(screen, true)),
      ping: () => command(pingFrame(screen)),
      show(text) {
        // What does not fit on the screen runs through from right to left.
        const motion = text.length * BYTE_WIDTH > width ? 'left' : 'static';
        return command(textFrame(screen, { family, width, height, motion, text }));
      },
    };
  }

  return { answers: true, encode, openDriver };
}
