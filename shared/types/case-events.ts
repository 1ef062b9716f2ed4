import { z } from 'zod';
import { BusinessDate, CaseId, CommandId, DocumentId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import {
  Applicant,
  CaseFlags,
  CaseItem,
  CaseMaterial,
  CaseResult,
  CaseReviewStep,
  Delivery,
  IdentityCheck,
  IssuedDocument,
  OutputDifference,
  Pickup,
  RefusalProposal,
  SignedName,
  SpecialKind,
  SubmitMode,
} from './case-file.ts';

const onCase = { caseId: CaseId };
const by = { caseId: CaseId, workNo: WorkNo };
const Reason = z.string().min(2).max(300);

/** What stands at the beginning of every case, whether it begins as a draft or is received at once. */
const begin = {
  ...onCase,
  commandId: CommandId,
  localNo: z.string(),
  item: CaseItem,
  applicant: Applicant,
  identityCheck: IdentityCheck,
  materials: z.array(CaseMaterial),
  ticketId: TicketId.nullable(),
  windowId: WindowId,
  stationId: StationId,
  workNo: WorkNo,
  at: z.number().int(),
  submitMode: SubmitMode.default('WINDOW'),
  flags: CaseFlags.prefault({}),
};

/** When the two clocks run out. */
const due = { promisedDueOn: BusinessDate, legalDueOn: BusinessDate, dueProvisional: z.boolean(), calendarVersion: z.string() };
const accepted = { ...onCase, caseNo: z.string().nullable(), queryPin: z.string(), acceptedAt: z.number().int(), ...due };

/** The events of a case, one for every transition K1–K33 of the domain model (§3.3), and those of its numbers and documents. */
export const CASE_EVENT_PAYLOADS = {
  'case.created': z.strictObject(begin),
  'case.pre-submitted': z.strictObject(by),
  'case.pre-passed': z.strictObject(by),
  'case.pre-returned': z.strictObject({ ...by, gaps: z.array(CaseMaterial).min(1) }),
  /** 收件: the case exists, its item has a code, its applicant is identified, its checklist is ticked. */
  'case.received': z.strictObject(begin),
  /** Corrected on the spot (当场更正), with what was changed. */
  'case.fixed-on-spot': z.strictObject({ ...by, change: Reason, materials: z.array(CaseMaterial) }),
  'case.correction-noticed': z.strictObject({
    ...onCase, dueOn: BusinessDate, gaps: z.array(CaseMaterial).min(1),
    /** Why a second notice was allowed, and by whom. */
    exemption: z.strictObject({ workNo: WorkNo, reason: Reason }).nullable().default(null),
  }),
  'case.supplied': z.strictObject({ ...by, materials: z.array(CaseMaterial) }),
  'case.correction-lapsed': z.strictObject(by),
  'case.refusal-proposed': z.strictObject({ ...onCase, refusal: RefusalProposal }),
  /** `workNo`: the second person (否定报备). */
  'case.refused': z.strictObject(by),
  'case.accepted': z.strictObject({ ...accepted, workNo: WorkNo.nullable().default(null) }),
  'case.tolerated': z.strictObject({ ...accepted, workNo: WorkNo, materialIds: z.array(z.string()).min(1), completeBy: BusinessDate, promisedBy: SignedName }),
  /** Five working days without an answer: accepted from the day of receipt (许可法 §32). */
  'case.deemed-accepted': z.strictObject(accepted),
  /** 模拟审批: reviewed while a tolerated material is still to come. */
  'case.simulated': z.strictObject({ ...by, opinion: z.string().min(1).max(1_000) }),
  'case.completed': z.strictObject({ ...by, materials: z.array(CaseMaterial), completedAt: z.number().int(), ...due }),
  'case.promise-broken': z.strictObject(by),
  'case.handed-over': z.strictObject({ ...by, handoverNo: z.string(), toDepartment: z.string(), pages: z.number().int().nonnegative() }),
  'case.signed-for': z.strictObject({ ...by, note: z.string().max(300) }),
  'case.handover-refused': z.strictObject({ ...by, mismatch: Reason }),
  /** 即办, or 受审合一: decided where it was accepted. */
  'case.instantly-decided': z.strictObject({ ...by, granted: z.boolean(), reasons: z.string().max(1_000), remedies: z.string().max(500), at: z.number().int() }),
  'case.step-done': z.strictObject({ ...onCase, step: CaseReviewStep }),
  'case.suspended': z.strictObject({ ...by, kind: SpecialKind, basis: Reason, approvedBy: WorkNo, plannedDays: z.number().int().positive().max(365), startOn: BusinessDate }),
  'case.resumed': z.strictObject({ ...by, endOn: BusinessDate, ...due }),
  'case.extended': z.strictObject({ ...by, approvedBy: WorkNo, reason: Reason, days: z.number().int().positive(), ...due }),
  'case.decided': z.strictObject({ ...by, granted: z.boolean(), reasons: z.string().max(1_000), remedies: z.string().max(500), at: z.number().int() }),
  'case.forwarded': z.strictObject({ ...by, toAuthority: z.string().min(2).max(80) }),
  'case.result-handed-over': z.strictObject({ ...by, result: CaseResult }),
  'case.output-passed': z.strictObject(by),
  'case.output-refused': z.strictObject({ ...by, differences: z.array(OutputDifference).min(1) }),
  'case.result-corrected': z.strictObject({ ...by, result: CaseResult }),
  'case.picked-up': z.strictObject({ ...by, ...Pickup.omit({ at: true }).shape }),
  'case.dispatched': z.strictObject({ ...by, delivery: Delivery }),
  'case.delivery-confirmed': z.strictObject({ ...by, evidence: Reason }),
  'case.delivery-failed': z.strictObject({ ...by, reason: Reason }),
  /** 送达结果交接: closes the case. */
  'case.reported-back': z.strictObject({ ...by, at: z.number().int() }),
  'case.withdrawn': z.strictObject({ ...by, reason: Reason, signature: SignedName }),
  'case.voided': z.strictObject({ ...by, reason: Reason, confirmedBy: WorkNo }),
  /** A later order (变更、撤销…) on a closed case begins a new one. */
  'case.reopened': z.strictObject({ ...by, newCaseId: CaseId, order: Reason }),
  /** Refused, withdrawn, void: the papers are back with the applicant and the case is filed. */
  'case.archived': z.strictObject({ ...by, at: z.number().int() }),
  /** A case accepted without a leased number is given its 办件编号; the provisional number on paper stays valid. */
  'case.numbered': z.strictObject({ ...onCase, caseNo: z.string() }),
  'case.document-issued': z.strictObject({ ...onCase, document: IssuedDocument }),
  'case.document-printed': z.strictObject({ ...onCase, documentId: DocumentId, copy: z.number().int().positive() }),
} as const;

export type CaseEventType = keyof typeof CASE_EVENT_PAYLOADS;
