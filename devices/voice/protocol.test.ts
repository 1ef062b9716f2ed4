import { fromHex, toHex, xorOf } from '../core/bytes.ts';
import { encodeHanzi } from '../core/gbk.ts';
import { createCommandParser, createReplyParser, queryFrame, speakFrame } from './protocol.ts';

function gbk(text: string): Uint8Array {
  const encoded = encodeHanzi(text, 'gbk');
  if (!encoded.ok) throw new Error('not encodable');
  return encoded.bytes;
}

// Worked frames of devices.md §3.7.
test.each([
  ['speak', speakFrame(gbk('请A001号到3号窗口')), 'FD 00 14 01 01 C7 EB 41 30 30 31 BA C5 B5 BD 33 BA C5 B4 B0 BF DA EF'],
  ['query', queryFrame(), 'FD 00 02 21 DE'],
])('%s', (_, frame, hex) => {
  expect(toHex(frame)).toBe(hex);
});

test.each([
  ['FD 00 0B 01 00 D3 EE D2 F4 CC EC CF C2 C1', { type: 'speak', charset: 0, text: gbk('宇音天下') }],
  ['FD 00 14 01 01 C7 EB 41 30 30 31 BA C5 B5 BD 33 BA C5 B4 B0 BF DA EF', { type: 'speak', charset: 1, text: gbk('请A001号到3号窗口') }],
  ['FD 00 02 02 FD', { type: 'stop' }],
  ['FD 00 02 21 DE', { type: 'query' }],
  ['FD 00 02 21 DF', { type: 'bad' }],
  // Pause: known to the chip, not used here. Then a speak command without text, and impossible lengths.
  ['FD 00 02 03 FC', { type: 'bad' }],
  ['FD 00 03 01 01 FE', { type: 'bad' }],
  ['FD 00 01', { type: 'bad' }],
  ['FD 00 CC', { type: 'bad' }],
])('the chip reads %s', (hex, command) => {
  expect(createCommandParser().push(fromHex(hex))).toEqual([command]);
});

// The worked frames with commands that are not used here; web pages print some of them with wrong checks.
test.each([
  ['stop', 'FD 00 02 02 FD'],
  ['pause', 'FD 00 02 03 FC'],
  ['resume', 'FD 00 02 04 FB'],
  ['sleep', 'FD 00 02 88 77'],
])('the check byte of %s', (_, hex) => {
  const frame = fromHex(hex);
  expect(xorOf(frame.subarray(0, -1))).toBe(frame.at(-1));
});

test('200 bytes fit, 201 and 0 are a mistake of the caller', () => {
  expect(createCommandParser().push(speakFrame(new Uint8Array(200).fill(0x41)))).toMatchObject([{ type: 'speak' }]);
  expect(() => speakFrame(new Uint8Array(201))).toThrow('1 to 200');
  expect(() => speakFrame(new Uint8Array(0))).toThrow('1 to 200');
});

test('answers are single bytes; noise is left out', () => {
  expect(createReplyParser().push(fromHex('00 4A 41 FF 4E 4F 45'))).toEqual(['initialised', 'accepted', 'busy', 'idle', 'not-recognised']);
});

test('a command that was cut off hides nothing after a reset', () => {
  const parser = createCommandParser();
  parser.push(fromHex('FD 00 14 01'));
  expect(parser.pending).toBe(4);
  parser.reset();
  expect(parser.push(queryFrame())).toEqual([{ type: 'query' }]);
});
