import { formatDate } from './format-time.ts';

test.each([
  ['2026-03-05T06:30:00Z', '2026年3月5日(周四)'],
  ['2026-03-05T16:00:00Z', '2026年3月6日(周五)'],
  ['2027-12-31T15:59:59Z', '2027年12月31日(周五)'],
])('%s is %s in China', (iso, date) => {
  expect(formatDate(Date.parse(iso))).toBe(date);
});
