import { fromHex } from '../core/bytes.ts';
import { createBusParser } from '../core/window-bus/frames.ts';
import { readPress } from './protocol.ts';

test.each([
  ['a key', 'FF 68 03 03 68 01 11 03 15 16', 3],
  ['the host', 'FF 68 03 03 68 01 01 03 05 16', null],
  ['two values', 'FF 68 04 04 68 01 11 03 03 18 16', null],
  ['no value', 'FF 68 02 02 68 01 11 12 16', null],
])('%s', (_, hex, value) => {
  expect(createBusParser().push(fromHex(hex)).map(readPress)).toEqual([value]);
});
