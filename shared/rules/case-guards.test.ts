import { CaseId } from '../basics/ids.ts';
import { suspendedDays, warningLight } from './case-clock.ts';
import { CASE_STEPS } from './case-steps.ts';
import { outputDifferences } from './case-guards/output.ts';
import {
  actor, beginning, CALENDAR, CASE_ID, CaseWalk, CATALOGUE_ITEM, CHIEF, CLERK, HEAD, ITEM, material, OUTPUT, REVIEWER, SIGNED, SYSTEM, WHOLE, WITHOUT_PLAN,
} from './case-guards/testing/walk.ts';
import { BusinessDate } from '../basics/ids.ts';

const clerk = actor(CLERK, ['CLERK'], 'OUTSOURCED');
const chief = actor(CHIEF, ['CHIEF']);
const reviewer = actor(REVIEWER, ['REVIEWER']);
const output = actor(OUTPUT, ['OUTPUT_CLERK']);
const by = (workNo: typeof CLERK) => ({ caseId: CASE_ID, workNo });
const date = (text: string) => BusinessDate.parse(text);

function code(walk: CaseWalk, ...[type, payload, who]: Parameters<CaseWalk['ask']>): string | null {
  return walk.ask(type, payload, who)?.code ?? null;
}

test('the usual way: received, accepted, handed over, reviewed, decided, checked, picked up, reported back', () => {
  const walk = new CaseWalk().received().accepted().inReview().reviewed().decided().resultIn()
    .do('case.output-passed', by(OUTPUT), output)
    .do('case.picked-up', { ...by(OUTPUT), receiver: '李四', relation: 'SELF', signature: SIGNED }, output)
    .do('case.reported-back', { ...by(OUTPUT), at: 0 }, output);
  expect(walk.file).toMatchObject({ stage: 'CLOSED', doneResult: 'GRANTED', custody: 'APPLICANT', acceptedBy: CLERK, decidedBy: HEAD });
});

test('K1–K3: draft, preview, returned, again, passed, received', () => {
  const walk = new CaseWalk().do('case.created', beginning(), clerk).do('case.pre-submitted', by(CLERK), clerk)
    .do('case.pre-returned', { ...by(CLERK), gaps: [material('plan', 'MISSING')] }, clerk)
    .do('case.pre-submitted', by(CLERK), clerk);
  expect(code(walk, 'case.received', beginning(), clerk)).toBe('NOT_PRE_PASSED');
  walk.do('case.pre-passed', by(CLERK), clerk).received();
  expect(walk.file).toMatchObject({ stage: 'RECEIVED', custody: 'WINDOW' });
});

describe('receipt', () => {
  test.each([
    ['no code', { ...CATALOGUE_ITEM, taskCode: null }, 'ITEM_NOT_AVAILABLE'],
    ['not published', { ...CATALOGUE_ITEM, state: 'APPROVED' as const }, 'ITEM_NOT_AVAILABLE'],
    ['cancelled', { ...CATALOGUE_ITEM, state: 'CANCELLED' as const }, 'ITEM_NOT_AVAILABLE'],
    ['not in the catalogue', null, 'UNKNOWN_ITEM'],
  ])('an item that is %s makes no case', (_name, item, expected) => {
    const walk = new CaseWalk();
    walk.context = { item };
    expect(code(walk, 'case.created', beginning(), clerk)).toBe(expected);
    expect(code(walk, 'case.received', beginning(), clerk)).toBe(expected);
  });

  test('a draft on an older version has to be looked at again', () => {
    const walk = new CaseWalk().do('case.created', beginning(), clerk);
    walk.context = { item: { ...CATALOGUE_ITEM, version: 4 } };
    expect(code(walk, 'case.received', beginning(), clerk)).toBe('ITEM_CHANGED');
  });
});

