import { openSync } from 'fontkit';
import type { Font } from 'fontkit';
import { fillOutline } from './outline-raster.ts';
import type { Bitmap } from './bitmap.ts';

/** Pictures of characters that the printer's own font does not have. */
export interface GlyphSource {
  has(codePoint: number): boolean;
  /** The character in a cell of that many dots; null when the font lacks it. */
  glyph(codePoint: number, width: number, height: number): Bitmap | null;
}

/** Knows no character: everything outside GBK becomes the visible mark. */
export const noGlyphs: GlyphSource = { has: () => false, glyph: () => null };

/** Glyphs of a TrueType or OpenType file, opened when the first rare character comes (15 ms, 10 MB). */
export function fontGlyphs(file: string): GlyphSource {
  let opened: Font | undefined;
  function font(): Font {
    opened ??= openSync(file);
    return opened;
  }
  return {
    has: (codePoint) => font().hasGlyphForCodePoint(codePoint),
    glyph: (codePoint, width, height) => (font().hasGlyphForCodePoint(codePoint) ? draw(font(), codePoint, width, height) : null),
  };
}

function draw(font: Font, codePoint: number, width: number, height: number): Bitmap {
  const glyph = font.glyphForCodePoint(codePoint);
  // The em square fills the cell's height: 88 % above the baseline, 12 % below, as CJK fonts are drawn.
  const scaleY = height / font.unitsPerEm;
  const advance = glyph.advanceWidth * scaleY;
  const scaleX = advance > width ? (scaleY * width) / advance : scaleY;
  const left = Math.max(0, (width - advance) / 2);
  return fillOutline(glyph.path.commands, { scaleX, scaleY, left, baseline: height * 0.88 }, width, height);
}
