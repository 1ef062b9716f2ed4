import { fail, ok } from '../../shared/basics/result.ts';
import type { Result } from '../../shared/basics/result.ts';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { concatBytes } from '../core/bytes.ts';
import { blankBitmap, bytesPerRow, drawBitmap, withoutRealTimeCommands } from './bitmap.ts';
import {
  FEED_AND_CUT, LINE_FEED, PROLOGUE, align, bold, characterSize, feedLines, qrCode, rasterImage,
} from './commands.ts';
import { encodeCode128 } from './code128.ts';
import type { GlyphSource } from './glyphs.ts';
import { MISSING, columnsOf, paperText } from './text.ts';
import type { PaperChar } from './text.ts';
import type { Slip, SlipBlock } from './types.ts';
import { wrapLine } from './wrap.ts';

/** 48 columns: 80 mm paper, 576 dots. 32 columns: 58 mm, 384 dots. */
export interface Paper {
  readonly columns: 32 | 48;
}

export interface EncodedSlip {
  /** Prologue, blocks in order, feed and cut; each part is one block. */
  readonly parts: readonly Uint8Array[];
  /** Code points that the paper does not show as themselves, for the log; each once, ascending. */
  readonly substituted: readonly number[];
}

/** Why a slip cannot be put on paper; a mistake of whoever composed it. */
export type EncodeFailure = { readonly code: 'not-encodable'; readonly reason: string };

type Align = 'left' | 'center' | 'right';
type Size = 1 | 2 | 3 | 4 | 6;
interface LineStyle {
  readonly align: Align;
  readonly size: Size;
  readonly bold: boolean;
}

const PLAIN: LineStyle = { align: 'left', size: 1, bold: false };
const COLUMN_DOTS = 12;
const CELL_DOTS = 24;
/** White above and below a line that is printed as a picture: 24 + 2 × 3 is the usual 30 dots a line. */
const PICTURE_LEADING = 3;
/** More does not fit a symbol that a phone reads from thermal paper. */
const MAX_QR_BYTES = 512;

/** Turns a slip into the bytes of one job. Nothing in them but the commands of this file can be read as a command. */
export function encodeSlip(slip: Slip, paper: Paper, glyphs: GlyphSource): Result<EncodedSlip, EncodeFailure> {
  const substituted = new Set<number>();
  const parts: Uint8Array[] = [PROLOGUE];
  for (const block of slip.blocks) {
    const encoded = encodeBlock(block, paper, glyphs, substituted);
    if (!encoded.ok) return encoded;
    parts.push(encoded.value);
  }
  parts.push(FEED_AND_CUT);
  return ok({ parts, substituted: [...substituted].sort((a, b) => a - b) });
}

function encodeBlock(
  block: SlipBlock, paper: Paper, glyphs: GlyphSource, substituted: Set<number>,
): Result<Uint8Array, EncodeFailure> {
  function prepare(text: string): readonly PaperChar[] {
    const prepared = paperText(text, glyphs);
    prepared.substituted.forEach((codePoint) => substituted.add(codePoint));
    return prepared.chars;
  }
  switch (block.type) {
    case 'text': {
      const style = { align: block.align ?? 'left', size: block.size ?? 1, bold: block.bold ?? false };
      const lines = block.text.split(/\r?\n/).flatMap((line) => wrapLine(prepare(line), Math.floor(paper.columns / style.size)));
      return ok(concatBytes(lines.map((line) => encodeLine(line, style, paper, glyphs))));
    }
    case 'pair': {
      const lines = pairLines(prepare(block.left), prepare(block.right), paper.columns);
      return ok(concatBytes(lines.map((line) => encodeLine(line, PLAIN, paper, glyphs))));
    }
    case 'rule':
      return ok(encodeLine(prepare('-'.repeat(paper.columns)), PLAIN, paper, glyphs));
    case 'feed':
      return Number.isInteger(block.lines) && block.lines >= 1 && block.lines <= 255
        ? ok(feedLines(block.lines))
        : refuse(`feed of ${block.lines} lines`);
    case 'qr':
      return encodeQr(block.payload, block.moduleSize ?? 6);
    case 'code128': {
      const bytes = encodeCode128(block.payload, paper.columns * COLUMN_DOTS);
      return bytes ? ok(concatBytes([align('center'), bytes, align('left')])) : refuse('code128 payload');
    }
    default:
      return assertNever(block);
  }
}