describe('correction', () => {
  const notice = (gaps = [material('plan', 'MISSING')], exemption: { workNo: typeof CLERK; reason: string } | null = null) =>
    ({ caseId: CASE_ID, dueOn: date('2025-11-10'), gaps, exemption });

  test('once, everything that is missing, and nothing that is not', () => {
    const walk = new CaseWalk().received({ materials: [material('form', 'MISSING'), material('plan', 'MISSING')] });
    expect(code(walk, 'case.correction-noticed', notice(), clerk)).toBe('GAPS_NOT_EXPLAINED');
    expect(code(new CaseWalk().received(), 'case.correction-noticed', notice(), clerk)).toBe('NOTHING_MISSING');
  });

  test('a second one needs a supervisor', () => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN }).do('case.correction-noticed', notice(), clerk)
      .do('case.supplied', { ...by(CLERK), materials: [material('plan')] }, clerk)
      .do('case.fixed-on-spot', { ...by(CLERK), change: '图纸被申请人取回', materials: [material('plan', 'MISSING')] }, clerk);
    expect(code(walk, 'case.correction-noticed', notice(), clerk)).toBe('SECOND_CORRECTION');
    expect(code(walk, 'case.correction-noticed', notice(undefined, { workNo: CHIEF, reason: '法规变化' }), clerk)).toBeNull();
  });

  test('a waived material is never demanded', () => {
    const walk = new CaseWalk().received({ materials: [material('form', 'WAIVED_LICENCE'), material('plan', 'MISSING')] });
    const gaps = [material('form', 'MISSING'), material('plan', 'MISSING')];
    expect(code(walk, 'case.correction-noticed', notice(gaps), clerk)).toBe('WAIVED_DEMANDED');
  });

  test('not supplied: returned after the due date, not on it', () => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN }).do('case.correction-noticed', notice(), clerk);
    expect(code(walk, 'case.supplied', { ...by(CLERK), materials: [] }, clerk)).toBe('STILL_MISSING');
    expect(code(walk.later(7), 'case.correction-lapsed', by(CLERK), clerk)).toBe('NOT_LAPSED');
    walk.later(1).do('case.correction-lapsed', by(CLERK), clerk).do('case.archived', { ...by(CLERK), at: walk.now }, clerk);
    expect(walk.file).toMatchObject({ stage: 'CLOSED', doneResult: 'RETURNED', custody: 'APPLICANT' });
  });
});

describe('silence for five working days', () => {
  const deemed = (walk: CaseWalk) => ({ caseId: CASE_ID, caseNo: null, queryPin: '123456', acceptedAt: walk.file?.receivedAt ?? 0, ...walk.due() });

  test('received on Monday: still open on the next Monday, accepted from the day of receipt on Tuesday', () => {
    const walk = new CaseWalk().received().later(7);
    expect(code(walk, 'case.deemed-accepted', deemed(walk), SYSTEM)).toBe('TIME_NOT_OVER');
    walk.later(1).do('case.deemed-accepted', deemed(walk), SYSTEM);
    expect(walk.file).toMatchObject({ stage: 'ACCEPTED', acceptedAt: walk.file?.receivedAt });
  });

  test('only the clock does it, and no correction may be asked for any more', () => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN }).later(8);
    expect(code(walk, 'case.deemed-accepted', deemed(walk), chief)).toBe('NO_POWER');
    const notice = { caseId: CASE_ID, dueOn: date('2025-11-18'), gaps: [material('plan', 'MISSING')], exemption: null };
    expect(code(walk, 'case.correction-noticed', notice, clerk)).toBe('NOTICE_TOO_LATE');
  });
});

test('a refusal needs reasons, the right authority and a second person', () => {
  const refusal = { reasonCode: 'NOT_OUR_POWER' as const, facts: '属于省级权限', rightAuthority: null, proposedBy: CLERK };
  const walk = new CaseWalk().received();
  expect(code(walk, 'case.refused', by(CHIEF), chief)).toBe('NO_PROPOSAL');
  expect(code(walk, 'case.refusal-proposed', { caseId: CASE_ID, refusal }, clerk)).toBe('NAME_THE_AUTHORITY');
  walk.do('case.refusal-proposed', { caseId: CASE_ID, refusal: { ...refusal, rightAuthority: '省药监局' } }, clerk);
  expect(code(walk, 'case.refused', by(CLERK), actor(CLERK, ['CHIEF']))).toBe('SAME_PERSON');
  expect(code(walk, 'case.refused', by(CHIEF), clerk)).toBe('NO_POWER');
  walk.do('case.refused', by(CHIEF), chief);
  expect(walk.file).toMatchObject({ stage: 'REFUSED_ACCEPT', doneResult: 'NOT_ACCEPTED' });
});

