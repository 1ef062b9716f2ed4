import type { CaseEventType } from '../types/case-events.ts';
import type { CaseStage, DocumentKind } from '../types/case-file.ts';

/** One transition of the 办件 (domain model §3.3). */
export interface CaseStep {
  /** Its number in the domain model; null for what changes no stage and is no transition there. */
  readonly k: string | null;
  /** NEW: there is no case yet. */
  readonly from: readonly (CaseStage | 'NEW')[];
  /** Null: the stage stays. */
  readonly to: CaseStage | null;
  /** The document that the applicant or the receiver gets. A decision has two forms, see `documentOf`. */
  readonly document: DocumentKind | null;
}

/** Before a decision the applicant may take the application back, and an entry error may be voided. */
const UNDECIDED = [
  'DRAFT', 'PREREVIEW', 'PRE_RETURNED', 'RECEIVED', 'CORRECTION', 'TOLERATED', 'ACCEPTED', 'TRANSFER_OUT', 'IN_REVIEW', 'SUSPENDED',
] as const satisfies readonly CaseStage[];

const ACCEPTED_ON = [
  'ACCEPTED', 'TOLERATED', 'TRANSFER_OUT', 'IN_REVIEW', 'SUSPENDED', 'DECIDED', 'RESULT_IN', 'OUTPUT_REFUSED', 'READY', 'IN_DELIVERY', 'DELIVERED', 'CLOSED',
  'WITHDRAWN', 'UPWARD',
] as const satisfies readonly CaseStage[];

const ANY = [...ACCEPTED_ON, 'DRAFT', 'PREREVIEW', 'PRE_RETURNED', 'RECEIVED', 'CORRECTION', 'REFUSED_ACCEPT', 'VOID'] as const satisfies readonly CaseStage[];

