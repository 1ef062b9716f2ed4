import type { z } from 'zod';
import type { ServiceItem } from '../types/catalogue.ts';
import { checkItem, LOCAL_CODES } from './item-check.ts';
import { sampleItem, sampleMaterial } from './testing/sample-item.ts';

type Change = Partial<z.input<typeof ServiceItem>>;

const option = (id: string, next: string | null = null, materialIds: string[] = []) => ({ id, label: id, next, materialIds });

test('a sound item has no problem, nor has one with everything that may be stated', () => {
  expect(checkItem(sampleItem())).toEqual([]);
  const full: Change = {
    catalogCode: '990100100003',
    handleItemCode: '11990101990000017G499010010000301',
    tolerant: ['plan'],
    questions: [{ id: 'who', text: '谁来办？', options: [option('self'), option('agent', null, ['proxy'])] }],
    flow: [{ name: '审查', role: '首席代表', limitDays: 3 }, { name: '决定', role: '局长', limitDays: 2 }],
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-01-01',
  };
  expect(checkItem(sampleItem(full))).toEqual([]);
});

test.each<[string, Change, keyof ServiceItem]>([
  ['a code too short', { taskCode: '11990101990000017G499010010000' }, 'taskCode'],
  ['small letters', { taskCode: '11990101990000017g4990100100003' }, 'taskCode'],
  ['a wrong check digit', { taskCode: '11990101990000018G4990100100003' }, 'taskCode'],
  ['another level', { useLevel: '2' }, 'taskCode'],
  ['another 基本编码', { catalogCode: '990100100004' }, 'taskCode'],
  ['a short 基本编码', { catalogCode: '9901001', taskCode: null }, 'catalogCode'],
  ['办理项 of another item', { handleItemCode: '11990101990000017G499010010000401' }, 'handleItemCode'],
  ['办理项 without 实施编码', { handleItemCode: '11990101990000017G499010010000301', taskCode: null }, 'handleItemCode'],
  ['promised later than the law', { promisedDays: 21 }, 'promisedDays'],
  ['29 calendar days against 20 working days', { promisedDays: 29, promisedUnit: 'CALENDAR_DAY' }, 'promisedDays'],
  ['15 working days against 20 calendar days', { promisedDays: 15, legalUnit: 'CALENDAR_DAY' }, 'promisedDays'],
  ['即办 that takes days', { reviewType: 'FORMAL', promisedDays: 1 }, 'promisedDays'],
  ['承诺 without days', { promisedDays: 0 }, 'promisedDays'],
  ['steps longer than the promise', { flow: [{ name: '审查', role: '首席代表', limitDays: 6 }] }, 'flow'],
  ['受审合一 with branches', { acceptanceMode: 'UNIFIED', branches: ['自然资源局'] }, 'branches'],
  ['branches of a case decided above', { decidedAbove: '自治区', branches: ['自然资源局'] }, 'branches'],
  ['a material twice', { materials: [sampleMaterial('form'), sampleMaterial('form')] }, 'materials'],
  ['nothing required', { materials: [sampleMaterial('form', false)] }, 'materials'],
  ['neither original nor copy', { materials: [{ ...sampleMaterial('form'), originals: 0 }] }, 'materials'],
  ['容缺 of nothing', { tolerant: ['report'] }, 'tolerant'],
  ['容缺 of an optional material', { tolerant: ['proxy'] }, 'tolerant'],
  ['an unknown material asked for', { questions: [{ id: 'a', text: '？', options: [option('x', null, ['report']), option('y')] }] }, 'questions'],
  ['every required material asked for by an answer', { questions: [{ id: 'a', text: '？', options: [option('x', null, ['form']), option('y', null, ['plan'])] }] }, 'questions'],
  ['a question twice', { questions: ['a', 'a'].map((id) => ({ id, text: '？', options: [option('x'), option('y')] })) }, 'questions'],
  ['an option twice', { questions: [{ id: 'a', text: '？', options: [option('x'), option('x')] }] }, 'questions'],
  ['no such next question', { questions: [{ id: 'a', text: '？', options: [option('x', 'b'), option('y')] }] }, 'questions'],
  ['questions in a circle', { questions: [{ id: 'a', text: '？', options: [option('x', 'b'), option('y')] }, { id: 'b', text: '？', options: [option('x', 'a'), option('y')] }] }, 'questions'],
  ['a question nobody reaches', { questions: [{ id: 'a', text: '？', options: [option('x'), option('y')] }, { id: 'b', text: '？', options: [option('x'), option('y')] }] }, 'questions'],
  ['an end before the beginning', { effectiveFrom: '2026-02-01', effectiveTo: '2026-01-31' }, 'effectiveTo'],
])('%s is a problem of its field', (_name, change, field) => {
  expect(checkItem(sampleItem(change)).map((problem) => problem.field)).toEqual([field]);
});

test('a region with codes of its own writes them as it likes, but not with blanks', () => {
  expect(checkItem(sampleItem({ taskCode: '511A0138000000-511602000000-000-1-00' }), LOCAL_CODES)).toEqual([]);
  expect(checkItem(sampleItem({ taskCode: '511A 0138' }), LOCAL_CODES)).toHaveLength(1);
});

test('thirty questions that fork and join are checked at once', () => {
  const ids = Array.from({ length: 30 }, (_, i) => `q${i}`);
  const questions = ids.map((id, i) => ({ id, text: '？', options: [0, 1, 2, 3].map((n) => option(`o${n}`, ids[i + 1 + n] ?? null)) }));
  const begun = performance.now();
  expect(checkItem(sampleItem({ questions }))).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(500);
});
