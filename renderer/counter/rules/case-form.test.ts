import { CommandId } from '../../../shared/basics/ids.ts';
import { CaseMaterial } from '../../../shared/types/case-file.ts';
import { EMPTY_FORM, chooseItem, fromDraft, judge, toCaseInput, toDraft, verdictOf, withMaterial, type Verdict } from './case-form.ts';
import { item } from './fixtures.ts';

const commandId = CommandId.parse('01JD0000000000000000000001');
const gap = { problem: '已过有效期', demand: '请提供有效期内的原件' };
const demanded = { originals: 1, copies: 2 };
const chosen = chooseItem({ ...EMPTY_FORM, applicantName: ' 李四 ', phone: ' 13800000000 ' }, item());
const [, plan] = chosen.materials;
if (plan === undefined) throw new Error('the fixture has three materials');

describe('judge', () => {
  it.each<[Verdict, string, number, number, typeof gap | null]>([
    ['UNCHECKED', 'MISSING', 0, 0, null],
    ['RECEIVED', 'RECEIVED', 1, 2, null],
    ['MISSING', 'MISSING', 0, 0, gap],
    ['REJECTED', 'REJECTED', 0, 0, gap],
  ])('%s', (verdict, status, originals, copies, expectedGap) => {
    const judged = judge({ ...plan, originals: 9, copies: 9 }, verdict, demanded, gap);
    expect(judged).toMatchObject({ status, originals, copies, gap: expectedGap });
    expect(verdictOf(judged)).toBe(verdict);
  });
});

describe('the form', () => {
  it('has nothing to keep before an item is chosen', () => {
    expect(toDraft({ ...EMPTY_FORM, applicantName: '李四' })).toBeNull();
    expect(toCaseInput(EMPTY_FORM, commandId, null)).toBeNull();
  });

  it('comes back from its draft as it was', () => {
    const form = withMaterial(chosen, judge(plan, 'REJECTED', demanded, { problem: '', demand: '请补' }));
    expect(fromDraft(toDraft(form))).toEqual(form);
  });

  it('starts again when another item is chosen, with the same applicant', () => {
    const form = withMaterial(chosen, judge(plan, 'RECEIVED', demanded, gap));
    const again = chooseItem(form, item());
    expect(again.applicantName).toBe(' 李四 ');
    expect(again.materials.map(verdictOf)).toEqual(['UNCHECKED', 'UNCHECKED', 'UNCHECKED']);
  });

  it('sends what the contract takes: trimmed, and without a gap that says nothing', () => {
    const form = withMaterial(chosen, judge(plan, 'MISSING', demanded, { problem: '', demand: '' }));
    const input = toCaseInput(form, commandId, null);
    expect(CaseMaterial.array().parse(input?.materials)).toEqual(input?.materials);
    expect(input).toMatchObject({ applicantName: '李四', phone: '13800000000' });
    expect(input?.materials[1]?.gap).toBeNull();
  });
});
