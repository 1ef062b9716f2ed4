import type { Refusal } from '../contract/outcome.ts';
import type { CaseEventType } from '../types/case-events.ts';
import type { CaseFile, CaseStage } from '../types/case-file.ts';
import type { CasePower } from '../types/staff.ts';
import * as acceptance from './case-guards/acceptance.ts';
import { allowed, no, type CaseContext, type CasePayload, type FirstGuard, type Guard } from './case-guards/guard.ts';
import * as intake from './case-guards/intake.ts';
import * as output from './case-guards/output.ts';
import * as review from './case-guards/review.ts';
import { stageAllows } from './case-steps.ts';

/** A proposed event of a case. */
export type CaseProposal = { [T in CaseEventType]: { readonly type: T; readonly payload: CasePayload<T> } }[CaseEventType];

/** Which power each step needs (domain model §3.6). SYSTEM: the clock alone. ANY: whoever is at work. */
export const STEP_POWERS = {
  'case.created': 'RECEIVE',
  'case.pre-submitted': 'RECEIVE',
  'case.pre-passed': 'RECEIVE',
  'case.pre-returned': 'RECEIVE',
  'case.received': 'RECEIVE',
  'case.fixed-on-spot': 'RECEIVE',
  'case.correction-noticed': 'RECEIVE',
  'case.supplied': 'RECEIVE',
  'case.correction-lapsed': 'RECEIVE',
  'case.refusal-proposed': 'ACCEPT',
  'case.refused': 'APPROVE_REFUSAL',
  'case.accepted': 'ACCEPT',
  'case.tolerated': 'ACCEPT',
  'case.deemed-accepted': 'SYSTEM',
  'case.simulated': 'REVIEW',
  'case.completed': 'RECEIVE',
  'case.promise-broken': 'RECEIVE',
  'case.handed-over': 'RECEIVE',
  'case.signed-for': 'REVIEW',
  'case.handover-refused': 'REVIEW',
  'case.instantly-decided': 'DECIDE',
  'case.step-done': 'REVIEW',
  'case.suspended': 'REVIEW',
  'case.resumed': 'REVIEW',
  'case.extended': 'REVIEW',
  'case.decided': 'DECIDE',
  'case.forwarded': 'REVIEW',
  'case.result-handed-over': 'REVIEW',
  'case.output-passed': 'OUTPUT',
  'case.output-refused': 'OUTPUT',
  'case.result-corrected': 'REVIEW',
  'case.picked-up': 'OUTPUT',
  'case.dispatched': 'OUTPUT',
  'case.delivery-confirmed': 'OUTPUT',
  'case.delivery-failed': 'OUTPUT',
  'case.reported-back': 'OUTPUT',
  'case.withdrawn': 'RECEIVE',
  'case.voided': 'RECEIVE',
  'case.reopened': 'DECIDE',
  'case.archived': 'RECEIVE',
  'case.numbered': 'SYSTEM',
  'case.document-issued': 'ANY',
  'case.document-printed': 'ANY',
} as const satisfies Record<CaseEventType, CasePower | 'SYSTEM' | 'ANY'>;