describe('容缺', () => {
  const promise = (walk: CaseWalk, completeBy = '2025-11-14') =>
    ({ ...by(CLERK), caseNo: null, queryPin: '123456', acceptedAt: walk.now, materialIds: ['plan'], completeBy: date(completeBy), promisedBy: SIGNED, ...walk.due() });

  test('accepted, simulated, completed on the last day: the formal time runs from then', () => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN });
    walk.do('case.tolerated', promise(walk), clerk).do('case.simulated', { ...by(REVIEWER), opinion: '可以' }, reviewer).later(11);
    const completed = { ...by(CLERK), materials: [material('plan')], completedAt: walk.now, ...walk.due({}) };
    walk.do('case.completed', completed, clerk);
    expect(walk.file).toMatchObject({ stage: 'ACCEPTED', simulated: true, tolerance: { completedAt: walk.now } });
  });

  test.each([
    ['BLOCKED' as const, 'CREDIT_BLOCKED'],
    ['UNKNOWN' as const, 'CREDIT_UNKNOWN'],
  ])('credit %s: refused', (credit, expected) => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN });
    walk.context = { credit };
    expect(code(walk, 'case.tolerated', promise(walk), clerk)).toBe(expected);
  });

  test('never longer than the promise of the item, never for other gaps', () => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN });
    expect(code(walk, 'case.tolerated', promise(walk, '2025-11-17'), clerk)).toBeNull();
    expect(code(walk, 'case.tolerated', promise(walk, '2025-11-18'), clerk)).toBe('PROMISE_TOO_LONG');
    const other = new CaseWalk().received({ materials: [material('form', 'MISSING'), material('plan')] });
    expect(code(other, 'case.tolerated', { ...promise(other), materialIds: ['form'] }, clerk)).toBe('NOT_TOLERABLE');
  });

  test('late by arrival: too late, and the promise is broken', () => {
    const walk = new CaseWalk().received({ materials: WITHOUT_PLAN });
    walk.do('case.tolerated', promise(walk), clerk).later(11);
    expect(code(walk, 'case.promise-broken', by(CLERK), clerk)).toBe('NOT_BROKEN');
    walk.later(1);
    expect(code(walk, 'case.completed', { ...by(CLERK), materials: [material('plan')], completedAt: walk.now, ...walk.due() }, clerk)).toBe('TOO_LATE');
    expect(code(walk, 'case.promise-broken', by(CLERK), clerk)).toBeNull();
  });
});

describe('who accepts does not decide', () => {
  const decision = (workNo: typeof CLERK) => ({ ...by(workNo), granted: true, reasons: '', remedies: '', at: 0 });

  test('the acceptor with every power may not review or decide', () => {
    const everything = actor(CLERK, ['CLERK', 'REVIEWER', 'DECIDER']);
    const walk = new CaseWalk().received().accepted().inReview();
    const step = { name: '审核', branch: ITEM.departmentName, workNo: CLERK, opinion: '同意', agreed: true, last: true, at: 0 };
    expect(code(walk, 'case.step-done', { caseId: CASE_ID, step }, everything)).toBe('ACCEPTOR');
    expect(code(walk.reviewed(), 'case.decided', decision(CLERK), everything)).toBe('ACCEPTOR');
  });

  test('unified or instant items may be decided where they were accepted, never by outsourced staff', () => {
    const unified = new CaseWalk().received({ item: { ...ITEM, unified: true } }).accepted();
    expect(code(unified, 'case.instantly-decided', decision(CLERK), actor(CLERK, ['CHIEF']))).toBeNull();
    expect(code(unified, 'case.instantly-decided', decision(CLERK), actor(CLERK, ['CHIEF'], 'OUTSOURCED'))).toBe('NOT_QUALIFIED');
    const promised = new CaseWalk().received().accepted();
    expect(code(promised, 'case.instantly-decided', decision(CHIEF), chief)).toBe('NOT_INSTANT');
  });

  test('all branches first; one that disagrees rules out a grant; a refusal gives reasons and remedies', () => {
    const joint = new CaseWalk().received({ item: { ...ITEM, kind: 'JOINT', branches: ['市场监管局', '消防救援局'] } }).accepted().inReview().reviewed('市场监管局');
    const head = actor(HEAD, ['DECIDER']);
    expect(code(joint, 'case.decided', decision(HEAD), head)).toBe('BRANCHES_OPEN');
    joint.reviewed('消防救援局', false);
    expect(code(joint, 'case.decided', decision(HEAD), head)).toBe('BRANCH_DISAGREED');
    expect(code(joint, 'case.decided', { ...decision(HEAD), granted: false }, head)).toBe('NO_REASONS');
    expect(joint.decided(false).file).toMatchObject({ stage: 'DECIDED', doneResult: 'NOT_GRANTED' });
  });
});

test('papers are signed for by somebody else, or come back', () => {
  const walk = new CaseWalk().received().accepted().do('case.handed-over', { ...by(CLERK), handoverNo: '交-1', toDepartment: '市场监管局', pages: 5 }, clerk);
  expect(code(walk, 'case.signed-for', { ...by(CLERK), note: '' }, actor(CLERK, ['REVIEWER']))).toBe('SAME_PERSON');
  expect(walk.file?.custody).toBe('IN_TRANSIT');
  walk.do('case.handover-refused', { ...by(REVIEWER), mismatch: '少一页' }, reviewer);
  expect(walk.file).toMatchObject({ stage: 'ACCEPTED', custody: 'WINDOW' });
});

