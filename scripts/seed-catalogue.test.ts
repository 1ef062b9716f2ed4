import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findItems, unavailableReason } from '../shared/rules/item-search.ts';
import { isUscc } from '../shared/rules/numbering.ts';
import { Catalogue } from '../shared/types/catalogue.ts';

const file = join(__dirname, '..', 'assets', 'seed-catalogue', 'items.json');
const { items } = Catalogue.parse(JSON.parse(readFileSync(file, 'utf8')));

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

test('ids and the materials of an item occur once, and no promise is longer than the law allows', () => {
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  for (const { materials, promisedDays, legalDays } of items) {
    expect(new Set(materials.map(({ id }) => id)).size).toBe(materials.length);
    expect(materials.some(({ required }) => required)).toBe(true);
    expect(promisedDays).toBeLessThanOrEqual(legalDays);
  }
});

test('one item has no code, one is suspended, all others may be handled', () => {
  const unavailable = items.filter((item) => unavailableReason(item) !== null);
  expect(unavailable.map(({ id, state, taskCode }) => [id, state, taskCode === null])).toEqual([
    ['fireworks-retail', 'SUSPENDED', false],
    ['shopfront-filing', 'LIVE', true],
  ]);
  expect(items.length).toBe(21);
});

test.each([
  ['yyzz', ['company-setup', 'individual-setup']],
  ['二手房', ['house-transfer']],
  ['上户口', ['birth-registration']],
  ['spjy', ['food-licence']],
  ['xse', ['birth-registration']],
])('a clerk who types %s is offered %j', (query, expected) => {
  const offered = findItems(items, query).filter(({ unavailable }) => unavailable === null);
  expect(offered.slice(0, expected.length).map(({ item }) => item.id)).toEqual(expected);
});
