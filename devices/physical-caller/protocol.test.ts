import { toHex } from '../core/bytes.ts';
import { displayData, isKeyFrame } from './protocol.ts';

test.each([
  [{ waiting: null, ticket: 23 }, '0A 0A 0A 00 02 03'],
  [{ waiting: 15, ticket: null }, '00 01 05 0A 0A 0A'],
  [{ waiting: 0, ticket: 1 }, '00 00 00 00 00 01'],
  [{ waiting: 1_234, ticket: 1_023 }, '09 09 09 00 02 03'],
  [{ waiting: null, ticket: null }, '0A 0A 0A 0A 0A 0A'],
])('%o shows %s', (digits, hex) => {
  expect(toHex(displayData(digits))).toBe(hex);
});

test.each([
  ['one byte', 0x01, 1, true],
  ['three bytes', 0x21, 3, true],
  ['four bytes', 0x01, 4, false],
  ['nothing', 0x01, 0, false],
  ['a key of the evaluator', 0x11, 1, false],
])('%s under function %i', (_, func, length, expected) => {
  expect(isKeyFrame({ address: 1, func, data: new Uint8Array(length) })).toBe(expected);
});
