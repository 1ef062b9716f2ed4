import { fromHex, toHex } from '../../core/bytes.ts';
import { encodeHanzi } from '../../core/gbk.ts';
import { pingFrame, powerFrame, readReply, textFrame } from './commands.ts';
import { ANY_SCREEN, crc16Arc, createOnbonParser, encodeFrame, escapeBytes, unescapeBytes } from './protocol.ts';

const MARKS = 'A5 A5 A5 A5 A5 A5 A5 A5 ';

function gb(text: string): Uint8Array {
  const encoded = encodeHanzi(text, 'gb2312');
  if (!encoded.ok) throw new Error('not encodable');
  return encoded.bytes;
}

function area(text: string): Uint8Array {
  return textFrame(1, { family: 'bx5k', width: 128, height: 16, motion: 'static', text: gb(text) });
}

/** A command the driver has no use for. */
function command(hex: string): Uint8Array {
  return encodeFrame({ destination: ANY_SCREEN, source: 0x8000, deviceType: 0xfe, data: fromHex(hex) });
}

// Worked frames of devices.md §3.1.
const FRAMES: readonly [string, Uint8Array, string][] = [
  ['power on', powerFrame(ANY_SCREEN, true), 'FE FF 00 80 00 00 00 00 00 00 FE 02 06 00 A3 00 01 00 00 01 5D F1 5A'],
  ['power off', powerFrame(ANY_SCREEN, false), 'FE FF 00 80 00 00 00 00 00 00 FE 02 06 00 A3 00 01 00 00 02 1D F0 5A'],
  ['ping', pingFrame(ANY_SCREEN), 'FE FF 00 80 00 00 00 00 00 00 FE 02 05 00 A2 00 01 00 00 4C DC 5A'],
  ['clear', command('A3 10 01 00 00'), 'FE FF 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00 75 DC 5A'],
  [
    'clock',
    command('A2 03 01 00 00 26 20 03 15 09 30 00 07'),
    'FE FF 00 80 00 00 00 00 00 00 FE 02 0D 00 A2 03 01 00 00 26 20 03 15 09 30 00 07 F9 FB 5A',
  ],
  [
    'text',
    area('请A001号到3号窗口'),
    '01 00 00 80 00 00 00 00 00 00 FE 02 35 00 A3 06 01 00 00 00 01 2C 00 00 00 00 00 00 10 00 10 00 00 00 00 05 00 00 00 00 01 01 01 00 00 08 11 00 00 00 C7 EB 41 30 30 31 BA C5 B5 BD 33 BA C5 B4 B0 BF DA CB 09 5A',
  ],
  [
    'escaped Z',
    area('Z001'),
    '01 00 00 80 00 00 00 00 00 00 FE 02 28 00 A3 06 01 00 00 00 01 1F 00 00 00 00 00 00 10 00 10 00 00 00 00 05 00 00 00 00 01 01 01 00 00 08 04 00 00 00 5B 02 30 30 31 1A 44 5A',
  ],
];

test.each(FRAMES)('%s', (_, frame, expected) => {
  expect(toHex(frame)).toBe(MARKS + expected);
});

const ACK = fromHex(`${MARKS}00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 64 DC 5A`);
const NACK_CRC = fromHex(`${MARKS}00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 01 05 00 00 75 21 5A`);

test('answers of the card', () => {
  const frames = createOnbonParser().push(Buffer.concat([ACK, NACK_CRC]));
  expect(frames.map((frame) => frame.source)).toEqual([1, 1]);
  expect(frames.map(readReply)).toEqual([{ type: 'ack' }, { type: 'nack', error: 5 }]);
});

test.each([
  ['a command is not an answer', { destination: 1, source: 0x8000, data: 'A0 00 00 00 00' }],
  ['another group', { destination: 0x8000, source: 1, data: 'A1 00 00 00 00' }],
  ['an unknown kind', { destination: 0x8000, source: 1, data: 'A0 02 00 00 00' }],
  ['an ACK with an error', { destination: 0x8000, source: 1, data: 'A0 00 05 00 00' }],
  ['a short one', { destination: 0x8000, source: 1, data: 'A0 00 00 00' }],
  ['an empty one', { destination: 0x8000, source: 1, data: '' }],
])('no answer: %s', (_, { destination, source, data }) => {
  expect(readReply({ destination, source, deviceType: 0xfe, data: fromHex(data) })).toBeNull();
});

test('CRC-16/ARC check value', () => {
  expect(crc16Arc(Buffer.from('123456789'))).toBe(0xbb3d);
});

test('every byte survives escaping, and no mark remains inside', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const escaped = escapeBytes(all);
  expect(escaped.includes(0xa5) || escaped.includes(0x5a)).toBe(false);
  expect(unescapeBytes(escaped)).toEqual(all);
  expect(toHex(escapeBytes(gb('开')))).toBe('BF AA');
  expect(toHex(escapeBytes(fromHex('A5 A6 5A 5B')))).toBe('A6 02 A6 01 5B 02 5B 01');
});

test.each(['A6', '5B', 'A6 03', '5B 00'])('a broken escape %s is refused', (hex) => {
  expect(unescapeBytes(fromHex(hex))).toBeNull();
});

test.each([
  ['wrong CRC', '00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 64 DD 5A'],
  ['CRC field FFFF', '00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 FF FF 5A'],
  ['wrong length', '00 80 01 00 00 00 00 00 00 00 FE 02 06 00 A0 00 00 00 00 64 DC 5A'],
  ['too short', '00 80 01 00 5A'],
  ['cut by the next frame', '00 80 01 00 00 00'],
])('%s: dropped, the next frame is read', (_, body) => {
  const frames = createOnbonParser().push(Buffer.concat([fromHex(MARKS + body), ACK]));
  expect(frames.map(readReply)).toEqual([{ type: 'ack' }]);
});

test('an endless frame is given up, the next one is read', () => {
  const parser = createOnbonParser();
  parser.push(fromHex(MARKS));
  for (let i = 0; i < 100; i += 1) parser.push(new Uint8Array(1000).fill(0x11));
  expect(parser.pending).toBeLessThanOrEqual(4096);
  expect(parser.push(ACK)).toHaveLength(1);
});

test('reset forgets a half-received frame', () => {
  const parser = createOnbonParser();
  parser.push(ACK.subarray(0, 15));
  parser.reset();
  expect(parser.pending).toBe(0);
  expect(parser.push(ACK.subarray(15))).toHaveLength(0);
});
