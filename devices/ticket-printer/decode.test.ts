import { concatBytes, fromHex } from '../core/bytes.ts';
import { decodeSlips, slipText } from './decode.ts';
import { encodeSlip } from './encoder.ts';
import { noGlyphs } from './glyphs.ts';
import { renderSlip } from './render.ts';
import type { Slip } from './types.ts';

const PAPER = { columns: 48, chineseAtPowerOn: false };

function bytesOf(slip: Slip): Uint8Array {
  const encoded = encodeSlip(slip, { columns: 48 }, noGlyphs);
  if (!encoded.ok) throw new Error(encoded.error.reason);
  return concatBytes(encoded.value.parts);
}

test('what was put in can be read from the paper', () => {
  const [slip, ...more] = decodeSlips(bytesOf({ blocks: [
    { type: 'text', text: '云山县政务服务中心', align: 'center' },
    { type: 'text', text: 'A012', size: 6, bold: true, align: 'center' },
    { type: 'qr', payload: '办事 A012' },
    { type: 'code128', payload: '20260305' },
    { type: 'code128', payload: 'A{1}' },
  ] }), PAPER);
  expect(more).toEqual([]);
  expect(slip && slipText(slip)).toEqual({
    lines: ['云山县政务服务中心', 'A012'], qr: ['办事 A012'], barcodes: ['20260305', 'A{1}'], cut: true,
  });
  expect(slip?.items[1]).toEqual({
    type: 'line', align: 'center', dots: 144, runs: [{ text: 'A012', columns: 24, widthFactor: 6, heightFactor: 6, bold: true }],
  });
});

test('the later of FS ! and GS ! decides the size of hanzi', () => {
  const [slip] = decodeSlips(fromHex('1C 26 1D 21 22 1C 21 0C D6 D0 0A 1D 21 22 D6 D0 0A'), PAPER);
  expect(slip?.items).toMatchObject([{ runs: [{ widthFactor: 2 }] }, { runs: [{ widthFactor: 3 }] }]);
});

test('a line longer than the paper is folded by the printer itself', () => {
  const [slip] = decodeSlips(fromHex(`${'41 '.repeat(49)}0A`), PAPER);
  expect(slip && slipText(slip).lines).toEqual(['A'.repeat(48), 'A']);
});

test('an image in the middle of a line is lost, as on a real printer', () => {
  const [slip] = decodeSlips(fromHex('41 1D 76 30 00 01 00 01 00 FF 42 0A'), PAPER);
  expect(slip && slipText(slip).lines).toEqual(['AB']);
});

test('bytes that are no command of ours do no harm', () => {
  const thrown: string[] = [];
  for (let pair = 0; pair < 65_536; pair += 1) {
    try {
      decodeSlips(Uint8Array.of(pair >> 8, pair & 0xff, 0x41, 0x0a), PAPER);
    } catch {
      thrown.push(pair.toString(16));
    }
  }
  expect(thrown).toEqual([]);
});

test('the picture holds text in cells of the grid, and nothing that could be markup', () => {
  const [slip] = decodeSlips(bytesOf({ blocks: [{ type: 'text', text: '甲<b>&' }, { type: 'qr', payload: 'A012', moduleSize: 4 }] }), PAPER);
  const svg = slip ? renderSlip(slip, 48) : '';
  expect(svg).toContain('>甲</text>');
  expect(svg).toContain('>&lt;</text>');
  expect(svg).toContain('>&amp;</text>');
  expect(svg).not.toContain('<b>');
  // Version 1 is 21 modules wide: (576 - 84) / 2 dots from the left, the finder pattern begins there.
  expect(svg).toContain('M246 62h4v4h-4z');
});
