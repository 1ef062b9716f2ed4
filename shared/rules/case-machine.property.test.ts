import fc from 'fast-check';
import { CaseId, DocumentId, type WorkNo } from '../basics/ids.ts';
import type { CaseEventType } from '../types/case-events.ts';
import type { CaseFile } from '../types/case-file.ts';
import { StaffRole, StaffType, type Actor } from '../types/staff.ts';
import { STEP_POWERS } from './case-guards.ts';
import { CASE_STEPS, type CaseStep } from './case-steps.ts';
import { branchesOf } from './case-guards/review.ts';
import type { CasePayload } from './case-guards/guard.ts';
import {
  actor, beginning, CASE_ID, CaseWalk, CHIEF, CLERK, HEAD, ITEM, material, OUTPUT, REVIEWER, SIGNED, WHOLE, WITHOUT_PLAN,
} from './case-guards/testing/walk.ts';

const PEOPLE = [CLERK, CHIEF, REVIEWER, HEAD, OUTPUT];
const ITEMS = [ITEM, { ...ITEM, unified: true }, { ...ITEM, kind: 'UPWARD' as const }, { ...ITEM, kind: 'JOINT' as const, branches: ['甲局', '乙局'] }];

/** What somebody tries: an event, who, and a number that picks among plausible contents, wrong ones included. */
const attempt = fc.record({
  type: fc.nat(9_999),
  /** One who may do everything, so that the sequences come far. */
  able: fc.boolean(),
  who: fc.integer({ min: 0, max: PEOPLE.length - 1 }),
  roles: fc.uniqueArray(fc.constantFrom(...StaffRole.options), { minLength: 1, maxLength: 4 }),
  staffType: fc.constantFrom(...StaffType.options),
  pick: fc.nat(11),
  days: fc.nat(4),
});

function pickOf<T>(list: readonly [T, ...T[]], pick: number): T {
  return list[pick % list.length] ?? list[0];
}

type Payloads = { readonly [T in CaseEventType]: (walk: CaseWalk, workNo: WorkNo, pick: number) => CasePayload<T> };

const DOCUMENT = DocumentId.parse('01K9A0000000000000000000AD');
const OTHER_CASE = CaseId.parse('01K9A0000000000000000000AE');
const on = { caseId: CASE_ID };
const materials = (pick: number) => pickOf([WHOLE, WITHOUT_PLAN, [material('form', 'WAIVED_LICENCE'), material('plan')]], pick);
const acceptance = (walk: CaseWalk) => ({ ...on, caseNo: null, queryPin: '123456', acceptedAt: walk.now, ...walk.due() });
const decision = (walk: CaseWalk, workNo: WorkNo, pick: number) =>
  ({ ...on, workNo, granted: pick % 2 === 0, reasons: pick % 3 === 0 ? '' : '理由', remedies: '复议', at: walk.now });
const result = (pick: number) => ({
  docNo: '许1', certName: '许可证', certNo: 'JY1', holderName: pickOf(['李四', '李 四', '王五'], pick), holderCertNo: '11010519491231002X', itemName: ITEM.name,
  validFrom: null, validTo: null, copies: 1,
});

