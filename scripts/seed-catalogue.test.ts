import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkItem } from '../shared/rules/item-check.ts';
import { findItems, unavailableReason } from '../shared/rules/item-search.ts';
import { kindOf } from '../shared/rules/item-version.ts';
import { isUscc } from '../shared/rules/numbering.ts';
import { checkTheme } from '../shared/rules/theme.ts';
import { Catalogue } from '../shared/types/catalogue.ts';

const file = join(__dirname, '..', 'assets', 'seed-catalogue', 'items.json');
const { items, themes } = Catalogue.parse(JSON.parse(readFileSync(file, 'utf8')));

const BUSINESSES = { market: 31, project: 18, social: 29, police: 13, hrss: 18, 'real-estate': 11 };

/** Theme, its items, their papers one by one, its own papers. */
const THEMES = [
  ['company-start', 5, 22, 12],
  ['newborn', 5, 18, 13],
  ['house-sale', 4, 15, 7],
  ['flexible-employment', 3, 9, 6],
  ['after-death', 5, 21, 12],
  ['restaurant', 4, 17, 13],
  ['retirement', 3, 14, 10],
  ['school-start', 3, 12, 8],
  ['disability', 3, 12, 7],
  ['veteran', 5, 19, 8],
];

test('every code has 31 characters, begins with a valid 信用代码 and occurs once', () => {
  const codes = items.flatMap(({ taskCode }) => (taskCode === null ? [] : [taskCode]));
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-Z]{31}$/);
    expect(isUscc(code.slice(0, 18))).toBe(true);
    // 990101 is no place's region code: these departments do not exist.
    expect(code.slice(2, 8)).toBe('990101');
  }
  expect(new Set(codes).size).toBe(codes.length);
});

test('ids occur once, and every item and theme may be published as it is', () => {
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  for (const item of items) expect([item.id, checkItem(item)]).toEqual([item.id, []]);
  for (const theme of themes) expect([theme.id, checkTheme(theme, items)]).toEqual([theme.id, []]);
});

test('every item says what it rests on, what makes a material acceptable, how it runs and what comes out', () => {
  for (const item of items) {
    expect([item.id, item.materials.length >= 2 && item.materials.length <= 8]).toEqual([item.id, true]);
    expect([item.id, item.materials.filter(({ acceptStandard }) => acceptStandard === '')]).toEqual([item.id, []]);
    expect([item.id, item.flow.length > 0, item.resultName !== '', item.audience.length > 0]).toEqual([item.id, true, true, true]);
    // An item without a code is in no catalogue; it rests on nothing.
    expect([item.id, item.basis !== '']).toEqual([item.id, item.taskCode !== null]);
  }
});

test('every business of the demonstration hall has its items', () => {
  const counts = new Map<string, number>();
  for (const { businessIds } of items) counts.set(businessIds.join(), (counts.get(businessIds.join()) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual(BUSINESSES);
});

test('of the seven kinds the catalogue begins cases of four', () => {
  const counts = new Map<string, number>();
  for (const kind of items.map(kindOf)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({ INSTANT: 47, PROMISED: 71, JOINT: 1, UPWARD: 1 });
});

test('the ten themes ask for fewer papers than their items one by one', () => {
  expect(themes.map(({ id, itemIds, materials }) => {
    const alone = items.filter(({ id: itemId }) => itemIds.includes(itemId)).reduce((sum, item) => sum + item.materials.length, 0);
    return [id, itemIds.length, alone, materials.length];
  })).toEqual(THEMES);
});

test('one item has no code, one is suspended, all others may be handled', () => {
  const unavailable = items.filter((item) => unavailableReason(item) !== null);
  expect(unavailable.map(({ id, state, taskCode }) => [id, state, taskCode === null])).toEqual([
    ['fireworks-retail', 'SUSPENDED', false],
    ['shopfront-filing', 'LIVE', true],
  ]);
  expect(items.length).toBe(120);
});

test.each([
  ['yyzz', ['company-setup', 'individual-setup']],
  ['二手房', ['house-transfer']],
  ['上户口', ['birth-registration']],
  ['spjy', ['food-licence']],
  ['xse', ['newborn-medical-insurance', 'birth-registration']],
  // By what an answer of its 情形 says, and by the 一件事 it belongs to.
  ['丢失', ['identity-card-renewal']],
  ['租房', ['housing-fund-withdrawal']],
  ['残疾人服务', ['disability-card', 'disability-allowance', 'disabled-employment']],
  ['jrty', ['veteran-registration', 'veteran-card', 'veteran-allowance', 'household-restore', 'resident-medical-insurance']],
])('a clerk who types %s is offered %j', (query, expected) => {
  const offered = findItems(items, query, themes).filter(({ unavailable }) => unavailable === null);
  expect(offered.slice(0, expected.length).map(({ item }) => item.id)).toEqual(expected);
});
