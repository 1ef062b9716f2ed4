import { assertNever } from '../../../shared/basics/assert-never.ts';
import { concatBytes } from '../../core/bytes.ts';
import type { LumenFrame } from './protocol.ts';

/** Command codes (devices.md §3.3). */
export const CODE = { version: 0x2e, call: 0x7b } as const;
/** Function of an external call. */
export const STATIC_TEXT = 0x04;
/** Bit 0 of the flags. */
export const REPLY_WANTED = 0x01;

/** What the card says in its return code. */
export const RETURN_CODES: ReadonlyMap<number, string> = new Map([
  [1, '校验错误'],
  [2, '包序号错误'],
]);

/** Pixel heights of the card's fonts; the position is the code. */
export const FONT_HEIGHTS: readonly number[] = [8, 12, 16, 24, 32, 40, 48, 56];

type LumenColour = 'red' | 'green' | 'yellow';

interface StaticText {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly fontCode: number;
  readonly colour: LumenColour;
  /** GB2312 or GBK without a byte 00, which ends the text. */
  readonly text: Uint8Array;
}

export function versionFrame(card: number): LumenFrame {
  return { type: 'command', card, code: CODE.version, data: Uint8Array.of(REPLY_WANTED) };
}

function callFrame(card: number, call: Uint8Array): LumenFrame {
  const onlyPacket = [0, 0];
  const data = concatBytes([Uint8Array.of(REPLY_WANTED, call.length & 0xff, call.length >> 8, ...onlyPacket), call]);
  return { type: 'command', card, code: CODE.call, data };
}

function rgb(colour: LumenColour): readonly [number, number, number] {
  switch (colour) {
    case 'red':
      return [0xff, 0, 0];
    case 'green':
      return [0, 0xff, 0];
    case 'yellow':
      return [0xff, 0xff, 0];
    default:
      return assertNever(colour);
  }
}

/** Puts a standing text into window 0 at the upper left corner; it stays until the next one. */
export function staticTextFrame(card: number, { width, height, fontCode, colour, text }: StaticText): LumenFrame {
  const window = 0;
  const plainText = 1;
  // As in the worked example; the meaning of the other values is not known.
  const align = 1;
  const call = Buffer.alloc(16);
  call.set([STATIC_TEXT, window, plainText, align]);
  call.writeUInt16BE(width, 8);
  call.writeUInt16BE(height, 10);
  call.set([fontCode, ...rgb(colour)], 12);
  return callFrame(card, concatBytes([call, text, Uint8Array.of(0)]));
}