const PAYLOADS: Payloads = {
  'case.created': (_walk, workNo, pick) => beginning({ workNo, item: pickOf([ITEM, ...ITEMS], pick), materials: materials(pick) }),
  'case.pre-submitted': (_walk, workNo) => ({ ...on, workNo }),
  'case.pre-passed': (_walk, workNo) => ({ ...on, workNo }),
  'case.pre-returned': (_walk, workNo) => ({ ...on, workNo, gaps: [material('plan', 'MISSING')] }),
  'case.received': (walk, workNo, pick) => beginning({ workNo, at: walk.now, item: pickOf([ITEM, ...ITEMS], pick), materials: materials(pick) }),
  'case.fixed-on-spot': (_walk, workNo, pick) => ({ ...on, workNo, change: '更正', materials: materials(pick) }),
  'case.correction-noticed': (walk, workNo, pick) =>
    ({ ...on, dueOn: walk.today, gaps: [material('plan', 'MISSING')], exemption: pick % 4 === 0 ? { workNo, reason: '法规变化' } : null }),
  'case.supplied': (_walk, workNo, pick) => ({ ...on, workNo, materials: materials(pick) }),
  'case.correction-lapsed': (_walk, workNo) => ({ ...on, workNo }),
  'case.refusal-proposed': (_walk, workNo, pick) =>
    ({ ...on, refusal: { reasonCode: pickOf(['NOT_OUR_POWER', 'NOT_NEEDED'], pick), facts: '事实', rightAuthority: null, proposedBy: workNo } }),
  'case.refused': (_walk, workNo) => ({ ...on, workNo }),
  'case.accepted': (walk, workNo) => ({ ...acceptance(walk), workNo }),
  'case.tolerated': (walk, workNo) => ({ ...acceptance(walk), workNo, materialIds: ['plan'], completeBy: walk.today, promisedBy: SIGNED }),
  'case.deemed-accepted': (walk) => ({ ...acceptance(walk), acceptedAt: walk.file?.receivedAt ?? 0 }),
  'case.simulated': (_walk, workNo) => ({ ...on, workNo, opinion: '可以' }),
  'case.completed': (walk, workNo, pick) => ({ ...on, workNo, materials: materials(pick), completedAt: walk.now, ...walk.due() }),
  'case.promise-broken': (_walk, workNo) => ({ ...on, workNo }),
  'case.handed-over': (_walk, workNo) => ({ ...on, workNo, handoverNo: '交1', toDepartment: '市场监管局', pages: 3 }),
  'case.signed-for': (_walk, workNo) => ({ ...on, workNo, note: '' }),
  'case.handover-refused': (_walk, workNo) => ({ ...on, workNo, mismatch: '少页' }),
  'case.instantly-decided': decision,
  'case.step-done': (walk, workNo, pick) => ({
    ...on, step: { name: '审核', branch: pickOf(['市场监管局', '甲局', '乙局'], pick), workNo, opinion: '同意', agreed: pick % 5 !== 0, last: pick % 2 === 0, at: walk.now },
  }),
  'case.suspended': (walk, workNo, pick) =>
    ({ ...on, workNo, kind: 'EXPERT', basis: '评审', approvedBy: pickOf([HEAD, REVIEWER], pick), plannedDays: 5, startOn: walk.today }),
  'case.resumed': (walk, workNo) => ({ ...on, workNo, endOn: walk.today, ...walk.due({ suspensions: ended(walk) }) }),
  'case.extended': (walk, workNo, pick) => ({ ...on, workNo, approvedBy: HEAD, reason: '复杂', days: 1 + pick, ...walk.due({ extendedDays: 1 + pick }) }),
  'case.decided': decision,
  'case.forwarded': (_walk, workNo) => ({ ...on, workNo, toAuthority: '省局' }),
  'case.result-handed-over': (_walk, workNo, pick) => ({ ...on, workNo, result: result(pick) }),
  'case.output-passed': (_walk, workNo) => ({ ...on, workNo }),
  'case.output-refused': (_walk, workNo) => ({ ...on, workNo, differences: [{ field: '持有人', accepted: '李四', result: '王五' }] }),
  'case.result-corrected': (_walk, workNo, pick) => ({ ...on, workNo, result: result(pick) }),
  'case.picked-up': (_walk, workNo, pick) => ({ ...on, workNo, receiver: pickOf(['李四', '王五'], pick), relation: 'SELF', signature: SIGNED }),
  'case.dispatched': (_walk, workNo, pick) => ({ ...on, workNo, delivery: pick % 2 === 0 ? { mode: 'LOCKER', door: 'A1' } : { mode: 'PICKUP' } }),
  'case.delivery-confirmed': (_walk, workNo) => ({ ...on, workNo, evidence: '签收回执' }),
  'case.delivery-failed': (_walk, workNo) => ({ ...on, workNo, reason: '退回' }),
  'case.reported-back': (walk, workNo) => ({ ...on, workNo, at: walk.now }),
  'case.withdrawn': (_walk, workNo) => ({ ...on, workNo, reason: '不办了', signature: SIGNED }),
  'case.voided': (_walk, workNo, pick) => ({ ...on, workNo, reason: '录入错误', confirmedBy: pickOf([CHIEF, CLERK], pick) }),
  'case.reopened': (_walk, workNo, pick) => ({ ...on, workNo, newCaseId: pickOf([CASE_ID, OTHER_CASE], pick), order: '撤销' }),
  'case.archived': (walk, workNo) => ({ ...on, workNo, at: walk.now }),
  'case.numbered': () => ({ ...on, caseNo: '370000261123000001' }),
  'case.document-issued': (walk) => ({
    ...on,
    document: { id: DOCUMENT, caseId: CASE_ID, kind: 'ACCEPT', no: '受1', templateVersion: '1', sha256: 'b'.repeat(64), pages: 1, issuedAt: walk.now },
  }),
  'case.document-printed': () => ({ ...on, documentId: DOCUMENT, copy: 1 }),
};

