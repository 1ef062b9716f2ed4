import { fromHex, toHex } from '../../core/bytes.ts';
import { encodeHanzi } from '../../core/gbk.ts';
import { staticTextFrame, versionFrame } from './commands.ts';
import { NETWORK_FRAMING } from './network-framing.ts';
import { decodeBody, type LumenFrame } from './protocol.ts';
import { SERIAL_FRAMING, escapeBytes, unescapeBytes } from './serial-framing.ts';

function text(line: string): LumenFrame {
  const encoded = encodeHanzi(line, 'gb2312');
  if (!encoded.ok) throw new Error('not encodable');
  return staticTextFrame(1, { width: 128, height: 16, fontCode: 2, colour: 'red', text: encoded.bytes });
}

const POWER: LumenFrame = { type: 'command', card: 1, code: 0x76, data: fromHex('01 01') };

// Worked frames of devices.md §3.3; the sum of the version query worked out by hand.
const FRAMES: readonly [string, LumenFrame, string][] = [
  ['power', POWER, 'A5 68 32 01 76 01 01 13 01 AE'],
  [
    'text',
    text('A001请到3号'),
    'A5 68 32 01 7B 01 1C 00 00 00 04 00 01 01 00 00 00 00 00 80 00 10 02 FF 00 00 41 30 30 31 C7 EB B5 BD 33 BA C5 00 72 08 AE',
  ],
  [
    'text with an escape',
    text('开始'),
    'A5 68 32 01 7B 01 15 00 00 00 04 00 01 01 00 00 00 00 00 80 00 10 02 FF 00 00 BF AA 0A CA BC 00 B2 05 AE',
  ],
  ['version', versionFrame(0xff), 'A5 68 32 FF 2E 01 C8 01 AE'],
];

test.each(FRAMES)('%s', (_, frame, expected) => {
  expect(toHex(SERIAL_FRAMING.encode(frame))).toBe(expected);
  expect(SERIAL_FRAMING.createParser().push(fromHex(expected))).toEqual([frame]);
});

test('on a network: without marks and escapes, with the length of the body', () => {
  expect(toHex(NETWORK_FRAMING.encode(text('开始')))).toBe(
    'FF FF FF FF 20 00 00 00 68 32 01 7B 01 15 00 00 00 04 00 01 01 00 00 00 00 00 80 00 10 02 FF 00 00 BF AA CA BC 00 B2 05',
  );
});

test.each([
  ['green', '00 FF 00'],
  ['yellow', 'FF FF 00'],
] as const)('%s', (colour, bytes) => {
  const frame = staticTextFrame(1, { width: 128, height: 16, fontCode: 1, colour, text: fromHex('41') });
  expect(toHex(frame.data.slice(17, 21))).toBe(`01 ${bytes}`);
});

// E8+32+01+7B = 0196, and 2 for the second one.
const DONE = fromHex('A5 E8 32 01 7B 00 96 01 AE');

test('answers of the card', () => {
  const frames = SERIAL_FRAMING.createParser().push(Buffer.concat([DONE, fromHex('A5 E8 32 01 7B 02 98 01 AE')]));
  expect(frames).toEqual([
    { type: 'reply', card: 1, code: 0x7b, data: fromHex('00') },
    { type: 'reply', card: 1, code: 0x7b, data: fromHex('02') },
  ]);
});

test('every byte survives escaping, and no mark remains inside', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const escaped = escapeBytes(all);
  expect(escaped.includes(0xa5) || escaped.includes(0xae)).toBe(false);
  expect(unescapeBytes(escaped)).toEqual(all);
  expect(toHex(escapeBytes(fromHex('A5 AE AA 05 0E 0A')))).toBe('AA 05 AA 0E AA 0A 05 0E 0A');
});

test.each(['AA', 'AA 00', 'AA A5', 'AA AA'])('a broken escape %s is refused', (hex) => {
  expect(unescapeBytes(fromHex(hex))).toBeNull();
});

test.each([
  ['wrong sum', 'E8 32 01 7B 00 97 01'],
  ['high byte of the sum', 'E8 32 01 7B 00 96 00'],
  ['another packet type', 'E7 32 01 7B 00 95 01'],
  ['another card type', 'E8 33 01 7B 00 97 01'],
  ['too short', 'E8 32 1A 01'],
])('%s: no frame, and the next one is read', (_, hex) => {
  expect(decodeBody(fromHex(hex))).toBeNull();
  expect(SERIAL_FRAMING.createParser().push(Buffer.concat([fromHex(`A5 ${hex} AE`), DONE]))).toHaveLength(1);
});

const NETWORK_DONE = fromHex('FF FF FF FF 07 00 00 00 E8 32 01 7B 00 96 01');

test.each([
  ['a wrong sum', 'FF FF FF FF 07 00 00 00 E8 32 01 7B 00 97 01'],
  ['a length below the shortest', 'FF FF FF FF 05 00 00 00'],
  ['a length beyond the longest', 'FF FF FF FF 01 04 00 00'],
  ['a line of text', '48 54 54 50 2F 31 2E 31 20 34 30 30 0D 0A'],
])('on a network, behind %s the next packet is read', (_, hex) => {
  expect(NETWORK_FRAMING.createParser().push(Buffer.concat([fromHex(hex), NETWORK_DONE]))).toHaveLength(1);
});

test('another id code in an answer does not matter', () => {
  const answer = NETWORK_DONE.slice();
  answer.set([0xc0, 0xa8, 0x01, 0x63]);
  expect(NETWORK_FRAMING.createParser().push(answer)).toHaveLength(1);
});

test('an endless frame is given up, the next one is read', () => {
  const parser = SERIAL_FRAMING.createParser();
  parser.push(fromHex('A5'));
  for (let i = 0; i < 100; i += 1) parser.push(new Uint8Array(1000).fill(0x11));
  expect(parser.pending).toBeLessThanOrEqual(4096);
  expect(parser.push(DONE)).toHaveLength(1);
});

test.each([
  ['serial', SERIAL_FRAMING, DONE],
  ['network', NETWORK_FRAMING, NETWORK_DONE],
] as const)('%s: reset forgets a half-received frame', (_, framing, answer) => {
  const parser = framing.createParser();
  parser.push(answer.subarray(0, 6));
  expect(parser.pending).toBeGreaterThan(0);
  parser.reset();
  expect(parser.pending).toBe(0);
  expect(parser.push(answer.subarray(6))).toHaveLength(0);
});