/** What may happen to a case at which stage, and where it leads. Guards beyond the stage are in `decide-case`. */
export const CASE_STEPS = {
  'case.created': { k: 'K1', from: ['NEW'], to: 'DRAFT', document: null },
  'case.pre-submitted': { k: 'K2', from: ['DRAFT', 'PRE_RETURNED'], to: 'PREREVIEW', document: null },
  'case.pre-passed': { k: 'K3', from: ['PREREVIEW'], to: null, document: 'PRE_RESULT' },
  'case.pre-returned': { k: 'K3', from: ['PREREVIEW'], to: 'PRE_RETURNED', document: 'PRE_RESULT' },
  'case.received': { k: 'K4', from: ['NEW', 'DRAFT', 'PREREVIEW'], to: 'RECEIVED', document: 'RECEIPT' },
  'case.fixed-on-spot': { k: 'K5', from: ['RECEIVED'], to: null, document: null },
  'case.correction-noticed': { k: 'K6', from: ['RECEIVED'], to: 'CORRECTION', document: 'CORRECTION' },
  'case.supplied': { k: 'K7', from: ['CORRECTION'], to: 'RECEIVED', document: 'CORRECTION_RECEIPT' },
  'case.correction-lapsed': { k: 'K8', from: ['CORRECTION'], to: 'WITHDRAWN', document: 'RETURN' },
  'case.refusal-proposed': { k: 'K9', from: ['RECEIVED'], to: null, document: 'NEGATION_REPORT' },
  'case.refused': { k: 'K9', from: ['RECEIVED'], to: 'REFUSED_ACCEPT', document: 'REFUSE_ACCEPT' },
  'case.accepted': { k: 'K10', from: ['RECEIVED'], to: 'ACCEPTED', document: 'ACCEPT' },
  'case.tolerated': { k: 'K11', from: ['RECEIVED'], to: 'TOLERATED', document: 'ACCEPT_TOLERANT' },
  'case.deemed-accepted': { k: 'K12', from: ['RECEIVED'], to: 'ACCEPTED', document: 'ACCEPT' },
  'case.simulated': { k: 'K13', from: ['TOLERATED'], to: null, document: null },
  'case.completed': { k: 'K14', from: ['TOLERATED'], to: 'ACCEPTED', document: 'COMPLETE' },
  'case.promise-broken': { k: 'K15', from: ['TOLERATED'], to: 'WITHDRAWN', document: 'RETURN' },
  'case.handed-over': { k: 'K16', from: ['ACCEPTED'], to: 'TRANSFER_OUT', document: 'HANDOVER_MATERIAL' },
  'case.signed-for': { k: 'K17', from: ['TRANSFER_OUT'], to: 'IN_REVIEW', document: null },
  'case.handover-refused': { k: 'K17', from: ['TRANSFER_OUT'], to: 'ACCEPTED', document: null },
  'case.instantly-decided': { k: 'K18', from: ['ACCEPTED'], to: 'DECIDED', document: 'DECISION_GRANT' },
  'case.step-done': { k: 'K19', from: ['IN_REVIEW'], to: null, document: null },
  'case.suspended': { k: 'K20', from: ['IN_REVIEW'], to: 'SUSPENDED', document: 'SPECIAL' },
  'case.resumed': { k: 'K20', from: ['SUSPENDED'], to: 'IN_REVIEW', document: null },
  'case.extended': { k: 'K21', from: ['IN_REVIEW'], to: null, document: 'EXTEND' },
  'case.decided': { k: 'K22', from: ['IN_REVIEW'], to: 'DECIDED', document: 'DECISION_GRANT' },
  'case.forwarded': { k: 'K23', from: ['IN_REVIEW'], to: 'UPWARD', document: null },
  'case.result-handed-over': { k: 'K24', from: ['DECIDED'], to: 'RESULT_IN', document: 'HANDOVER_RESULT' },
  'case.output-passed': { k: 'K25', from: ['RESULT_IN'], to: 'READY', document: null },
  'case.output-refused': { k: 'K25', from: ['RESULT_IN'], to: 'OUTPUT_REFUSED', document: 'OUTPUT_REFUSED' },
  'case.result-corrected': { k: 'K26', from: ['OUTPUT_REFUSED'], to: 'RESULT_IN', document: 'HANDOVER_RESULT' },
  'case.picked-up': { k: 'K27', from: ['READY'], to: 'DELIVERED', document: 'DELIVERY_RECEIPT' },
  'case.dispatched': { k: 'K28', from: ['READY'], to: 'IN_DELIVERY', document: null },
  'case.delivery-confirmed': { k: 'K29', from: ['IN_DELIVERY'], to: 'DELIVERED', document: null },
  'case.delivery-failed': { k: 'K29', from: ['IN_DELIVERY'], to: 'READY', document: null },
  'case.reported-back': { k: 'K30', from: ['DELIVERED'], to: 'CLOSED', document: 'HANDOVER_DELIVERY' },
  'case.withdrawn': { k: 'K31', from: UNDECIDED, to: 'WITHDRAWN', document: 'WITHDRAW' },
  'case.voided': { k: 'K32', from: UNDECIDED, to: 'VOID', document: null },
  'case.reopened': { k: 'K33', from: ['CLOSED'], to: null, document: null },
  'case.archived': { k: null, from: ['REFUSED_ACCEPT', 'WITHDRAWN', 'VOID', 'UPWARD'], to: 'CLOSED', document: null },
  'case.numbered': { k: null, from: ACCEPTED_ON, to: null, document: 'MAPPING' },
  'case.document-issued': { k: null, from: ANY, to: null, document: null },
  'case.document-printed': { k: null, from: ANY, to: null, document: null },
} as const satisfies Record<CaseEventType, CaseStep>;

/** Whether the stage alone allows it. */
export function stageAllows(stage: CaseStage | 'NEW', type: CaseEventType): boolean {
  const { from }: CaseStep = CASE_STEPS[type];
  return from.includes(stage);
}
