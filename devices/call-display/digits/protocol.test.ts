import { fromHex, toHex } from '../../core/bytes.ts';
import { CallDisplayOptions, DigitsOptions } from '../options.ts';
import { boardFormat, createDigitsProtocol, numberIn } from './driver.ts';
import { boardFrame, createBoardParser, type BoardFormat } from './protocol.ts';

const BOARD_5: BoardFormat = { prefix: fromHex('05'), encoding: 'binary', places: 3, check: 'sum' };

// The first is the worked example of devices.md §3.5, the others were worked out by hand.
test.each<[string, Partial<BoardFormat>, string | null, string]>([
  ['binary', {}, '999', '05 03 E7 EF'],
  ['binary, nothing', {}, null, '05 00 00 05'],
  ['binary, xor', { check: 'xor' }, '999', '05 03 E7 E1'],
  ['ASCII', { encoding: 'ascii' }, '12', '05 30 31 32 98'],
  ['ASCII, nothing, no check', { encoding: 'ascii', check: 'none' }, null, '05 20 20 20'],
  ['BCD', { encoding: 'bcd', places: 4 }, '1234', '05 12 34 4B'],
  ['BCD, an odd number of digits', { encoding: 'bcd' }, '123', '05 01 23 29'],
  ['BCD, nothing', { encoding: 'bcd' }, null, '05 FF FF 03'],
  ['a longer prefix', { prefix: fromHex('FF 68 05') }, '1', 'FF 68 05 00 01 6D'],
])('%s', (_, change, digits, hex) => {
  expect(toHex(boardFrame({ ...BOARD_5, ...change }, digits))).toBe(hex);
});

test.each([
  ['请A001号到3号窗口', {}, '001'],
  ['A001号正在办理', { A: 1 }, '1001'],
  ['C012', { A: 1 }, '012'],
  ['7', {}, '7'],
  ['暂停服务', { A: 1 }, null],
  ['', {}, null],
])('the number in %j with %p is %p', (text, letters, digits) => {
  expect(numberIn(text, letters)).toBe(digits);
});

test.each([
  ['1234', {}, '窗口屏只有 3 位数字，显示不下 1234，请检查位数和字母对照的设置'],
  ['A001', { letters: { A: 1 } }, '窗口屏只有 3 位数字，显示不下 1001，请检查位数和字母对照的设置'],
  ['65536', { places: 5 }, '窗口屏只有 5 位数字，显示不下 65536，请检查位数和字母对照的设置'],
])('%s with %p is never cut', (text, options, sentence) => {
  const protocol = createDigitsProtocol(DigitsOptions.parse({ protocol: 'digits', ...options }));
  expect(protocol.encode(text)).toEqual({ ok: false, error: { cause: 'not-encodable', sentence } });
});

test('by default: board 1, three digits, binary with a sum', () => {
  const format = boardFormat(DigitsOptions.parse({ protocol: 'digits' }));
  expect(toHex(boardFrame(format, '999'))).toBe('01 03 E7 EB');
});

test.each([
  [{}, true],
  [{ screen: 3, family: 'bx6k' }, true],
  [{ protocol: 'onbon', screen: 3 }, true],
  [{ protocol: 'lumen', card: 3, framing: 'serial' }, true],
  [{ protocol: 'digits', prefix: 'FF68', letters: { A: 1 } }, true],
  [{ protocol: 'lumen', screen: 3 }, false],
  [{ card: 3 }, false],
  [{ protocol: 'digits', prefix: 'F' }, false],
  [{ protocol: 'morse' }, false],
])('settings %p are taken: %p', (options, taken) => {
  expect(CallDisplayOptions.safeParse(options).success).toBe(taken);
});

test.each<[string, Partial<BoardFormat>, string]>([
  ['a wrong check', {}, '05 03 E7 F0'],
  ['another board', {}, '06 03 E7 F0'],
  ['more digits than it has', {}, '05 13 88 A0'],
  ['a letter', { encoding: 'ascii' }, '05 30 41 32 A8'],
  ['a nibble that is no digit', { encoding: 'bcd' }, '05 01 A3 A9'],
])('the board takes no notice of %s', (_, change, hex) => {
  const parser = createBoardParser({ ...BOARD_5, ...change });
  expect(parser.push(fromHex(hex))).toEqual([]);
  expect(parser.push(boardFrame({ ...BOARD_5, ...change }, '7'))).toEqual(['007']);
});
