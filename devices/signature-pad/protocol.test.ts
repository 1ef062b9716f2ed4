import { fromHex, toHex } from '../core/bytes.ts';
import { commandReport, encodeReport, readCommand, readReport, type PadReport } from './protocol.ts';

// The reports of devices.md §7.4, with the report's number in front as HID libraries give them.
test.each([
  ['init', '05 88 70'],
  ['open', '05 11 70'],
  ['close', '05 22 70'],
  ['clear', '05 33 70'],
] as const)('command %s', (command, hex) => {
  expect(toHex(commandReport(command))).toBe(hex);
  expect(readCommand(fromHex(hex))).toBe(command);
});

const REPORTS: readonly [string, string, PadReport][] = [
  ['handshake', '02 88 00 74 00 14 65 00', { type: 'answer', command: 'init' }],
  ['opened', '02 55 05 11 70 FF FF FF', { type: 'answer', command: 'open' }],
  ['closed', '02 55 05 22 70 FF FF FF', { type: 'answer', command: 'close' }],
  ['cleared', '02 55 05 33 70 FF FF FF', { type: 'answer', command: 'clear' }],
  ['key 重签', '02 55 01 02 03 04 00 00', { type: 'key', key: 'resign' }],
  ['key 确认', '02 55 01 02 03 04 00 FF', { type: 'key', key: 'confirm' }],
  ['pen down', '02 B0 34 12 78 10 02 01', { type: 'down', pen: { x: 0x1234, y: 0x1078, pressure: 0x0102 } }],
  ['pen moves', '02 A1 00 18 00 20 00 04', { type: 'move', pen: { x: 0x1800, y: 0x2000, pressure: 0x0400 } }],
  ['pen moves, other code', '02 A0 01 00 02 00 03 00', { type: 'move', pen: { x: 1, y: 2, pressure: 3 } }],
  ['pen up', '02 E0 01 00 02 00 00 00', { type: 'up', pen: { x: 1, y: 2, pressure: 0 } }],
];

test.each(REPORTS)('%s', (_, hex, report) => {
  expect(readReport(fromHex(hex))).toEqual(report);
  expect(readReport(encodeReport(report))).toEqual(report);
});

test('a report that a system padded is read all the same', () => {
  expect(readReport(fromHex('02 55 05 11 70 FF FF FF 00 00'))).toEqual({ type: 'answer', command: 'open' });
});

test.each([
  ['empty', ''],
  ['too short', '02 55 05 11 70 FF FF'],
  ['another report', '01 55 05 11 70 FF FF FF'],
  ['an unknown head', '02 77 00 00 00 00 00 00'],
  ['an answer with another end', '02 55 05 11 70 FF FF 00'],
  ['an answer to nothing known', '02 55 05 44 70 FF FF FF'],
  ['a pen beyond the right edge', '02 A1 01 18 00 00 00 00'],
  ['a pen beyond the lower edge', '02 A1 00 00 01 20 00 00'],
  ['more pressure than there is', '02 A1 00 00 00 00 01 04'],
])('%s is nothing', (_, hex) => {
  expect(readReport(fromHex(hex))).toBeNull();
});
