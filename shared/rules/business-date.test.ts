import type { BusinessDate } from '../basics/ids.ts';
import { businessDateAt, isOpenAt, nextDate, timeOfDayAt } from './business-date.ts';

test.each([
  ['2026-03-05T15:59:59.999Z', '2026-03-05', '23:59'],
  ['2026-03-05T16:00:00.000Z', '2026-03-06', '00:00'],
  ['2026-12-31T16:00:00.000Z', '2027-01-01', '00:00'],
])('at %s the hall writes %s %s', (instant, date, time) => {
  expect(businessDateAt(Date.parse(instant))).toBe(date);
  expect(timeOfDayAt(Date.parse(instant))).toBe(time);
});

test('the day after the last of February', () => {
  expect(nextDate('2028-02-28' as BusinessDate)).toBe('2028-02-29');
  expect(nextDate('2026-02-28' as BusinessDate)).toBe('2026-03-01');
});

test.each([
  ['08:29', false],
  ['08:30', true],
  ['11:59', true],
  ['12:00', false],
  ['13:30', true],
  ['17:30', false],
])('with hours 08:30–12:00 and 13:30–17:30, %s is open: %s', (time, open) => {
  const hours = [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ];
  expect(isOpenAt(hours, Date.parse(`2026-03-05T${time}:00+08:00`))).toBe(open);
});

test('no hours means always open', () => {
  expect(isOpenAt([], 0)).toBe(true);
});
