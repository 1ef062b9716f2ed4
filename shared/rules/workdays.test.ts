import { BusinessDate } from '../basics/ids.ts';
import { CalendarData, addWorkingDays, isWorkingDay } from './workdays.ts';

/** 国办发明电〔2024〕12号 for the second half of 2025, and for the first days of 2026 the notice that followed it. */
const calendar = CalendarData.parse({
  version: 'test-2025-2026',
  years: [2025, 2026],
  offDays: ['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08', '2026-01-01', '2026-01-02'],
  extraWorkDays: ['2025-09-28', '2025-10-11', '2026-01-04'],
  source: 'written out for this test',
  sha256: '0'.repeat(64),
});

test.each([
  ['2025-09-26', 'Friday', true],
  ['2025-09-27', 'Saturday', false],
  ['2025-09-28', 'Sunday worked', true],
  ['2025-10-01', 'Wednesday off', false],
  ['2025-10-04', 'Saturday within the holiday', false],
  ['2025-10-09', 'Thursday', true],
  ['2025-10-11', 'Saturday worked', true],
  ['2026-01-04', 'Sunday worked', true],
])('%s, %s: working day %s', (date, _, expected) => {
  expect(isWorkingDay(BusinessDate.parse(date), calendar)).toBe(expected);
});

test.each([
  // Domain model §3.9, 1.
  ['2025-09-26', 5, '2025-10-10', false],
  ['2025-09-26', 20, '2025-10-30', false],
  ['2025-09-26', 0, '2025-09-26', false],
  ['2025-09-26', 1, '2025-09-28', false],
  // Accepted in extended hours: on a Saturday, in the holiday, on the worked Sunday itself.
  ['2025-09-27', 1, '2025-09-28', false],
  ['2025-10-04', 1, '2025-10-09', false],
  ['2025-09-28', 1, '2025-09-29', false],
  ['2025-12-30', 2, '2026-01-04', false],
  // Domain model §3.9, 2: a year without a notice is counted by weekdays and says so.
  ['2026-12-18', 4, '2026-12-24', false],
  ['2026-12-18', 5, '2026-12-25', true],
  ['2026-12-31', 1, '2027-01-01', true],
  ['2024-12-30', 3, '2025-01-02', true],
])('%s + %i working days is %s, provisional %s', (date, n, expected, provisional) => {
  expect(addWorkingDays(BusinessDate.parse(date), n, calendar)).toEqual({ date: expected, provisional });
});

test.each([-1, 1.5, Number.NaN])('%d days is a bug', (n) => {
  expect(() => addWorkingDays(BusinessDate.parse('2025-09-26'), n, calendar)).toThrow(RangeError);
});