function ended(walk: CaseWalk): CaseFile['suspensions'] {
  return (walk.file?.suspensions ?? []).map((one) => (one.endOn === null ? { ...one, endOn: walk.today } : one));
}

const TYPES = Object.keys(CASE_STEPS) as CaseEventType[];

/** Draws every event of the machine with every actor: what is refused says why and changes nothing; what is allowed keeps the invariants. */
test('no sequence of attempts leads to a state that must not be', () => {
  const reached = new Set<CaseEventType>();
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 80, maxLength: 200 }), (attempts) => {
      const walk = new CaseWalk();
      for (const { type: index, able, who, roles, staffType, pick, days } of attempts) {
        const type = likely(walk, index);
        const person = PEOPLE[who] ?? CLERK;
        walk.later(days === 4 ? 3 : 0);
        const byClock = able ? STEP_POWERS[type] === 'SYSTEM' : roles.includes('SYSTEM');
        tryOne(walk, type, actor(byClock ? null : person, able ? StaffRole.options : roles, able ? 'CIVIL_SERVANT' : staffType), person, pick, reached);
      }
    }),
    { numRuns: 300, seed: 20251103, endOnFailure: true },
  );
  expect(TYPES.filter((type) => !reached.has(type))).toEqual([]);
});

/** They would end most cases early; they are tried with all others. */
const ENDS: readonly CaseEventType[] = ['case.voided', 'case.withdrawn', 'case.document-issued', 'case.document-printed', 'case.numbered'];

/** Most of the attempts are events that the stage allows, so that the sequences come far. */
function likely(walk: CaseWalk, index: number): CaseEventType {
  const stage = walk.file?.stage ?? 'NEW';
  const open = TYPES.filter((type) => (CASE_STEPS[type] as CaseStep).from.includes(stage) && !ENDS.includes(type));
  const pool = index % 10 === 0 || open.length === 0 ? TYPES : open;
  return pool[index % pool.length] ?? 'case.created';
}

function tryOne<T extends CaseEventType>(walk: CaseWalk, type: T, who: Actor, workNo: WorkNo, pick: number, reached: Set<CaseEventType>): void {
  const make: Payloads[T] = PAYLOADS[type];
  if (walk.file === null && type !== 'case.created' && type !== 'case.received') return;
  const payload = make(walk, workNo, pick);
  const before = walk.file;
  const refusal = walk.ask(type, payload, who);
  if (refusal !== null) {
    expect(refusal.code).toMatch(/^[A-Z_]+$/);
    expect(refusal.sentence).not.toBe('');
    expect(walk.file).toBe(before);
    return;
  }
  // A repeated number or letter is caught by the fold, not by a guard.
  if (type === 'case.numbered' && before?.caseNo !== null) return;
  if (type === 'case.document-issued' && before?.documents.length !== 0) return;
  walk.do(type, payload, who);
  reached.add(type);
  if (walk.file !== null) checkInvariants(walk.file, before, type);
}

function checkInvariants(file: CaseFile, before: CaseFile | null, type: CaseEventType): void {
  if (file.promisedDueOn !== null && file.legalDueOn !== null) expect(file.promisedDueOn <= file.legalDueOn).toBe(true);
  if (type === 'case.decided') {
    expect(file.acceptedBy).not.toBe(file.decidedBy);
    expect(branchesOf(file.item).every((branch) => file.steps.some((step) => step.branch === branch && step.last))).toBe(true);
    if (file.doneResult === 'GRANTED') expect(file.steps.every(({ agreed }) => agreed)).toBe(true);
  }
  if (type === 'case.instantly-decided') expect(file.item.unified || file.item.kind === 'INSTANT').toBe(true);
  const open = file.suspensions.filter(({ endOn }) => endOn === null).length;
  if (file.stage === 'SUSPENDED') expect(open).toBe(1);
  if (file.stage === 'IN_REVIEW' || file.stage === 'DECIDED') expect(open).toBe(0);
  if (before?.decidedAt != null) expect(file.decidedAt).toBe(before.decidedAt);
  if (before !== null) expect(file.corrections - before.corrections).toBe(type === 'case.correction-noticed' ? 1 : 0);
  if (file.stage === 'CLOSED') expect(file.closedAt).not.toBeNull();
  if (file.stage === 'DELIVERED') expect(file.custody).toBe('APPLICANT');
}
