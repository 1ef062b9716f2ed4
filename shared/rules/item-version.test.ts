import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BusinessDate } from '../basics/ids.ts';
import { itemAt, kindOf, limitInWorkingDays } from './item-version.ts';
import { sampleItem } from './testing/sample-item.ts';
import { CalendarData } from './workdays.ts';

const date = (text: string): BusinessDate => BusinessDate.parse(text);

test.each([
  ['FORMAL', [], null, 'INSTANT'],
  ['SUBSTANTIVE', [], null, 'PROMISED'],
  ['SUBSTANTIVE', ['自然资源局'], null, 'JOINT'],
  ['FORMAL', ['自然资源局'], null, 'JOINT'],
  ['SUBSTANTIVE', [], '自治区卫生健康委员会', 'UPWARD'],
] as const)('%s, branches %j, decided by %s: %s', (reviewType, branches, decidedAbove, kind) => {
  expect(kindOf({ reviewType, branches: [...branches], decidedAbove })).toBe(kind);
});

const VERSIONS = [
  sampleItem({ version: 1, effectiveTo: '2026-06-30' }),
  sampleItem({ version: 2, effectiveFrom: '2026-07-01', effectiveTo: '2026-12-31' }),
  sampleItem({ version: 3, effectiveFrom: '2026-09-01', effectiveTo: '2026-09-30', state: 'SUSPENDED' }),
  sampleItem({ version: 4, effectiveFrom: '2026-07-01', state: 'DRAFT' }),
];

test.each([
  ['2020-01-01', 1],
  ['2026-06-30', 1],
  ['2026-07-01', 2],
  ['2026-08-31', 2],
  ['2026-09-01', 3],
  ['2026-09-30', 3],
  ['2026-10-01', 2],
  ['2026-12-31', 2],
  ['2027-01-01', null],
])('on %s version %s counts', (day, version) => {
  expect(itemAt(VERSIONS, date(day))?.version ?? null).toBe(version);
  expect(itemAt([...VERSIONS].reverse(), date(day))?.version ?? null).toBe(version);
});

const CALENDAR = CalendarData.parse(JSON.parse(readFileSync(join(__dirname, '..', '..', 'assets', 'calendar', 'cn-2020-2026.json'), 'utf8')));

test.each([
  [5, 'WORKING_DAY', '2025-09-26', 5],
  // Friday before the National Day: 27 off, 28 works, 29 and 30 work, 1 to 8 October off, 9 and 10 work.
  [5, 'CALENDAR_DAY', '2025-09-26', 3],
  [14, 'CALENDAR_DAY', '2025-09-26', 5],
  [1, 'CALENDAR_DAY', '2025-09-26', 0],
  [0, 'CALENDAR_DAY', '2025-09-26', 0],
] as const)('%i %s from %s are %i working days', (days, unit, from, working) => {
  expect(limitInWorkingDays(days, unit, date(from), CALENDAR)).toBe(working);
});
