/**
 * Simple digit boards, pure bytes. Source: devices.md §3.5; most are private variants of it, so the form is set up.
 * Frame: fixed prefix | digits | check over all before it. The board never answers.
 */

import { assertNever } from '../../../shared/basics/assert-never.ts';
import { concatBytes, sumOf, xorOf } from '../../core/bytes.ts';
import type { FrameParser } from '../../core/exchange.ts';

export interface BoardFormat {
  /** What every frame begins with, often the board's number. */
  readonly prefix: Uint8Array;
  /** ASCII characters; two digits a byte; or the value as u16 BE. */
  readonly encoding: 'ascii' | 'bcd' | 'binary';
  /** How many digits the board has. */
  readonly places: number;
  /** Low byte of the sum, exclusive or, or nothing. */
  readonly check: 'sum' | 'xor' | 'none';
}

const LARGEST_BINARY = 0xffff;
const BLANK_NIBBLE = 'F';

/** Whether so many digits have room on the board. */
export function fitsBoard(format: BoardFormat, digits: string): boolean {
  return digits.length <= format.places && (format.encoding !== 'binary' || Number(digits) <= LARGEST_BINARY);
}

/** Nothing to show: spaces, or the BCD digit F; a binary board has no such thing and shows 0. */
function encodeDigits({ encoding, places }: BoardFormat, digits: string | null): Uint8Array {
  switch (encoding) {
    case 'ascii':
      return Buffer.from(digits?.padStart(places, '0') ?? ' '.repeat(places), 'latin1');
    case 'bcd': {
      const nibbles = places + (places % 2);
      return Buffer.from(digits?.padStart(nibbles, '0') ?? BLANK_NIBBLE.repeat(nibbles), 'hex');
    }
    case 'binary': {
      const value = Number(digits ?? 0);
      return Uint8Array.of(value >> 8, value & 0xff);
    }
    default:
      return assertNever(encoding);
  }
}

function checkOf(check: BoardFormat['check'], bytes: Uint8Array): Uint8Array {
  switch (check) {
    case 'sum':
      return Uint8Array.of(sumOf(bytes));
    case 'xor':
      return Uint8Array.of(xorOf(bytes));
    case 'none':
      return new Uint8Array(0);
    default:
      return assertNever(check);
  }
}

/** Shows these digits, which fit, with zeros in front; null for none. */
export function boardFrame(format: BoardFormat, digits: string | null): Uint8Array {
  const shown = concatBytes([format.prefix, encodeDigits(format, digits)]);
  return concatBytes([shown, checkOf(format.check, shown)]);
}

/** What a person then reads; empty where the board is dark, null where it makes no sense. */
function decodeDigits({ encoding, places }: BoardFormat, bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes);
  const plain = encoding === 'binary' ? String(buffer.readUInt16BE()) : buffer.toString(encoding === 'bcd' ? 'hex' : 'latin1');
  if (encoding !== 'binary' && /^( +|f+)$/.test(plain)) return '';
  const digits = plain.replace(/^0+(?=\d)/, '').padStart(places, '0');
  return /^\d+$/.test(digits) && digits.length === places ? digits : null;
}

/** The board's side. There is no start mark: after damage it looks byte by byte for the next frame. */
export function createBoardParser(format: BoardFormat): FrameParser<string> {
  const prefixLength = format.prefix.length;
  const length = boardFrame(format, null).length;
  const digitsEnd = length - checkOf(format.check, format.prefix).length;
  let held: Uint8Array = new Uint8Array(0);

  function read(frame: Uint8Array): string | null {
    if (!format.prefix.every((byte, i) => frame[i] === byte)) return null;
    const [check] = checkOf(format.check, frame.subarray(0, digitsEnd));
    if (check !== frame[digitsEnd]) return null;
    return decodeDigits(format, frame.subarray(prefixLength, digitsEnd));
  }

  return {
    get pending() {
      return held.length;
    },
    push(chunk) {
      held = concatBytes([held, chunk]);
      const shown: string[] = [];
      while (held.length >= length) {
        const digits = read(held.subarray(0, length));
        if (digits !== null) shown.push(digits);
        held = held.subarray(digits === null ? 1 : length);
      }
      return shown;
    },
    reset: () => void (held = new Uint8Array(0)),
  };
}
