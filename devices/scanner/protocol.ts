/**
 * What a serial scanner sends, pure bytes: the code itself and, as it is set up, CR, LF or CR LF behind it. There is no
 * check sum and no length. Source: devices.md §7.1.
 */

import { createByteQueue } from '../core/byte-queue.ts';
import type { FrameParser } from '../core/exchange.ts';
import { decodeGb18030 } from '../core/gbk.ts';

/** `any`: CR or LF, whichever comes, or silence. `none`: silence only. The others: exactly this one, silence is a broken code. */
export type Suffix = 'any' | 'cr' | 'lf' | 'crlf' | 'none';

const CR = 0x0d;
const LF = 0x0a;

/** The bytes between two ends, or the news that there were more of them than a code may have. */
export type RawCode = { readonly type: 'code'; readonly bytes: Uint8Array } | { readonly type: 'too-long' };

export interface CodeParser extends FrameParser<RawCode> {
  /** The line has been silent: what has arrived so far, or null when there is nothing. */
  silence(): RawCode | null;
}

function isEnd(suffix: Suffix, byte: number, before: number): boolean {
  switch (suffix) {
    case 'any':
      return byte === CR || byte === LF;
    case 'cr':
      return byte === CR;
    case 'lf':
      return byte === LF;
    case 'crlf':
      return byte === LF && before === CR;
    case 'none':
      return false;
  }
}

/** Cuts the stream into codes. Ends without a code before them, such as the LF of a CR LF, are passed over. */
export function createCodeParser(suffix: Suffix, maxBytes: number): CodeParser {
  const held = createByteQueue();
  // The CR of a CR LF is held for a moment too.
  const limit = maxBytes + 1;
  let overflown = false;
  let before = -1;

  /** What is held without its last `tail` bytes. */
  function take(tail: number): RawCode | null {
    const length = Math.max(0, held.length - tail);
    const tooLong = overflown || length > maxBytes;
    const bytes = held.slice(0, length);
    forget();
    if (tooLong) return { type: 'too-long' };
    return length === 0 ? null : { type: 'code', bytes };
  }

  function forget(): void {
    held.clear();
    overflown = false;
    before = -1;
  }

  function pushByte(byte: number): RawCode | null {
    // The CR of a CR LF is already held.
    if (isEnd(suffix, byte, before)) return take(suffix === 'crlf' ? 1 : 0);
    before = byte;
    if (held.length >= limit) overflown = true;
    else held.push(Uint8Array.of(byte));
    return null;
  }

  return {
    get pending() {
      return held.length;
    },
    push: (chunk) => [...chunk].map(pushByte).filter((code) => code !== null),
    silence: () => take(0),
    reset: forget,
  };
}

export interface CodeText {
  readonly text: string;
  /** Control characters, marks of direction and byte order marks have been taken out: on a screen they lie. */
  readonly controlsRemoved: boolean;
}

const CONTROLS = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Strict UTF-8, else GB18030. Null when the bytes are neither, or UTF-8 that was cut off: read as GB18030 that would be other hanzi. */
export function decodeCode(bytes: Uint8Array): CodeText | null {
  const decoded = decodeUtf8(bytes) ?? (isCutUtf8(bytes) ? null : decodeGb18030(bytes));
  if (decoded === null) return null;
  const text = decoded.replaceAll(CONTROLS, '');
  return { text, controlsRemoved: text !== decoded };
}

function decodeUtf8(bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** Whole characters of several bytes, and then the beginning of one. */
function isCutUtf8(bytes: Uint8Array): boolean {
  return /[^\u0000-\u007f]/.test(decodeUtf8(bytes, true) ?? '');
}
