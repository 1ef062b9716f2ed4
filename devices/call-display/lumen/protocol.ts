/**
 * Lumen C-Power / CP5200 "external calls", pure bytes. Source: devices.md §3.3.
 * Body: type | 32 | card | code | data | sum u16 LE. How bodies are put on a line is in the two framing files.
 */

import { concatBytes } from '../../core/bytes.ts';
import type { FrameParser } from '../../core/exchange.ts';

const PACKET_TYPE = { command: 0x68, reply: 0xe8 } as const;
export const CARD_TYPE = 0x32;
const HEADER_LENGTH = 4;
const SUM_LENGTH = 2;

export const SHORTEST_BODY = HEADER_LENGTH + SUM_LENGTH;
/** A card's answers have some ten bytes, the longest command sent here has 230. */
export const LONGEST_BODY = 1024;
/** Any card answers to this number. */
export const ANY_CARD = 0xff;

export interface LumenFrame {
  readonly type: keyof typeof PACKET_TYPE;
  readonly card: number;
  readonly code: number;
  /** A command's begins with the flags, a reply's with the return code. */
  readonly data: Uint8Array;
}

/** The two ways of putting bodies on a line. */
export interface LumenFraming {
  encode(frame: LumenFrame): Uint8Array;
  createParser(): FrameParser<LumenFrame>;
}

/** The sum of all bytes, low byte first. */
function sumBytes(bytes: Uint8Array): Uint8Array {
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  return Uint8Array.of(sum & 0xff, (sum >> 8) & 0xff);
}

export function encodeBody({ type, card, code, data }: LumenFrame): Uint8Array {
  const summed = concatBytes([Uint8Array.of(PACKET_TYPE[type], CARD_TYPE, card, code), data]);
  return concatBytes([summed, sumBytes(summed)]);
}

function typeOf(byte: number | undefined): LumenFrame['type'] | null {
  if (byte === PACKET_TYPE.command) return 'command';
  return byte === PACKET_TYPE.reply ? 'reply' : null;
}

/** Whether a body can begin with these bytes, of which the last ones may not have arrived. */
export function mayBegin(bytes: Uint8Array): boolean {
  const [type, cardType] = bytes;
  return (type === undefined || typeOf(type) !== null) && (cardType === undefined || cardType === CARD_TYPE);
}

/** Null for anything but a whole body with the right sum. */
export function decodeBody(body: Uint8Array): LumenFrame | null {
  const type = typeOf(body[0]);
  const [, cardType, card, code] = body;
  if (type === null || cardType !== CARD_TYPE || card === undefined || code === undefined) return null;
  if (body.length < SHORTEST_BODY) return null;
  const sum = sumBytes(body.subarray(0, -SUM_LENGTH));
  if (body.at(-2) !== sum[0] || body.at(-1) !== sum[1]) return null;
  return { type, card, code, data: body.slice(HEADER_LENGTH, -SUM_LENGTH) };
}
