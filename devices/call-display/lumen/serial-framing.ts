import { concatBytes } from '../../core/bytes.ts';
import type { FrameParser } from '../../core/exchange.ts';
import { LONGEST_BODY, decodeBody, encodeBody, type LumenFrame, type LumenFraming } from './protocol.ts';

const START = 0xa5;
const END = 0xae;
const ESCAPE = 0xaa;
/** `AA 05` stands for A5, and so on: the second byte is the low half of the first. */
const ESCAPED: ReadonlyMap<number, number> = new Map([START, END, ESCAPE].map((byte) => [byte & 0x0f, byte]));

export function escapeBytes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) {
    if (ESCAPED.get(byte & 0x0f) === byte) out.push(ESCAPE, byte & 0x0f);
    else out.push(byte);
  }
  return Uint8Array.from(out);
}

/** Null where an escape is cut off or unknown. */
export function unescapeBytes(bytes: Uint8Array): Uint8Array | null {
  const out: number[] = [];
  let escaping = false;
  for (const byte of bytes) {
    if (!escaping && byte === ESCAPE) {
      escaping = true;
      continue;
    }
    const plain = escaping ? ESCAPED.get(byte) : byte;
    if (plain === undefined) return null;
    out.push(plain);
    escaping = false;
  }
  return escaping ? null : Uint8Array.from(out);
}

/**
 * Puts frames together from chunks of any size. A start mark always begins anew and an end mark always ends, because
 * neither can occur inside an escaped body; a damaged frame therefore never swallows the one after it.
 */
function createParser(): FrameParser<LumenFrame> {
  let escaped: number[] | null = null;

  function end(): LumenFrame | null {
    const body = escaped === null ? null : unescapeBytes(Uint8Array.from(escaped));
    escaped = null;
    return body === null ? null : decodeBody(body);
  }

  function take(byte: number): LumenFrame | null {
    if (byte === END) return end();
    if (byte === START) escaped = [];
    else escaped?.push(byte);
    // Escaping at most doubles a body.
    if (escaped !== null && escaped.length > 2 * LONGEST_BODY) escaped = null;
    return null;
  }

  return {
    get pending() {
      return escaped?.length ?? 0;
    },
    push(chunk) {
      const frames: LumenFrame[] = [];
      for (const byte of chunk) {
        const frame = take(byte);
        if (frame !== null) frames.push(frame);
      }
      return frames;
    },
    reset: () => void (escaped = null),
  };
}

/** Serial lines: `A5 | escaped body | AE`. */
export const SERIAL_FRAMING: LumenFraming = {
  encode: (frame) => concatBytes([Uint8Array.of(START), escapeBytes(encodeBody(frame)), Uint8Array.of(END)]),
  createParser,
};