const GUARDS: { readonly [T in CaseEventType]: Guard<T> } = {
  'case.created': allowed,
  'case.pre-submitted': allowed,
  'case.pre-passed': allowed,
  'case.pre-returned': intake.preReturned,
  'case.received': intake.received,
  'case.fixed-on-spot': allowed,
  'case.correction-noticed': intake.correctionNoticed,
  'case.supplied': intake.supplied,
  'case.correction-lapsed': intake.correctionLapsed,
  'case.refusal-proposed': intake.refusalProposed,
  'case.refused': intake.refused,
  'case.accepted': acceptance.accepted,
  'case.tolerated': acceptance.tolerated,
  'case.deemed-accepted': acceptance.deemedAccepted,
  'case.simulated': review.simulated,
  'case.completed': acceptance.completed,
  'case.promise-broken': acceptance.promiseBroken,
  'case.handed-over': review.handedOver,
  'case.signed-for': review.signedFor,
  'case.handover-refused': review.handoverRefused,
  'case.instantly-decided': review.instantlyDecided,
  'case.step-done': review.stepDone,
  'case.suspended': review.suspended,
  'case.resumed': review.resumed,
  'case.extended': review.extended,
  'case.decided': review.decided,
  'case.forwarded': review.forwarded,
  'case.result-handed-over': allowed,
  'case.output-passed': output.outputPassed,
  'case.output-refused': allowed,
  'case.result-corrected': allowed,
  'case.picked-up': output.pickedUp,
  'case.dispatched': output.dispatched,
  'case.delivery-confirmed': allowed,
  'case.delivery-failed': allowed,
  'case.reported-back': output.reportedBack,
  'case.withdrawn': intake.withdrawn,
  'case.voided': intake.voided,
  'case.reopened': output.reopened,
  'case.archived': allowed,
  'case.numbered': allowed,
  'case.document-issued': allowed,
  'case.document-printed': allowed,
};

const FIRST_GUARDS: { readonly 'case.created': FirstGuard<'case.created'>; readonly 'case.received': FirstGuard<'case.received'> } = {
  'case.created': intake.created,
  'case.received': intake.receivedAtOnce,
};

/** Why this may not happen to this case now, or null when it may. Pages, counters, hub and centre all ask here. */
export function caseRefusal(file: CaseFile | null, proposal: CaseProposal, context: CaseContext): Refusal | null {
  const stage = file?.stage ?? 'NEW';
  if (!stageAllows(stage, proposal.type)) return no('WRONG_STAGE', `本件${STAGE_WORDS[stage]}，不能这样办理`);
  const power = powerRefusal(proposal.type, context);
  if (power !== null) return power;
  if (file !== null) return guarded(file, proposal, context);
  if (proposal.type === 'case.created') return FIRST_GUARDS['case.created'](proposal.payload, context);
  return proposal.type === 'case.received' ? FIRST_GUARDS['case.received'](proposal.payload, context) : no('NO_CASE', '没有这个办件');
}

function guarded<T extends CaseEventType>(file: CaseFile, { type, payload }: { readonly type: T; readonly payload: CasePayload<T> }, context: CaseContext): Refusal | null {
  const guard: Guard<T> = GUARDS[type];
  return guard(file, payload, context);
}

function powerRefusal(type: CaseEventType, { actor }: CaseContext): Refusal | null {
  const needed: CasePower | 'SYSTEM' | 'ANY' = STEP_POWERS[type];
  if (needed === 'ANY') return null;
  const has = needed === 'SYSTEM' ? actor.workNo === null : actor.powers.includes(needed);
  return has ? null : no('NO_POWER', '您的岗位没有这项权限，请交由有权限的人员办理');
}

/** How each stage reads in the middle of a sentence. */
export const STAGE_WORDS = {
  NEW: '还没有建立',
  DRAFT: '还是草稿',
  PREREVIEW: '正在预审',
  PRE_RETURNED: '预审已退回',
  RECEIVED: '已收件',
  CORRECTION: '等待补正',
  REFUSED_ACCEPT: '已不予受理',
  TOLERATED: '已容缺受理',
  ACCEPTED: '已受理',
  TRANSFER_OUT: '等待部门签收',
  IN_REVIEW: '正在审查',
  SUSPENDED: '正在特别程序中',
  DECIDED: '已作出决定',
  RESULT_IN: '等待出件核对',
  OUTPUT_REFUSED: '出件核对不符',
  READY: '等待领取',
  IN_DELIVERY: '正在送达',
  DELIVERED: '已送达',
  CLOSED: '已办结归档',
  WITHDRAWN: '已撤回或退件',
  VOID: '已作废',
  UPWARD: '已转报上级',
} as const satisfies Record<CaseStage | 'NEW', string>;