function encodeLine(line: readonly PaperChar[], style: LineStyle, paper: Paper, glyphs: GlyphSource): Uint8Array {
  const codes = line.flatMap((char) => (char.code ? [char.code] : []));
  if (codes.length < line.length) return pictureOfLine(line, style, paper, glyphs);
  const changed = style.size > 1 || style.bold || style.align !== 'left';
  if (!changed) return concatBytes([...codes, LINE_FEED]);
  return concatBytes([
    align(style.align), bold(style.bold), characterSize(style.size), ...codes, LINE_FEED,
    align('left'), bold(false), characterSize(1),
  ]);
}

/**
 * A line with a character outside GBK becomes one picture: GS v 0 is obeyed only at the beginning of a line, so the
 * rare character cannot be set into printed text. The picture spans the paper, because not every model aligns images.
 */
function pictureOfLine(line: readonly PaperChar[], style: LineStyle, paper: Paper, glyphs: GlyphSource): Uint8Array {
  const width = paper.columns * COLUMN_DOTS;
  const height = CELL_DOTS * style.size;
  const picture = blankBitmap(width, height + 2 * PICTURE_LEADING);
  let x = lineStart(width - columnsOf(line) * COLUMN_DOTS * style.size, style.align);
  for (const char of line) {
    const cell = char.columns * COLUMN_DOTS * style.size;
    const glyph = glyphs.glyph(char.char.codePointAt(0) ?? 0, cell, height) ?? glyphs.glyph(MISSING.char.codePointAt(0) ?? 0, cell, height);
    if (glyph) drawBitmap(picture, glyph, x, PICTURE_LEADING);
    x += cell;
  }
  return rasterImage(bytesPerRow(width), picture.height, withoutRealTimeCommands(picture.data));
}

function lineStart(free: number, where: Align): number {
  switch (where) {
    case 'left': return 0;
    case 'center': return Math.floor(free / 2);
    case 'right': return free;
    default: return assertNever(where);
  }
}

/** Left and right on one line with at least one space between; where that does not fit, right on its own line. */
function pairLines(left: readonly PaperChar[], right: readonly PaperChar[], columns: number): PaperChar[][] {
  const gap = columns - columnsOf(left) - columnsOf(right);
  if (gap >= 1) return [[...left, ...spaces(gap), ...right]];
  const flushRight = wrapLine(right, columns).map((line) => [...spaces(columns - columnsOf(line)), ...line]);
  return [...wrapLine(left, columns), ...flushRight];
}

function spaces(count: number): PaperChar[] {
  return Array.from({ length: count }, () => ({ char: ' ', code: Uint8Array.of(0x20), columns: 1 }));
}

function encodeQr(payload: string, moduleSize: number): Result<Uint8Array, EncodeFailure> {
  const bytes = new TextEncoder().encode(payload);
  if (bytes.length === 0 || bytes.length > MAX_QR_BYTES) return refuse(`QR payload of ${bytes.length} bytes`);
  // Control characters could form a real-time command inside the stored data; no payload of ours has any.
  if (/\p{Cc}/u.test(payload)) return refuse('control character in QR payload');
  if (!Number.isInteger(moduleSize) || moduleSize < 1 || moduleSize > 16) return refuse(`QR module size ${moduleSize}`);
  return ok(concatBytes([align('center'), qrCode(bytes, moduleSize), align('left')]));
}

function refuse(reason: string): Result<never, EncodeFailure> {
  return fail({ code: 'not-encodable', reason });
}