describe('the clock', () => {
  test('a suspension of seven working days moves both dates by seven working days', () => {
    const walk = new CaseWalk().received().accepted().inReview();
    expect(walk.file).toMatchObject({ promisedDueOn: '2025-11-17', legalDueOn: '2025-12-01' });
    walk.later(2);
    walk.do('case.suspended', { ...by(REVIEWER), kind: 'EXPERT', basis: '专家评审', approvedBy: HEAD, plannedDays: 7, startOn: walk.today }, reviewer).later(9);
    const open = walk.file?.suspensions ?? [];
    const due = walk.due({ suspensions: open.map((one) => ({ ...one, endOn: walk.today })) });
    expect(code(walk, 'case.resumed', { ...by(REVIEWER), endOn: walk.today, ...due, promisedDueOn: date('2026-01-05') }, reviewer)).toBe('WRONG_DUE');
    walk.do('case.resumed', { ...by(REVIEWER), endOn: walk.today, ...due }, reviewer);
    expect(walk.file).toMatchObject({ stage: 'IN_REVIEW', promisedDueOn: '2025-11-26', legalDueOn: '2025-12-10' });
  });

  test('overlapping suspensions are merged', () => {
    const one = { kind: 'VERIFY' as const, basis: '核实', approvedBy: HEAD, plannedDays: 5 };
    const both = [{ ...one, startOn: date('2025-11-03'), endOn: date('2025-11-07') }, { ...one, startOn: date('2025-11-05'), endOn: date('2025-11-12') }];
    expect(suspendedDays(both, CALENDAR)).toBe(7);
    expect(suspendedDays([{ ...one, startOn: date('2025-09-26'), endOn: date('2025-10-10') }], CALENDAR)).toBe(5);
  });

  test('extended once, by ten working days at most, fifteen where departments decide together', () => {
    const extension = (walk: CaseWalk, days: number) => ({ ...by(REVIEWER), approvedBy: HEAD, reason: '案情复杂', days, ...walk.due({ extendedDays: days }) });
    const walk = new CaseWalk().received().accepted().inReview();
    expect(code(walk, 'case.extended', extension(walk, 11), reviewer)).toBe('EXTENDED_TOO_LONG');
    expect(code(walk, 'case.extended', { ...extension(walk, 10), approvedBy: REVIEWER }, reviewer)).toBe('SAME_PERSON');
    walk.do('case.extended', extension(walk, 10), reviewer);
    expect(walk.file).toMatchObject({ promisedDueOn: '2025-12-01', legalDueOn: '2025-12-15' });
    expect(code(walk, 'case.extended', extension(walk, 1), reviewer)).toBe('EXTENDED_BEFORE');
    const joint = new CaseWalk().received({ item: { ...ITEM, kind: 'JOINT', branches: ['甲局'], legalDays: 45 } }).accepted().inReview();
    expect(code(joint, 'case.extended', extension(joint, 15), reviewer)).toBeNull();
    expect(code(joint, 'case.extended', extension(joint, 16), reviewer)).toBe('EXTENDED_TOO_LONG');
  });

  test.each([
    ['2025-11-12', 'GREEN'], ['2025-11-13', 'YELLOW'], ['2025-11-17', 'YELLOW'], ['2025-11-18', 'RED'],
  ])('promised for 2025-11-17 in ten days: on %s %s', (today, light) => {
    const file = { stage: 'IN_REVIEW' as const, promisedDueOn: date('2025-11-17'), decidedAt: null, item: ITEM };
    expect(warningLight(file, date(today), CALENDAR)).toBe(light);
    expect(warningLight({ ...file, stage: 'SUSPENDED' }, date(today), CALENDAR)).toBe('GREY');
  });
});

