import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';

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
