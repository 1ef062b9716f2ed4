import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BusinessDate } from '../shared/basics/ids.ts';
import { CalendarData, addWorkingDays } from '../shared/rules/workdays.ts';

const folder = join(__dirname, '..', 'assets', 'calendar');
const files = readdirSync(folder);
const calendar = CalendarData.parse(JSON.parse(readFileSync(join(folder, files[0] ?? ''), 'utf8')));

test('there is one calendar file, unchanged since it was made', async () => {
  expect(files).toEqual([`${calendar.version}.json`]);
  const text = JSON.stringify([calendar.years, calendar.offDays, calendar.extraWorkDays]);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  expect(Buffer.from(hash).toString('hex')).toBe(calendar.sha256);
});

test.each([
  // Domain model §3.9.
  ['2025-09-26', 5, '2025-10-10', false],
  ['2025-09-26', 20, '2025-10-30', false],
  // 国办发明电 for 2026: 15 to 23 February off, 14 and 28 February worked; 20 September and 10 October worked.
  ['2026-02-13', 1, '2026-02-14', false],
  ['2026-02-14', 1, '2026-02-24', false],
  ['2026-02-27', 1, '2026-02-28', false],
  ['2026-09-30', 1, '2026-10-08', false],
  ['2026-11-20', 20, '2026-12-18', false],
  ['2026-11-20', 40, '2027-01-15', true],
])('%s + %i working days is %s, provisional %s', (date, n, expected, provisional) => {
  expect(addWorkingDays(BusinessDate.parse(date), n, calendar)).toEqual({ date: expected, provisional });
});
