import type { BusinessDate, CommandId, WorkNo } from '../basics/ids.ts';
import type { CaseEventType } from '../types/case-events.ts';
import type { CaseFile } from '../types/case-file.ts';
import type { CaseOrder, CaseOrderName } from '../types/case-orders.ts';
import { addWorkingDays, type CalendarData } from './workdays.ts';
import { caseDue, clockStart, CORRECTION_DAYS, type CaseDue } from './case-clock.ts';
import type { CaseProposal } from './case-guards.ts';
import { outputDifferences } from './case-guards/output.ts';

/** What the one who carries an order out adds to it. */
export interface OrderFacts {
  /** The command that orders it. */
  readonly commandId: CommandId;
  readonly workNo: WorkNo;
  readonly now: number;
  readonly today: BusinessDate;
  readonly calendar: CalendarData;
  /** 办件编号 from this node's lease; null while it has none. Asked for only where a case is accepted. */
  caseNo(): string | null;
  queryPin(): string;
  /** 交接单号. */
  handoverNo(): string;
}

/** Which event each order asks for. */
export const ORDER_EVENTS = {
  'pre-submit': 'case.pre-submitted',
  'pre-pass': 'case.pre-passed',
  'pre-return': 'case.pre-returned',
  'receive': 'case.received',
  'fix-on-spot': 'case.fixed-on-spot',
  'correct': 'case.correction-noticed',
  'supply': 'case.supplied',
  'lapse': 'case.correction-lapsed',
  'propose-refusal': 'case.refusal-proposed',
  'refuse': 'case.refused',
  'accept': 'case.accepted',
  'tolerate': 'case.tolerated',
  'simulate': 'case.simulated',
  'complete': 'case.completed',
  'break-promise': 'case.promise-broken',
  'hand-over': 'case.handed-over',
  'sign-for': 'case.signed-for',
  'refuse-handover': 'case.handover-refused',
  'decide-instantly': 'case.instantly-decided',
  'review': 'case.step-done',
  'suspend': 'case.suspended',
  'resume': 'case.resumed',
  'extend': 'case.extended',
  'decide': 'case.decided',
  'forward': 'case.forwarded',
  'hand-over-result': 'case.result-handed-over',
  'pass-output': 'case.output-passed',
  'refuse-output': 'case.output-refused',
  'correct-result': 'case.result-corrected',
  'pick-up': 'case.picked-up',
  'dispatch': 'case.dispatched',
  'confirm-delivery': 'case.delivery-confirmed',
  'fail-delivery': 'case.delivery-failed',
  'report-back': 'case.reported-back',
  'withdraw': 'case.withdrawn',
  'void': 'case.voided',
  'reopen': 'case.reopened',
  'archive': 'case.archived',
} as const satisfies Record<CaseOrderName, CaseEventType>;

