import { BusinessDate, StationId } from '../basics/ids.ts';
import { caseNumber, documentNumber, isUscc, localNumber, ticketNo, usccCheckDigit } from './numbering.ts';

const date = BusinessDate.parse('2022-06-23');
const counter = StationId.parse('counter-1');

test.each([
  ['A', 1, 'A001'],
  ['A', 42, 'A042'],
  ['C', 999, 'C999'],
  ['C', 1000, 'C1000'],
  ['Y', 9999, 'Y9999'],
])('ticket %s %i is %s', (prefix, serial, expected) => {
  expect(ticketNo(prefix, serial)).toBe(expected);
});

test.each([
  ['I', 1],
  ['Z', 1],
  ['a', 1],
  ['A', 0],
  ['A', 10_000],
  ['A', 1.5],
  ['A', Number.NaN],
])('ticket %s %d is a bug', (prefix, serial) => {
  expect(() => ticketNo(prefix, serial)).toThrow();
});

test('办件编号 of the published sample has 43 characters', () => {
  const no = caseNumber('12441500196720244T3442199806003', date, 68);
  expect(no).toBe('12441500196720244T3442199806003202206230068');
  expect(no).toHaveLength(43);
  expect(() => caseNumber('12441500196720244T3442199806003', date, 10_000)).toThrow(RangeError);
});

test('临时流水号 names site, station and day', () => {
  expect(localNumber('0101', counter, date, 7)).toBe('0101-COUNTER-1-20220623-0007');
  expect(localNumber('0101', StationId.parse('counter'), date, 7)).not.toBe(localNumber('0101', counter, date, 7));
});

test('文书编号', () => {
  expect(documentNumber('示范大厅', '受', '2026', counter, 12)).toBe('示范大厅受〔2026〕COUNTER-1-0012号');
  expect(documentNumber('示范大厅', '补', '2026', counter, 12_345)).toBe('示范大厅补〔2026〕COUNTER-1-12345号');
});

test.each([
  ['12441500196720244T', true],
  ['91350100M000100Y43', true],
  ['12441500196720244U', false],
  ['12441500196720245T', false],
  ['12441500I96720244T', false],
  ['12441500196720244', false],
  ['', false],
])('信用代码 %s: %s', (code, valid) => {
  expect(isUscc(code)).toBe(valid);
});

test('every wrong digit of a 信用代码 is noticed', () => {
  const good = '12441500196720244T';
  for (let at = 0; at < 17; at += 1) {
    for (const digit of '0123456789') {
      const changed = good.slice(0, at) + digit + good.slice(at + 1);
      expect(isUscc(changed)).toBe(changed === good);
    }
  }
  expect(usccCheckDigit('too short')).toBeNull();
});
