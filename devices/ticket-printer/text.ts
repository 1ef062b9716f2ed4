import iconv from 'iconv-lite';
import type { GlyphSource } from './glyphs.ts';

/** A character as the paper will show it. `code` null: only as a picture. Columns: 1 for ASCII, 2 for hanzi. */
export interface PaperChar {
  readonly char: string;
  readonly code: Uint8Array | null;
  readonly columns: 1 | 2;
}

export interface PaperText {
  readonly chars: readonly PaperChar[];
  /** Code points that could not be shown as themselves: printed as 〓, or left out because they are invisible. */
  readonly substituted: readonly number[];
}

/** 〓, the typesetter's mark for a missing character. */
export const MISSING: PaperChar = { char: '〓', code: Uint8Array.of(0xa1, 0xfe), columns: 2 };

const SPACE: PaperChar = { char: ' ', code: Uint8Array.of(0x20), columns: 1 };
const PRIVATE_USE = /\p{Co}/u;
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/u;
const OTHER_SPACE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]/u;
const MARK = /\p{M}/u;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{M}\p{Zl}\p{Zp}\p{Cn}]/u;

/**
 * One line of text, character by character: ASCII as itself, hanzi by their two-byte GBK code, the rest as a picture
 * when a font has it and as 〓 when none has. No byte below 0x20 can come out of it.
 */
export function paperText(text: string, glyphs: GlyphSource): PaperText {
  const chars: PaperChar[] = [];
  const substituted: number[] = [];
  for (const char of composed(text)) {
    const shown = paperChar(char, glyphs);
    if (shown === null || shown === MISSING) substituted.push(char.codePointAt(0) ?? 0);
    if (shown !== null) chars.push(shown);
  }
  return { chars, substituted };
}

/** Columns of a text on paper: the byte length of its GBK code. */
export function columnsOf(chars: readonly PaperChar[]): number {
  return chars.reduce((sum, char) => sum + char.columns, 0);
}

function paperChar(char: string, glyphs: GlyphSource): PaperChar | null {
  if (char === ' ' || OTHER_SPACE.test(char)) return SPACE;
  if (INVISIBLE.test(char)) return null;
  if (char === MISSING.char) return { ...MISSING };
  if (UNPRINTABLE.test(char) || PRIVATE_USE.test(char)) return MISSING;
  const code = gbkCode(char);
  if (code) return { char, code, columns: code.length === 1 ? 1 : 2 };
  return glyphs.has(char.codePointAt(0) ?? 0) ? { char, code: null, columns: 2 } : MISSING;
}

/** The ASCII byte or the two GBK bytes; null for everything a printer's GBK font cannot be asked for. */
function gbkCode(char: string): Uint8Array | null {
  const bytes = iconv.encode(char, 'gbk');
  const [lead = 0, trail = 0] = bytes;
  const ascii = bytes.length === 1 && lead >= 0x20 && lead <= 0x7e;
  const hanzi = bytes.length === 2 && lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail <= 0xfe && trail !== 0x7f;
  // Decoding back uncovers the `?` that iconv-lite writes for a character it does not know.
  if ((!ascii && !hanzi) || iconv.decode(bytes, 'gbk') !== char) return null;
  return Uint8Array.from(bytes);
}

/** Characters one by one; a letter with its combining marks as one where Unicode has a single code for it. */
function* composed(text: string): Generator<string> {
  let held = '';
  for (const char of text) {
    const joined = held !== '' && MARK.test(char) ? (held + char).normalize('NFC') : '';
    if (joined !== '' && [...joined].length === 1) {
      held = joined;
    } else {
      if (held !== '') yield held;
      held = char;
    }
  }
  if (held !== '') yield held;
}
