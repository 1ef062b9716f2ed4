/**
 * Onbon 仰邦 BX-5K / BX-6K font cards (字库卡), pure bytes. Source: devices.md §3.1.
 * Frame: A5 ×8 | escaped(header 14 bytes + data + CRC-16/ARC LE) | 5A.
 */

import { concatBytes } from '../../core/bytes.ts';
import type { FrameParser } from '../../core/exchange.ts';

const START = 0xa5;
const END = 0x5a;
const PREAMBLE_LENGTH = 8;
const HEADER_LENGTH = 14;
const CRC_LENGTH = 2;
const PROTOCOL_VERSION = 0x02;
/** Escaped body; a card's own answers have 21 bytes, the longest frame sent here is far below. */
const MAX_BODY = 4096;

/** Any screen answers to this number. */
export const ANY_SCREEN = 0xfffe;
/** The number the host signs with. */
export const HOST_ADDRESS = 0x8000;
export const ANY_DEVICE_TYPE = 0xfe;

export interface OnbonFrame {
  /** Screen number, or HOST_ADDRESS in an answer. */
  readonly destination: number;
  readonly source: number;
  readonly deviceType: number;
  /** Command group, command and parameters, unescaped. */
  readonly data: Uint8Array;
}

/** CRC-16/ARC: polynomial A001 reflected, initial value 0. */
export function crc16Arc(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

const ESCAPED: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0xa5, [0xa6, 0x02]],
  [0xa6, [0xa6, 0x01]],
  [0x5a, [0x5b, 0x02]],
  [0x5b, [0x5b, 0x01]],
]);

export function escapeBytes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const byte of bytes) out.push(...(ESCAPED.get(byte) ?? [byte]));
  return Uint8Array.from(out);
}

function unescapePair(first: number, second: number): number | null {
  if (second === 0x01) return first;
  if (second === 0x02) return first - 1;
  return null;
}

/** Null where an escape is cut off or unknown. */
export function unescapeBytes(bytes: Uint8Array): Uint8Array | null {
  const out: number[] = [];
  let escape: number | null = null;
  for (const byte of bytes) {
    if (escape !== null) {
      const original = unescapePair(escape, byte);
      if (original === null) return null;
      out.push(original);
      escape = null;
    } else if (byte === 0xa6 || byte === 0x5b) {
      escape = byte;
    } else {
      out.push(byte);
    }
  }
  return escape === null ? Uint8Array.from(out) : null;
}

export function encodeFrame(frame: OnbonFrame): Uint8Array {
  const body = Buffer.alloc(HEADER_LENGTH + frame.data.length + CRC_LENGTH);
  body.writeUInt16LE(frame.destination, 0);
  body.writeUInt16LE(frame.source, 2);
  body.writeUInt8(frame.deviceType, 10);
  body.writeUInt8(PROTOCOL_VERSION, 11);
  body.writeUInt16LE(frame.data.length, 12);
  body.set(frame.data, HEADER_LENGTH);
  body.writeUInt16LE(crc16Arc(body.subarray(0, -CRC_LENGTH)), body.length - CRC_LENGTH);
  return concatBytes([new Uint8Array(PREAMBLE_LENGTH).fill(START), escapeBytes(body), Uint8Array.of(END)]);
}

/** Null for anything but a whole frame with the right length and CRC. The CRC field FFFF is no exception here. */
function decodeBody(escaped: Uint8Array): OnbonFrame | null {
  const bytes = unescapeBytes(escaped);
  if (bytes === null || bytes.length < HEADER_LENGTH + CRC_LENGTH) return null;
  const body = Buffer.from(bytes);
  const data = body.subarray(HEADER_LENGTH, -CRC_LENGTH);
  if (body.readUInt16LE(12) !== data.length) return null;
  if (body.readUInt16LE(body.length - CRC_LENGTH) !== crc16Arc(body.subarray(0, -CRC_LENGTH))) return null;
  return {
    destination: body.readUInt16LE(0),
    source: body.readUInt16LE(2),
    deviceType: body.readUInt8(10),
    data: Uint8Array.from(data),
  };
}

/**
 * Puts frames together from chunks of any size. A start mark always begins anew and an end mark always ends, because
 * neither can occur inside an escaped body; a damaged frame therefore never swallows the one after it.
 */
export function createOnbonParser(): FrameParser<OnbonFrame> {
  let body: number[] | null = null;

  function take(byte: number): OnbonFrame | null {
    if (byte === START) {
      body = [];
      return null;
    }
    if (body === null) return null;
    if (byte === END) {
      const frame = decodeBody(Uint8Array.from(body));
      body = null;
      return frame;
    }
    body.push(byte);
    if (body.length > MAX_BODY) body = null;
    return null;
  }

  return {
    get pending() {
      return body?.length ?? 0;
    },
    push(chunk) {
      const frames: OnbonFrame[] = [];
      for (const byte of chunk) {
        const frame = take(byte);
        if (frame !== null) frames.push(frame);
      }
      return frames;
    },
    reset: () => void (body = null),
  };
}
