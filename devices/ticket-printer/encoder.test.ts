import { createRequire } from 'node:module';
import { fromHex, toHex, concatBytes } from '../core/bytes.ts';
import { bytesPerRow, withoutRealTimeCommands } from './bitmap.ts';
import { decodeSlips, slipText } from './decode.ts';
import { encodeSlip } from './encoder.ts';
import { fontGlyphs, noGlyphs } from './glyphs.ts';
import type { SlipBlock } from './types.ts';

const PROLOGUE = '1B 40 1C 26';
const CUT = '1D 56 42 00';
const font = fontGlyphs(createRequire(__filename).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'));

function hexOf(blocks: readonly SlipBlock[], columns: 32 | 48 = 48, glyphs = noGlyphs): string {
  const encoded = encodeSlip({ blocks }, { columns }, glyphs);
  if (!encoded.ok) throw new Error(encoded.error.reason);
  return toHex(concatBytes(encoded.value.parts));
}

function linesOf(blocks: readonly SlipBlock[], columns: 32 | 48 = 48): string[] {
  return fromPaper(hexOf(blocks, columns), columns).map((line) => line.trimEnd());
}

function fromPaper(hex: string, columns: number): string[] {
  return decodeSlips(fromHex(hex), { columns, chineseAtPowerOn: false }).flatMap(({ items }) =>
    items.flatMap((item) => (item.type === 'line' ? [item.runs.map((run) => run.text).join('')] : [])));
}

function substitutedOf(text: string, glyphs = noGlyphs): readonly number[] {
  const encoded = encodeSlip({ blocks: [{ type: 'text', text }] }, { columns: 48 }, glyphs);
  return encoded.ok ? encoded.value.substituted : [];
}

describe('bytes, written out from the command reference', () => {
  test.each<[string, SlipBlock, string]>([
    ['plain text', { type: 'text', text: '中文A' }, 'D6 D0 CE C4 41 0A'],
    ['a character that GBK has and cp936 has not', { type: 'text', text: '䶮' }, 'FE 9F 0A'],
    ['large, bold, centred', { type: 'text', text: 'A', size: 4, bold: true, align: 'center' },
      '1B 61 01 1B 45 01 1C 21 0C 1D 21 33 41 0A 1B 61 00 1B 45 00 1C 21 00 1D 21 00'],
    ['double, flush right', { type: 'text', text: '中', size: 2, align: 'right' },
      '1B 61 02 1B 45 00 1C 21 0C 1D 21 11 D6 D0 0A 1B 61 00 1B 45 00 1C 21 00 1D 21 00'],
    ['pair', { type: 'pair', left: '窗口', right: '3' }, `B4 B0 BF DA ${'20 '.repeat(43)}33 0A`],
    ['rule', { type: 'rule' }, `${'2D '.repeat(48)}0A`],
    ['feed', { type: 'feed', lines: 3 }, '1B 64 03'],
    ['QR in UTF-8 with the byte length', { type: 'qr', payload: '办事', moduleSize: 6 },
      '1B 61 01 1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 '
      + '1D 28 6B 09 00 31 50 30 E5 8A 9E E4 BA 8B 1D 28 6B 03 00 31 51 30 1B 61 00'],
    ['Code 128 in set B', { type: 'code128', payload: 'A001' },
      '1B 61 01 1D 68 50 1D 77 02 1D 48 02 1D 6B 49 06 7B 42 41 30 30 31 1B 61 00'],
    ['Code 128 doubles a brace', { type: 'code128', payload: 'A{1' },
      '1B 61 01 1D 68 50 1D 77 02 1D 48 02 1D 6B 49 06 7B 42 41 7B 7B 31 1B 61 00'],
    ['Code 128 packs digits', { type: 'code128', payload: '20260305' },
      '1B 61 01 1D 68 50 1D 77 02 1D 48 02 1D 6B 49 06 7B 43 14 1A 03 05 1B 61 00'],
    ['Code 128 never forms DLE EOT from the digits 16 04', { type: 'code128', payload: '160401' },
      '1B 61 01 1D 68 50 1D 77 02 1D 48 02 1D 6B 49 08 7B 42 31 36 30 34 30 31 1B 61 00'],
  ])('%s', (_name, block, expected) => {
    expect(hexOf([block])).toBe(`${PROLOGUE} ${expected} ${CUT}`);
  });

  test.each<[string, SlipBlock]>([
    ['empty QR', { type: 'qr', payload: '' }],
    ['QR that no phone reads from a slip', { type: 'qr', payload: 'x'.repeat(513) }],
    ['control characters in a QR', { type: 'qr', payload: 'a\u0010\u0004\u0001' }],
    ['QR module of no size', { type: 'qr', payload: 'a', moduleSize: 0 }],
    ['hanzi in Code 128', { type: 'code128', payload: '号' }],
    ['Code 128 wider than the paper', { type: 'code128', payload: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' }],
    ['feed of nothing', { type: 'feed', lines: 0 }],
    ['feed beyond a byte', { type: 'feed', lines: 256 }],
  ])('refused: %s', (_name, block) => {
    expect(encodeSlip({ blocks: [block] }, { columns: 48 }, noGlyphs)).toMatchObject({ ok: false, error: { code: 'not-encodable' } });
  });
});

describe('folding', () => {
  test('hanzi count two columns', () => {
    expect(linesOf([{ type: 'text', text: '一二三四五六七八九十甲乙丙丁戊己庚' }], 32)).toEqual(['一二三四五六七八九十甲乙丙丁戊己', '庚']);
  });

  test('no line begins with closing punctuation or ends with opening punctuation', () => {
    expect(linesOf([{ type: 'text', text: '一二三四五六七八九十甲乙丙丁戊己。完' }], 32)).toEqual(['一二三四五六七八九十甲乙丙丁戊', '己。完']);
    expect(linesOf([{ type: 'text', text: '一二三四五六七八九十甲乙丙丁戊己！》）完' }], 32)).toEqual(['一二三四五六七八九十甲乙丙丁戊', '己！》）完']);
    expect(linesOf([{ type: 'text', text: '一二三四五六七八九十甲乙丙丁戊（己）' }], 32)).toEqual(['一二三四五六七八九十甲乙丙丁戊', '（己）']);
  });

  test('punctuation alone still gets through', () => {
    expect(linesOf([{ type: 'text', text: '，'.repeat(17) }], 32)).toEqual(['，'.repeat(16), '，']);
  });

  test('times and words stay whole, a word longer than the line is cut up', () => {
    expect(linesOf([{ type: 'text', text: '一二三四五六七八九十甲乙丙丁戊14:30到' }], 32)).toEqual(['一二三四五六七八九十甲乙丙丁戊', '14:30到']);
    expect(linesOf([{ type: 'text', text: 'x'.repeat(33) }], 32)).toEqual(['x'.repeat(32), 'x']);
  });

  test('large text folds at its own width; line breaks are kept', () => {
    expect(linesOf([{ type: 'text', text: '甲乙丙丁戊', size: 4 }], 32)).toEqual(['甲乙丙丁', '戊']);
    expect(linesOf([{ type: 'text', text: '上\r\n\n下' }])).toEqual(['上', '', '下']);
  });

  test('a pair that does not fit puts the right text on its own line, flush right', () => {
    const lines = fromPaper(hexOf([{ type: 'pair', left: '业务', right: '一二三四五六七八九十甲乙丙丁戊' }], 32), 32);
    expect(lines).toEqual(['业务', '  一二三四五六七八九十甲乙丙丁戊']);
  });
});

describe('characters that are not in GBK', () => {
  test('become the visible mark without a font, and are reported', () => {
    expect(linesOf([{ type: 'text', text: '张㐀😀三' }])).toEqual(['张〓〓三']);
    expect(substitutedOf('张㐀😀三')).toEqual([0x3400, 0x1f600]);
  });

  test('turn their line into a picture when the font has them; only what it lacks is marked', () => {
    const [slip] = decodeSlips(fromHex(hexOf([{ type: 'text', text: '张㐀' }, { type: 'text', text: '李四' }], 48, font)), { columns: 48, chineseAtPowerOn: false });
    expect(slip && slipText(slip).lines).toEqual(['[图]', '李四']);
    const image = slip?.items[0];
    expect(image).toMatchObject({ type: 'image', bitmap: { width: 576, height: 30 } });
    expect(substitutedOf('张㐀😀', font)).toEqual([0x1f600]);
  });

  test.each<[string, string, string, readonly number[]]>([
    ['escape and group separator', 'a\u001b@\u001dV\u0000b', 'a〓@〓V〓b', [0, 0x1b, 0x1d]],
    ['lone surrogates', 'a\ud842b\udc00', 'a〓b〓', [0xd842, 0xdc00]],
    ['right-to-left override and zero-width joiner leave nothing', 'a\u202eb\u200d\ufeffc', 'abc', [0x200d, 0x202e, 0xfeff]],
    ['private use is not what a font happens to hold there', 'a\ue000b', 'a〓b', [0xe000]],
    ['the euro sign is no two-byte code', 'a€', 'a〓', [0x20ac]],
    ['a question mark is itself', 'a?', 'a?', []],
    ['tab and no-break space', 'a\tb\u00a0c', 'a b c', []],
    ['composed accents', 'e\u0301', 'é', []],
    ['middle dot of a minority name', '买买提·艾力', '买买提·艾力', []],
  ])('%s', (_name, text, shown, substituted) => {
    expect(linesOf([{ type: 'text', text }])).toEqual([shown]);
    expect(substitutedOf(text)).toEqual(substituted);
  });

  test('no code point puts a control byte on the wire', () => {
    const allowed = new Set([0x0a]);
    const wrong: number[] = [];
    for (let codePoint = 0; codePoint <= 0x2ffff; codePoint += 1) {
      if (codePoint === 0x0a) continue;
      const encoded = encodeSlip({ blocks: [{ type: 'text', text: String.fromCodePoint(codePoint) }] }, { columns: 48 }, noGlyphs);
      const text = encoded.ok ? encoded.value.parts[1] : undefined;
      if (!text || text.some((byte) => (byte < 0x20 && !allowed.has(byte)) || byte === 0x7f)) wrong.push(codePoint);
    }
    expect(wrong).toEqual([]);
  });
});

describe('real-time commands inside an image', () => {
  test.each([
    ['10 04 01', '30 04 01'],
    ['10 05 02', '30 05 02'],
    ['10 14 08', '30 14 08'],
    ['10 10 04', '10 30 04'],
    ['04 10 03', '04 10 03'],
  ])('%s is sent as %s', (data, expected) => {
    expect(toHex(withoutRealTimeCommands(fromHex(data)))).toBe(expected);
  });

  test('no rare character produces one', () => {
    const harmful = /10 (04|05|14)/;
    const chars = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x3400 + i));
    for (let at = 0; at < chars.length; at += 24) {
      expect(hexOf([{ type: 'text', text: chars.slice(at, at + 24).join('') }], 48, font)).not.toMatch(harmful);
    }
  });
});

test('a glyph is drawn upright: the bar of 一 lies in the middle, 丨 stands', () => {
  const bar = font.glyph('一'.charCodeAt(0), 24, 24);
  if (!bar) throw new Error('the font lacks 一');
  const inkRows = Array.from({ length: 24 }, (_, y) => bar.data.subarray(y * bytesPerRow(24), (y + 1) * bytesPerRow(24)).some((byte) => byte !== 0));
  expect(inkRows.indexOf(true)).toBeGreaterThan(8);
  expect(inkRows.lastIndexOf(true)).toBeLessThan(16);
  expect(font.glyph(0x1f600, 24, 24)).toBeNull();
});
