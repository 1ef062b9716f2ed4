import { fromHex, toHex } from '../core/bytes.ts';
import { acknowledgeFrame, createBusParser, encodeFrame, inviteFrame, pressFrame, readPress } from './protocol.ts';

// Worked frames of devices.md §4.1 and §5.
const FRAMES: readonly [string, Uint8Array, string][] = [
  ['press value 3', pressFrame(1, 3), 'FF 68 03 03 68 01 11 03 15 16'],
  ['its answer', acknowledgeFrame(1, 3), 'FF 68 03 03 68 01 01 03 05 16'],
  ['press value 0', pressFrame(1, 0), 'FF 68 03 03 68 01 11 00 12 16'],
  ['its answer', acknowledgeFrame(1, 0), 'FF 68 03 03 68 01 01 00 02 16'],
  ['please evaluate', inviteFrame(1), 'FF 68 03 03 68 01 01 0B 0D 16'],
  ['five stars', encodeFrame({ address: 1, func: 2, data: fromHex('05') }), 'FF 68 03 03 68 01 02 05 08 16'],
  ['ticket 023', encodeFrame({ address: 1, func: 2, data: fromHex('0A 0A 0A 00 02 03') }), 'FF 68 08 08 68 01 02 0A 0A 0A 00 02 03 26 16'],
  ['beep', encodeFrame({ address: 1, func: 3, data: fromHex('') }), 'FF 68 02 02 68 01 03 04 16'],
];

test.each(FRAMES)('%s', (_, frame, hex) => {
  expect(toHex(frame)).toBe(hex);
  expect(createBusParser().push(fromHex(hex))).toHaveLength(1);
});

const PRESS = pressFrame(1, 3);

test.each([
  ['a bad sum', 'FF 68 03 03 68 01 11 03 16 16'],
  ['two lengths', 'FF 68 03 04 68 01 11 03 15 16'],
  ['no end mark', 'FF 68 03 03 68 01 11 03 15 17'],
  ['an impossible length', 'FF 68 09 09 68'],
  ['a length of one', 'FF 68 01 01 68 01 01 16'],
  ['no second mark', 'FF 68 03 03 69 01 11 03 15 16'],
  ['half a lead', 'FF FF'],
  ['noise', '00 16 68'],
])('%s is dropped and the press behind it is read', (_, hex) => {
  const frames = createBusParser().push(Buffer.concat([fromHex(hex), PRESS]));
  expect(frames.map(readPress)).toEqual([{ address: 1, value: 3 }]);
});

test('a frame that was cut off hides nothing after a reset', () => {
  const parser = createBusParser();
  parser.push(fromHex('FF 68 08 08 68 01 02'));
  expect(parser.pending).toBe(7);
  parser.reset();
  expect(parser.pending).toBe(0);
  expect(parser.push(PRESS)).toHaveLength(1);
});

test.each([
  ['the host', 'FF 68 03 03 68 01 01 03 05 16'],
  ['two values', 'FF 68 04 04 68 01 11 03 03 18 16'],
  ['no value', 'FF 68 02 02 68 01 11 12 16'],
])('no press: %s', (_, hex) => {
  expect(createBusParser().push(fromHex(hex)).map(readPress)).toEqual([null]);
});
