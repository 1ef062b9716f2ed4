import { tick } from '../basics/hlc.ts';
import { ulidFactory } from '../basics/ids.ts';
import { EventMaker } from '../../test/helpers/store.ts';
import type { CaseFile } from '../types/case-file.ts';
import type { DomainEvent } from '../types/events.ts';
import { foldCase } from './fold-case.ts';

const events = new EventMaker(ulidFactory(() => 1_000), () => 1_000);
const received = events.received();
const { caseId } = received.payload;
const accepted = events.accepted(caseId);
const issued = events.documentIssued(caseId);
const gap = { ...received.payload.materials[0], materialId: 'form', name: '申请表', required: true, originals: 0, copies: 0 };
const noticed = {
  type: 'case.correction-noticed',
  payload: {
    caseId,
    dueOn: accepted.payload.promisedDueOn,
    gaps: [{ ...gap, status: 'MISSING', gap: { problem: '未提交', demand: '请补交申请表' } }],
    exemption: null,
  },
} as const satisfies DomainEvent;

function fold(list: readonly DomainEvent[]): { file: CaseFile | null; conflicts: string[] } {
  let file: CaseFile | null = null;
  const conflicts: string[] = [];
  for (const event of list) {
    const step = foldCase(file, { event, hlc: tick(null, 1_000) });
    file = step.next;
    if (step.conflict !== null) conflicts.push(step.conflict);
  }
  return { file, conflicts };
}

test('received, accepted, letter issued', () => {
  const { file, conflicts } = fold([received, accepted, issued]);
  expect(file).toMatchObject({ stage: 'ACCEPTED', caseNo: '370000261123000001', queryPin: '048213', receivedAt: 1_000 });
  expect(file?.documents).toEqual([issued.payload.document]);
  expect(conflicts).toEqual([]);
});

test('a correction notice marks the lines it names', () => {
  const { file } = fold([received, noticed]);
  expect(file).toMatchObject({ stage: 'CORRECTION', correctionDueOn: '2026-11-30' });
  expect(file?.materials).toMatchObject([{ materialId: 'form', status: 'MISSING', gap: { demand: '请补交申请表' } }]);
});

/** Which letters are owed after these steps, in their order. */
test.each<[string, readonly DomainEvent[], readonly string[]]>([
  ['received', [received], ['RECEIPT']],
  ['received and accepted at once: the acceptance says what was received', [received, accepted], ['ACCEPT']],
  ['received and sent back for correction at once', [received, noticed], ['CORRECTION']],
  ['received, the receipt given, then accepted', [received, { ...issued, payload: { caseId, document: { ...issued.payload.document, kind: 'RECEIPT' } } }, accepted], ['ACCEPT']],
  ['numbered when it was accepted: a second number has no effect and no slip', [received, accepted, { type: 'case.numbered', payload: { caseId, caseNo: '1' } }], ['ACCEPT']],
  ['accepted without a number, numbered later', [received, events.accepted(caseId, null), { type: 'case.numbered', payload: { caseId, caseNo: '1' } }], ['ACCEPT', 'MAPPING']],
  ['each letter once', [received, events.accepted(caseId, null), { type: 'case.numbered', payload: { caseId, caseNo: '1' } }, issued], ['MAPPING']],
])('owed: %s', (_name, list, kinds) => {
  expect(fold(list).file?.owed.map(({ kind }) => kind)).toEqual(kinds);
});

test('a letter owed keeps when and by whom the step was taken', () => {
  expect(fold([received, accepted]).file?.owed).toEqual([{ kind: 'ACCEPT', at: 1_000, workNo: accepted.payload.workNo }]);
});

test.each<[string, readonly DomainEvent[], string]>([
  ['accepted before it is received', [accepted], 'case.accepted: case unknown'],
  ['received twice', [received, received], 'case.received: case is RECEIVED'],
  ['accepted twice', [received, accepted, accepted], 'case.accepted: case is ACCEPTED'],
  ['accepted after a correction notice', [received, noticed, accepted], 'case.accepted: case is CORRECTION'],
  ['one letter issued twice', [received, issued, issued], 'case.document-issued: issued before'],
])('%s is a conflict', (_name, list, conflict) => {
  expect(fold(list).conflicts).toEqual([conflict]);
});
