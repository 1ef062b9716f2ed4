import type { Clock } from '../../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import { createExchange } from '../../core/exchange.ts';
import type { Connection } from '../../core/link.ts';
import type { CardDriver, CardFailure, CardProtocol } from '../card-protocol.ts';
import type { LumenOptions } from '../options.ts';
import { encodeStripText, notEncodable } from '../strip-text.ts';
import type { DisplayFailure } from '../types.ts';
import { FONT_HEIGHTS, RETURN_CODES, staticTextFrame, versionFrame } from './commands.ts';
import { NETWORK_FRAMING } from './network-framing.ts';
import { ANY_CARD, type LumenFrame, type LumenFraming } from './protocol.ts';
import { SERIAL_FRAMING } from './serial-framing.ts';

/** How long an answer may take; nothing is documented. */
const REPLY_TIMEOUT_MS = 3_000;
/** The smallest font hanzi can be read in. */
const SMALLEST_HEIGHT = 12;

/** The framing of a strip at this address, unless its settings name one. */
export function framingFor(settings: Pick<LumenOptions, 'framing'>, address: string): LumenFraming {
  const framing = settings.framing ?? (address.startsWith('tcp:') ? 'network' : 'serial');
  return framing === 'network' ? NETWORK_FRAMING : SERIAL_FRAMING;
}

/** A byte of text is half as wide as the font is high. */
function widthOf(bytes: number, fontHeight: number): number {
  return (bytes * fontHeight) / 2;
}

/** Code of the largest font in which a text of so many bytes fits on the strip, or null. */
export function fittingFont(bytes: number, strip: { readonly width: number; readonly height: number }): number | null {
  const code = FONT_HEIGHTS.findLastIndex(
    (height) => height >= SMALLEST_HEIGHT && height <= strip.height && widthOf(bytes, height) <= strip.width,
  );
  return code === -1 ? null : code;
}

function refusal(returnCode: number): CardFailure {
  const reason = RETURN_CODES.get(returnCode) ?? `错误码 ${returnCode}`;
  return { cause: 'refused', reason, advice: '系统会自动重试；一直这样请检查控制卡的设置' };
}

/** A strip driven by a Lumen C-Power card. An answer names its command: an answer to another one does not count. */
export function createLumenProtocol(settings: LumenOptions, address: string): CardProtocol {
  const { card, width, height, colour, charset } = settings;
  const framing = framingFor(settings, address);

  function encode(text: string): Result<Uint8Array, DisplayFailure> {
    const encoded = encodeStripText(text, charset);
    if (!encoded.ok || fittingFont(encoded.value.length, settings) !== null) return encoded;
    // A standing text that is too wide would be cut off, and half a number is worse than none.
    return notEncodable(`这块窗口屏一行最多显示 ${Math.floor(width / SMALLEST_HEIGHT)} 个汉字，请缩短显示内容`);
  }

  function openDriver(connection: Connection, clock: Clock): CardDriver {
    const exchange = createExchange(connection, framing.createParser(), clock);

    async function ask(frame: LumenFrame): Promise<Result<LumenFrame, CardFailure>> {
      const answer = await exchange.request(framing.encode(frame), {
        timeoutMs: REPLY_TIMEOUT_MS,
        matches: (reply) => reply.type === 'reply' && reply.code === frame.code && (card === ANY_CARD || reply.card === card),
      });
      return answer.ok ? answer : fail({ cause: answer.error === 'disconnected' ? 'disconnected' : 'silent' });
    }

    /** Any answer proves that the card is there; what it says about its version is not looked at. */
    async function ping(): Promise<Result<void, CardFailure>> {
      const answer = await ask(versionFrame(card));
      return answer.ok ? ok(undefined) : answer;
    }

    async function show(text: Uint8Array): Promise<Result<void, CardFailure>> {
      const fontCode = fittingFont(text.length, settings);
      if (fontCode === null) throw new Error('a text that has been encoded fits on the strip');
      const answer = await ask(staticTextFrame(card, { width, height, fontCode, colour, text }));
      if (!answer.ok) return answer;
      // An answer without a return code is no proof that the text stands there.
      const [returnCode] = answer.value.data;
      if (returnCode === undefined) return fail({ cause: 'silent' });
      return returnCode === 0 ? ok(undefined) : fail(refusal(returnCode));
    }

    return { begin: ping, ping, show };
  }

  return { answers: true, encode, openDriver };
}