/** The event an order asks for, whole; whether it may happen is the guards' to say (`caseRefusal`). */
export function proposalOf(file: CaseFile, order: CaseOrder, facts: OrderFacts): CaseProposal {
  const { workNo, now, today } = facts;
  const on = { caseId: file.id };
  const by = { caseId: file.id, workNo };
  switch (order.order) {
    case 'pre-submit':
    case 'pre-pass':
    case 'lapse':
    case 'refuse':
    case 'break-promise':
    case 'pass-output':
      return { type: ORDER_EVENTS[order.order], payload: by };
    case 'pre-return':
      return { type: 'case.pre-returned', payload: { ...by, gaps: order.gaps } };
    case 'receive':
      return { type: 'case.received', payload: receivedAgain(file, order.materials, facts) };
    case 'fix-on-spot':
      return { type: 'case.fixed-on-spot', payload: { ...by, change: order.change, materials: order.materials } };
    case 'correct': {
      const dueOn = addWorkingDays(today, CORRECTION_DAYS, facts.calendar).date;
      return { type: 'case.correction-noticed', payload: { ...on, dueOn, gaps: order.gaps, exemption: order.exemption } };
    }
    case 'supply':
      return { type: 'case.supplied', payload: { ...by, materials: order.materials } };
    case 'propose-refusal': {
      const { reasonCode, facts: found, rightAuthority } = order;
      return { type: 'case.refusal-proposed', payload: { ...on, refusal: { reasonCode, facts: found, rightAuthority, proposedBy: workNo } } };
    }
    case 'accept':
      return { type: 'case.accepted', payload: { ...acceptance(file, facts), workNo } };
    case 'tolerate': {
      const { materialIds, completeBy, promisedBy } = order;
      return { type: 'case.tolerated', payload: { ...acceptance(file, facts), workNo, materialIds, completeBy, promisedBy } };
    }
    case 'simulate':
      return { type: 'case.simulated', payload: { ...by, opinion: order.opinion } };
    case 'complete':
      return { type: 'case.completed', payload: { ...by, materials: order.materials, completedAt: now, ...dueFrom(file, today, facts) } };
    case 'hand-over':
      return { type: 'case.handed-over', payload: { ...by, handoverNo: facts.handoverNo(), toDepartment: file.item.departmentName, pages: order.pages } };
    case 'sign-for':
      return { type: 'case.signed-for', payload: { ...by, note: order.note } };
    case 'refuse-handover':
      return { type: 'case.handover-refused', payload: { ...by, mismatch: order.mismatch } };
    case 'decide-instantly':
    case 'decide': {
      const { granted, reasons, remedies } = order;
      return { type: ORDER_EVENTS[order.order], payload: { ...by, granted, reasons, remedies, at: now } };
    }
    case 'review': {
      const { name, branch, opinion, agreed, last } = order;
      return { type: 'case.step-done', payload: { ...on, step: { name, branch, workNo, opinion, agreed, last, at: now } } };
    }
    case 'suspend': {
      const { kind, basis, approvedBy, plannedDays } = order;
      return { type: 'case.suspended', payload: { ...by, kind, basis, approvedBy, plannedDays, startOn: today } };
    }
    case 'resume': {
      const suspensions = file.suspensions.map((one) => (one.endOn === null ? { ...one, endOn: today } : one));
      return { type: 'case.resumed', payload: { ...by, endOn: today, ...dueMoved({ ...file, suspensions }, facts) } };
    }
    case 'extend': {
      const { approvedBy, reason, days } = order;
      return { type: 'case.extended', payload: { ...by, approvedBy, reason, days, ...dueMoved({ ...file, extendedDays: days }, facts) } };
    }
    case 'forward':
      return { type: 'case.forwarded', payload: { ...by, toAuthority: order.toAuthority } };
    case 'hand-over-result':
    case 'correct-result':
      return { type: ORDER_EVENTS[order.order], payload: { ...by, result: order.result } };
    case 'refuse-output': {
      const found = file.result === null ? [] : outputDifferences(file, file.result);
      const differences = found.length > 0 ? found : [{ field: '其他', accepted: '', result: order.note }];
      return { type: 'case.output-refused', payload: { ...by, differences } };
    }
    case 'pick-up':
      return { type: 'case.picked-up', payload: { ...by, receiver: order.receiver, relation: order.relation, signature: order.signature } };
    case 'dispatch':
      return { type: 'case.dispatched', payload: { ...by, delivery: order.delivery } };
    case 'confirm-delivery':
      return { type: 'case.delivery-confirmed', payload: { ...by, evidence: order.evidence } };
    case 'fail-delivery':
      return { type: 'case.delivery-failed', payload: { ...by, reason: order.reason } };
    case 'report-back':
    case 'archive':
      return { type: ORDER_EVENTS[order.order], payload: { ...by, at: now } };
    case 'withdraw':
      return { type: 'case.withdrawn', payload: { ...by, reason: order.reason, signature: order.signature } };
    case 'void':
      return { type: 'case.voided', payload: { ...by, reason: order.reason, confirmedBy: order.confirmedBy } };
    case 'reopen':
      return { type: 'case.reopened', payload: { ...by, newCaseId: order.newCaseId, order: order.reason } };
  }
}

/** The clock's own step: five working days without an answer. */
export function deemedAcceptance(file: CaseFile, facts: OrderFacts): CaseProposal {
  const from = clockStart({ acceptedAt: file.receivedAt, tolerance: null }) ?? facts.today;
  return { type: 'case.deemed-accepted', payload: { ...acceptance(file, facts), acceptedAt: file.receivedAt, ...dueFrom(file, from, facts) } };
}

function acceptance(file: CaseFile, facts: OrderFacts) {
  return { caseId: file.id, caseNo: facts.caseNo(), queryPin: facts.queryPin(), acceptedAt: facts.now, ...dueFrom(file, facts.today, facts) };
}

function dueFrom({ item, suspensions, extendedDays }: CaseFile, from: BusinessDate, { calendar }: OrderFacts): CaseDue {
  return caseDue({ from, item, suspensions, extendedDays }, calendar);
}

function dueMoved(file: CaseFile, facts: OrderFacts): CaseDue {
  return dueFrom(file, clockStart(file) ?? facts.today, facts);
}

/** A draft that is handed in: who and where it is received may differ from who wrote it down. */
function receivedAgain(file: CaseFile, materials: CaseFile['materials'], { commandId, workNo, now }: OrderFacts) {
  const { id, localNo, item, applicant, identityCheck, ticketId, windowId, stationId, submitMode, flags } = file;
  return { caseId: id, commandId, localNo, item, applicant, identityCheck, materials, ticketId, windowId, stationId, workNo, at: now, submitMode, flags };
}
