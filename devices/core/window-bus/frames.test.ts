import { fromHex, toHex } from '../bytes.ts';
import { createBusParser, encodeFrame } from './frames.ts';

// Worked frames of devices.md §4.1 and §5, all to or from address 1: function, data, bytes on the wire.
const FRAMES: readonly [string, number, string, string][] = [
  ['press value 3', 0x11, '03', 'FF 68 03 03 68 01 11 03 15 16'],
  ['its answer', 0x01, '03', 'FF 68 03 03 68 01 01 03 05 16'],
  ['press value 0', 0x11, '00', 'FF 68 03 03 68 01 11 00 12 16'],
  ['its answer', 0x01, '00', 'FF 68 03 03 68 01 01 00 02 16'],
  ['please evaluate', 0x01, '0B', 'FF 68 03 03 68 01 01 0B 0D 16'],
  ['five stars', 0x02, '05', 'FF 68 03 03 68 01 02 05 08 16'],
  ['ticket 023', 0x02, '0A 0A 0A 00 02 03', 'FF 68 08 08 68 01 02 0A 0A 0A 00 02 03 26 16'],
  ['015 waiting', 0x02, '00 01 05 0A 0A 0A', 'FF 68 08 08 68 01 02 00 01 05 0A 0A 0A 27 16'],
  ['beep', 0x03, '', 'FF 68 02 02 68 01 03 04 16'],
  ['key 呼叫', 0x01, '0C', 'FF 68 03 03 68 01 01 0C 0E 16'],
];

test.each(FRAMES)('%s', (_, func, data, hex) => {
  const frame = { address: 1, func, data: fromHex(data) };
  expect(toHex(encodeFrame(frame))).toBe(hex);
  expect(createBusParser().push(fromHex(hex))).toEqual([frame]);
});

const PRESS = 'FF 68 03 03 68 01 11 03 15 16';

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
  const frames = createBusParser().push(fromHex(`${hex} ${PRESS}`));
  expect(frames).toEqual([{ address: 1, func: 0x11, data: Uint8Array.of(3) }]);
});

test('a frame that was cut off hides nothing after a reset', () => {
  const parser = createBusParser();
  parser.push(fromHex('FF 68 08 08 68 01 02'));
  expect(parser.pending).toBe(7);
  parser.reset();
  expect(parser.pending).toBe(0);
  expect(parser.push(fromHex(PRESS))).toHaveLength(1);
});
