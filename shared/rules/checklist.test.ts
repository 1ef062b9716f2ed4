import { checkMaterials, type CheckedMaterial } from './checklist.ts';

const gap = { problem: '未提供', demand: '请提供原件' };

function line(required: boolean, status: CheckedMaterial['status'], lineGap: CheckedMaterial['gap'] = null): CheckedMaterial {
  return { required, status, gap: lineGap };
}

describe('checkMaterials', () => {
  const table: readonly { name: string; materials: readonly CheckedMaterial[]; missing: number; canAccept: boolean; gapsComplete: boolean }[] = [
    { name: 'no list at all', materials: [], missing: 0, canAccept: false, gapsComplete: false },
    { name: 'all required received', materials: [line(true, 'RECEIVED'), line(true, 'RECEIVED')], missing: 0, canAccept: true, gapsComplete: false },
    { name: 'an optional one missing does not stop', materials: [line(true, 'RECEIVED'), line(false, 'MISSING')], missing: 0, canAccept: true, gapsComplete: false },
    { name: 'an optional one rejected does not stop', materials: [line(true, 'RECEIVED'), line(false, 'REJECTED')], missing: 0, canAccept: true, gapsComplete: false },
    { name: 'a required one missing, not explained', materials: [line(true, 'RECEIVED'), line(true, 'MISSING')], missing: 1, canAccept: false, gapsComplete: false },
    { name: 'a required one rejected, explained', materials: [line(true, 'RECEIVED'), line(true, 'REJECTED', gap)], missing: 1, canAccept: false, gapsComplete: true },
    { name: 'two gaps, one explained', materials: [line(true, 'MISSING', gap), line(true, 'REJECTED')], missing: 2, canAccept: false, gapsComplete: false },
    { name: 'two gaps, both explained', materials: [line(true, 'MISSING', gap), line(true, 'REJECTED', gap)], missing: 2, canAccept: false, gapsComplete: true },
    { name: 'a problem of blanks', materials: [line(true, 'MISSING', { problem: '  ', demand: '请提供原件' })], missing: 1, canAccept: false, gapsComplete: false },
    { name: 'a demand left empty', materials: [line(true, 'MISSING', { problem: '未提供', demand: '' })], missing: 1, canAccept: false, gapsComplete: false },
    { name: 'a left-over gap on a received one', materials: [line(true, 'RECEIVED', gap)], missing: 0, canAccept: true, gapsComplete: false },
  ];

  it.each(table)('$name', ({ materials, missing, canAccept, gapsComplete }) => {
    const check = checkMaterials(materials);
    expect({ missing: check.missing.length, canAccept: check.canAccept, gapsComplete: check.gapsComplete }).toEqual({ missing, canAccept, gapsComplete });
  });

  it('names the missing ones in their order', () => {
    const first = line(true, 'MISSING');
    const second = line(true, 'REJECTED');
    expect(checkMaterials([first, line(true, 'RECEIVED'), second]).missing).toEqual([first, second]);
  });
});