describe('output', () => {
  const ready = () => new CaseWalk().received().accepted().inReview().reviewed().decided().resultIn().do('case.output-passed', by(OUTPUT), output);

  test('one different digit and it is not taken over; it comes back corrected', () => {
    const walk = new CaseWalk().received().accepted().inReview().reviewed().decided().resultIn({ holderCertNo: '11010519491231003X' });
    expect(code(walk, 'case.output-passed', by(OUTPUT), output)).toBe('RESULT_DIFFERS');
    const { file } = walk;
    if (file?.result == null) throw new Error('no result');
    walk.do('case.output-refused', { ...by(OUTPUT), differences: outputDifferences(file, file.result) }, output);
    walk.do('case.result-corrected', { ...by(REVIEWER), result: { ...file.result, holderCertNo: '11010519491231002X' } }, reviewer);
    expect(code(walk, 'case.output-passed', by(OUTPUT), output)).toBeNull();
  });

  test.each([
    ['full width digits', { holderCertNo: '１１０１０５１９４９１２３１００２Ｘ' }],
    ['a space in the name', { holderName: '李 四' }],
    ['a lower-case x', { holderCertNo: '11010519491231002x' }],
  ])('%s is no difference', (_name, change) => {
    const walk = new CaseWalk().received().accepted().inReview().reviewed().decided().resultIn(change);
    expect(code(walk, 'case.output-passed', by(OUTPUT), output)).toBeNull();
  });

  test('a rare character and its look-alike are two', () => {
    const walk = new CaseWalk().received({ applicant: { ...beginning().applicant, name: '李𬭊' } }).accepted().inReview().reviewed().decided().resultIn({ holderName: '李钅' });
    expect(walk.ask('case.output-passed', by(OUTPUT), output)?.sentence).toContain('受理为“李𬭊”，结果为“李钅”');
  });

  test('mail fails and comes back; the locker delivers; nobody else picks up as the holder', () => {
    const walk = ready().do('case.dispatched', { ...by(OUTPUT), delivery: { mode: 'MAIL', carrier: '邮政', waybillNo: 'EA123456789CN' } }, output)
      .do('case.delivery-failed', { ...by(OUTPUT), reason: '地址不详' }, output);
    expect(code(walk, 'case.picked-up', { ...by(OUTPUT), receiver: '王五', relation: 'SELF', signature: SIGNED }, output)).toBe('NOT_THE_HOLDER');
    walk.do('case.dispatched', { ...by(OUTPUT), delivery: { mode: 'LOCKER', door: 'A3' } }, output)
      .do('case.delivery-confirmed', { ...by(OUTPUT), evidence: '取件码已使用' }, output);
    expect(walk.file).toMatchObject({ stage: 'DELIVERED', custody: 'APPLICANT' });
  });
});

test('withdrawn and voided only before a decision, voided by two', () => {
  const walk = new CaseWalk().received();
  expect(code(walk, 'case.voided', { ...by(CLERK), reason: '录入错误', confirmedBy: CLERK }, clerk)).toBe('SAME_PERSON');
  expect(code(walk, 'case.withdrawn', { ...by(CLERK), reason: '不办了', signature: { name: '', strokes: null } }, clerk)).toBe('NOT_SIGNED');
  const decided = new CaseWalk().received().accepted().inReview().reviewed().decided();
  expect(code(decided, 'case.withdrawn', { ...by(CLERK), reason: '不办了', signature: SIGNED }, clerk)).toBe('WRONG_STAGE');
  expect(code(decided, 'case.voided', { ...by(CLERK), reason: '录入错误', confirmedBy: CHIEF }, clerk)).toBe('WRONG_STAGE');
});

test('only what was granted and closed is changed later, by a new case', () => {
  const walk = new CaseWalk().received().accepted().inReview().reviewed().decided().resultIn().do('case.output-passed', by(OUTPUT), output)
    .do('case.picked-up', { ...by(OUTPUT), receiver: '李四', relation: 'SELF', signature: SIGNED }, output).do('case.reported-back', { ...by(OUTPUT), at: 0 }, output);
  const order = { ...by(HEAD), order: '依法撤销' };
  expect(code(walk, 'case.reopened', { ...order, newCaseId: CASE_ID }, actor(HEAD, ['DECIDER']))).toBe('SAME_CASE');
  expect(code(walk, 'case.reopened', { ...order, newCaseId: CaseId.parse('01K9A0000000000000000000AC') }, actor(HEAD, ['DECIDER']))).toBeNull();
});

test('every transition of the domain model has its step', () => {
  const numbers = new Set(Object.values(CASE_STEPS).map(({ k }) => k));
  expect([...numbers].filter((k) => k !== null).sort()).toEqual(Array.from({ length: 33 }, (_, i) => `K${i + 1}`).sort());
});

test('nobody without the power does anything', () => {
  const nobody = actor(CLERK, ['ADMIN']);
  const walk = new CaseWalk().received({ materials: WHOLE });
  const acceptance = { caseId: CASE_ID, caseNo: null, queryPin: '123456', acceptedAt: 0, workNo: CLERK, ...walk.due() };
  expect(code(walk, 'case.accepted', acceptance, nobody)).toBe('NO_POWER');
  expect(code(walk, 'case.withdrawn', { ...by(CLERK), reason: '不办了', signature: SIGNED }, nobody)).toBe('NO_POWER');
});
