import { fromHex, toHex } from '../core/bytes.ts';
import type { BoardFrame, BoardProtocol, BoardRequest } from './board-protocol.ts';
import { CU16_PROTOCOL } from './kerong-cu16.ts';
import type { Reading } from './types.ts';
import { createWklyProtocol } from './wkly.ts';
import { createXorProtocol } from './xor-8a.ts';

const XOR = createXorProtocol(24);
const WKLY = createWklyProtocol(24);

/** All 0 but these locks. */
function readings(count: number, ...ones: readonly number[]): Reading[] {
  return Array.from({ length: count }, (_, i) => (ones.includes(i + 1) ? 1 : 0));
}

// Every worked example of devices.md §6 that these drivers use.
const REQUESTS: readonly [string, BoardProtocol, BoardRequest, string][] = [
  ['xor', XOR, { type: 'open', board: 1, lock: 1 }, '8A 01 01 11 9B'],
  ['xor', XOR, { type: 'open', board: 1, lock: 2 }, '8A 01 02 11 98'],
  ['xor', XOR, { type: 'query', board: 1 }, '80 01 00 33 B2'],
  ['wkly', WKLY, { type: 'open', board: 0, lock: 1 }, '57 4B 4C 59 09 00 82 01 83'],
  ['wkly', WKLY, { type: 'open', board: 1, lock: 1 }, '57 4B 4C 59 09 01 82 01 82'],
  ['wkly', WKLY, { type: 'open', board: 10, lock: 1 }, '57 4B 4C 59 09 0A 82 01 89'],
  ['wkly', WKLY, { type: 'query', board: 0 }, '57 4B 4C 59 08 00 84 85'],
  ['cu16', CU16_PROTOCOL, { type: 'query', board: 0 }, '02 00 30 03 35'],
  ['cu16', CU16_PROTOCOL, { type: 'open', board: 0, lock: 1 }, '02 00 31 03 36'],
  ['cu16', CU16_PROTOCOL, { type: 'open', board: 0, lock: 2 }, '02 01 31 03 37'],
];

test.each(REQUESTS)('%s asks %#', (_name, protocol, request, hex) => {
  expect(toHex(protocol.encodeRequest(request))).toBe(hex);
  expect(protocol.createRequestParser().push(fromHex(hex))).toEqual([request]);
});

const ANSWERS: readonly [string, BoardProtocol, string, BoardFrame][] = [
  ['xor', XOR, '8A 01 01 00 8A', { type: 'open-answer', board: 1, lock: 1, status: 0x00, reading: 0 }],
  ['xor', XOR, '80 01 01 00 80', { type: 'change', board: 1, lock: 1, reading: 0 }],
  ['xor', XOR, '80 01 01 11 91', { type: 'change', board: 1, lock: 1, reading: 1 }],
  ['wkly', WKLY, '57 4B 4C 59 0B 00 82 00 01 00 81', { type: 'open-answer', board: 0, lock: 1, status: 0, reading: 0 }],
  ['wkly', WKLY, '57 4B 4C 59 0A 00 85 01 01 86', { type: 'change', board: 0, lock: 1, reading: 1 }],
  ['wkly, 4 locks', WKLY, '57 4B 4C 59 0E 00 84 00 04 00 01 01 00 87', { type: 'states', board: 0, readings: [0, 1, 1, 0] }],
  ['wkly, 24 locks', WKLY, `57 4B 4C 59 22 00 84 00 18 ${'00 '.repeat(24)} B7`, { type: 'states', board: 0, readings: readings(24) }],
  ['cu16, all locked', CU16_PROTOCOL, '02 00 35 FF FF 00 00 03 38', { type: 'states', board: 0, readings: readings(16).map(() => 1) }],
  ['cu16, lock 1 open', CU16_PROTOCOL, '02 00 35 FE FF 00 00 03 37', { type: 'states', board: 0, readings: readings(16).map((_, i) => (i === 0 ? 0 : 1)) }],
];

test.each(ANSWERS)('%s answers %#', (_name, protocol, hex, frame) => {
  expect(protocol.createParser().push(fromHex(hex))).toEqual([frame]);
  expect(toHex(protocol.encodeFrame(frame))).toBe(hex.replaceAll(/\s+/g, ' '));
});

test.each([
  [24, '80 01 00 00 05 33 B7', readings(24, 1, 3)],
  [24, '80 01 80 00 00 33 32', readings(24, 24)],
  [32, '80 02 80 00 00 05 33 34', readings(32, 1, 3, 32)],
] as const)('8A/80, states of %i locks: the last byte holds locks 1–8', (locks, hex, expected) => {
  const parser = createXorProtocol(locks).createParser();
  parser.expectStates(true);
  expect(parser.push(fromHex(hex))).toEqual([{ type: 'states', board: fromHex(hex)[1], readings: expected }]);
});

test('8A/80: the same bytes are states when they were asked for, and one lock when not', () => {
  const bytes = fromHex('80 01 01 00 80 33 33');
  const asked = XOR.createParser();
  asked.expectStates(true);
  expect(asked.push(bytes)).toEqual([{ type: 'states', board: 1, readings: readings(24, 8, 17) }]);
  expect(XOR.createParser().push(bytes)).toEqual([{ type: 'change', board: 1, lock: 1, reading: 0 }]);
});

test('8A/80: a door that moves while the states are awaited is told before them', () => {
  const parser = XOR.createParser();
  parser.expectStates(true);
  expect(parser.push(fromHex('80 01 05 11 95 80 01 00 00 05 33 B7')).map(({ type }) => type)).toEqual(['change', 'states']);
});

test('a WKLY board that says FF to the question has told nothing', () => {
  expect(WKLY.createParser().push(fromHex('57 4B 4C 59 09 00 84 FF 7B'))).toEqual([]);
});
