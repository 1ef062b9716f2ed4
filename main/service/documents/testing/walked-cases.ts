import type { BusinessDate } from '../../../../shared/basics/ids.ts';
import { addWorkingDays } from '../../../../shared/rules/workdays.ts';
import {
  actor, beginning, CALENDAR, CASE_ID, CaseWalk, CHIEF, CLERK, HEAD, ITEM, material, OUTPUT, REVIEWER, SIGNED, WITHOUT_PLAN,
} from '../../../../shared/rules/case-guards/testing/walk.ts';
import type { CaseFile, DocumentKind } from '../../../../shared/types/case-file.ts';

const clerk = actor(CLERK, ['CLERK'], 'OUTSOURCED');
const output = actor(OUTPUT, ['OUTPUT_CLERK']);
const reviewer = actor(REVIEWER, ['REVIEWER']);
const on = { caseId: CASE_ID };
const by = (workNo: typeof CLERK) => ({ ...on, workNo });

function inWorkingDays(walk: CaseWalk, days: number): BusinessDate {
  return addWorkingDays(walk.today, days, CALENDAR).date;
}

function drafted(): CaseWalk {
  return new CaseWalk().do('case.created', beginning(), clerk).do('case.pre-submitted', by(CLERK), clerk);
}

function noticed(): CaseWalk {
  const walk = new CaseWalk().received({ materials: WITHOUT_PLAN });
  return walk.do('case.correction-noticed', { ...on, dueOn: inWorkingDays(walk, 5), gaps: [material('plan', 'MISSING')], exemption: null }, clerk);
}

function tolerated(): CaseWalk {
  const walk = new CaseWalk().received({ materials: WITHOUT_PLAN });
  const acceptance = { ...on, caseNo: null, queryPin: '123456', acceptedAt: walk.now, workNo: CLERK, ...walk.due() };
  return walk.do('case.tolerated', { ...acceptance, materialIds: ['plan'], completeBy: inWorkingDays(walk, 5), promisedBy: SIGNED }, clerk);
}

function completed(): CaseWalk {
  const walk = tolerated().later(1);
  return walk.do('case.completed', { ...by(CLERK), materials: [material('plan')], completedAt: walk.now, ...walk.due() }, clerk);
}

function refusalProposed(): CaseWalk {
  const refusal = { reasonCode: 'NOT_OUR_POWER' as const, facts: '该项许可属于省级权限', rightAuthority: '省市场监督管理局', proposedBy: CLERK };
  return new CaseWalk().received().do('case.refusal-proposed', { ...on, refusal }, clerk);
}

const inReview = () => new CaseWalk().received().accepted().inReview();
const decided = () => inReview().reviewed().decided();
const resultIn = () => decided().resultIn();
const pickedUp = () =>
  resultIn().do('case.output-passed', by(OUTPUT), output)
    .do('case.picked-up', { ...by(OUTPUT), receiver: '张三', relation: 'AGENT', signature: SIGNED }, output);

function suspended(): CaseWalk {
  const walk = inReview();
  return walk.do('case.suspended', { ...by(REVIEWER), kind: 'EXPERT', basis: '《行政许可法》第四十五条', approvedBy: HEAD, plannedDays: 5, startOn: walk.today }, reviewer);
}

function extended(): CaseWalk {
  const walk = inReview();
  return walk.do('case.extended', { ...by(REVIEWER), approvedBy: HEAD, reason: '案情复杂，需要进一步核实', days: 5, ...walk.due({ extendedDays: 5 }) }, reviewer);
}

function outputRefused(): CaseWalk {
  const differences = [{ field: '持有人', accepted: '李四', result: '李肆' }];
  return decided().resultIn({ holderName: '李肆' }).do('case.output-refused', { ...by(OUTPUT), differences }, output);
}

const numbered = () => new CaseWalk().received().accepted().do('case.numbered', { ...on, caseNo: `${ITEM.taskCode}202511030001` }, actor(null, ['SYSTEM']));

/** For every kind of letter the way on which a case comes to call for it; those that no step calls for, where they are asked for. */
const WALKS: Readonly<Record<DocumentKind, () => CaseWalk>> = {
  GUIDE_NOTICE: drafted,
  RECEIPT: () => new CaseWalk().received(),
  CORRECTION: noticed,
  CORRECTION_RECEIPT: () => noticed().do('case.supplied', { ...by(CLERK), materials: [material('plan')] }, clerk),
  ACCEPT: () => new CaseWalk().received().accepted(),
  ACCEPT_TOLERANT: tolerated,
  COMPLETE: completed,
  REFUSE_ACCEPT: () => refusalProposed().do('case.refused', by(CHIEF), actor(CHIEF, ['CHIEF'])),
  PRE_RESULT: () => drafted().do('case.pre-returned', { ...by(CLERK), gaps: [material('plan', 'MISSING')] }, clerk),
  HANDOVER_MATERIAL: inReview,
  ENTRUST_HANDOVER: inReview,
  SPECIAL: suspended,
  EXTEND: extended,
  PROMISE: () => new CaseWalk().received({ flags: { ...beginning().flags, promiseBased: true } }),
  DECISION_GRANT: decided,
  DECISION_REFUSE: () => inReview().reviewed(ITEM.departmentName, false).decided(false),
  HANDOVER_RESULT: resultIn,
  OUTPUT_REFUSED: outputRefused,
  PAY_NOTICE: decided,
  DELIVERY_RECEIPT: pickedUp,
  HANDOVER_DELIVERY: () => {
    const walk = pickedUp();
    return walk.do('case.reported-back', { ...by(OUTPUT), at: walk.now }, output);
  },
  RETURN: () => noticed().later(10).do('case.correction-lapsed', by(CLERK), clerk),
  WITHDRAW: () => inReview().do('case.withdrawn', { ...by(CLERK), reason: '申请人不再经营', signature: SIGNED }, clerk),
  NEGATION_REPORT: refusalProposed,
  MAPPING: numbered,
};

/** A case that has come to where this letter is made. */
export function caseFor(kind: DocumentKind): { readonly file: CaseFile; readonly step: CaseFile['owed'][number] } {
  const walk = WALKS[kind]();
  if (walk.file === null) throw new Error(`${kind}: no case`);
  const step = walk.file.owed.find((owed) => owed.kind === kind) ?? { kind, at: walk.now, workNo: CLERK };
  return { file: walk.file, step };
}
