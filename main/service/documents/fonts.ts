import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { openSync, type Font } from 'fontkit';

/** TrueType files for the PDFs; the writer embeds only the glyphs a document uses. */
export interface DocumentFonts {
  readonly body: string;
  readonly bold: string;
  readonly title: string;
}

/** Noto Sans/Serif SC (OFL) from their packages, found from the project's root. */
export function documentFonts(root: string): DocumentFonts {
  const require = createRequire(join(root, 'package.json'));
  const sans = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const serif = dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json'));
  return {
    body: join(sans, '400Regular', 'NotoSansSC_400Regular.ttf'),
    bold: join(sans, '500Medium', 'NotoSansSC_500Medium.ttf'),
    title: join(serif, '700Bold', 'NotoSerifSC_700Bold.ttf'),
  };
}

const opened = new Map<string, Font>();

/**
 * The font of a file, opened once a process and kept: reading it and its tables of 30,000 glyphs takes ten times as long as
 * a letter. A letter takes a subset of it and changes nothing in it.
 */
export function openFont(path: string): Font {
  const font = opened.get(path) ?? openSync(path);
  opened.set(path, font);
  return font;
}

/** Reads the tables every letter needs, so that not the first citizen waits for them. */
export function warmFonts({ body, bold, title }: DocumentFonts): void {
  for (const path of [body, bold, title]) {
    // A font without it is no Chinese font; asking for its width reads the tables.
    if (!(openFont(path).glyphForCodePoint(SOME_CHARACTER).advanceWidth > 0)) throw new Error(`${path} has no Chinese characters`);
  }
}

const SOME_CHARACTER = 0x4e00;
