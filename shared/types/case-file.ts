import { z } from 'zod';
import { BusinessDate, CaseId, DocumentId, ItemId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import { CertType } from './identity.ts';

/** 办件阶段 (domain model §3.3). */
export const CaseStage = z.enum([
  'DRAFT',
  'PREREVIEW',
  'PRE_RETURNED',
  'RECEIVED',
  'CORRECTION',
  'REFUSED_ACCEPT',
  'TOLERATED',
  'ACCEPTED',
  'TRANSFER_OUT',
  'IN_REVIEW',
  'SUSPENDED',
  'DECIDED',
  'RESULT_IN',
  'OUTPUT_REFUSED',
  'READY',
  'IN_DELIVERY',
  'DELIVERED',
  'CLOSED',
  'WITHDRAWN',
  'VOID',
  'UPWARD',
]);
export type CaseStage = z.infer<typeof CaseStage>;

/** 七件: 即办, 承诺, 联办, 报批（上报）, 退回, 补办, 特办 (固原 002). */
export const CaseKind = z.enum(['INSTANT', 'PROMISED', 'JOINT', 'UPWARD', 'RETURNED', 'SUPPLEMENT', 'SPECIAL']);
export type CaseKind = z.infer<typeof CaseKind>;

export const Applicant = z.strictObject({
  kind: z.enum(['PERSON', 'LEGAL']),
  /** Minority names run to fifty characters with their middle dots. */
  name: z.string().min(1).max(60),
  certType: CertType,
  certNo: z.string().min(4).max(30),
  certNoHash: z.string().regex(/^[0-9a-f]{64}$/),
  phone: z.string().regex(/^[0-9+\- ]{5,20}$/).nullable(),
});
export type Applicant = z.infer<typeof Applicant>;

/** WAIVED_*: never demanded (免交). PROMISED: handed in later (容缺). */
export const MaterialStatus = z.enum(['MISSING', 'RECEIVED', 'REJECTED', 'WAIVED_LICENCE', 'WAIVED_DATA', 'PROMISED', 'RETURNED']);
export type MaterialStatus = z.infer<typeof MaterialStatus>;

/** What a clerk may tick at the counter; the others follow from a promise or a check. */
export const TickedStatus = MaterialStatus.extract(['MISSING', 'RECEIVED', 'REJECTED']);

/** One line of the 受理清单 as the clerk ticked it. */
export const CaseMaterial = z.strictObject({
  materialId: z.string(),
  name: z.string(),
  required: z.boolean(),
  status: MaterialStatus,
  originals: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  /** What is wrong with it and what is asked for; needed when a required material is not RECEIVED. */
  gap: z.strictObject({ problem: z.string().min(1).max(200), demand: z.string().min(1).max(200) }).nullable(),
});
export type CaseMaterial = z.infer<typeof CaseMaterial>;

/** The catalogue data a case keeps for its whole life: the version it began with. */
export const CaseItem = z.strictObject({
  itemId: ItemId,
  itemVersion: z.number().int().positive(),
  taskCode: z.string(),
  name: z.string(),
  departmentName: z.string(),
  kind: CaseKind,
  promisedDays: z.number().int().nonnegative(),
  legalDays: z.number().int().positive(),
  /** 受审合一: the window that accepts may also decide. */
  unified: z.boolean().default(false),
  /** 容缺: gaps that may be handed in later, by material. */
  tolerable: z.array(z.string()).default([]),
  /** 联办: the departments whose branches run in parallel. */
  branches: z.array(z.string()).default([]),
});
export type CaseItem = z.infer<typeof CaseItem>;

/** 文书 (domain model §3.5) that belong to a case. */
export const DocumentKind = z.enum([
  'GUIDE_NOTICE',
  'RECEIPT',
  'CORRECTION',
  'CORRECTION_RECEIPT',
  'ACCEPT',
  'ACCEPT_TOLERANT',
  'COMPLETE',
  'REFUSE_ACCEPT',
  'PRE_RESULT',
  'HANDOVER_MATERIAL',
  'ENTRUST_HANDOVER',
  'SPECIAL',
  'EXTEND',
  'PROMISE',
  'DECISION_GRANT',
  'DECISION_REFUSE',
  'HANDOVER_RESULT',
  'OUTPUT_REFUSED',
  'PAY_NOTICE',
  'DELIVERY_RECEIPT',
  'HANDOVER_DELIVERY',
  'RETURN',
  'WITHDRAW',
  'NEGATION_REPORT',
  'MAPPING',
]);
export type DocumentKind = z.infer<typeof DocumentKind>;

export const IssuedDocument = z.strictObject({
  id: DocumentId,
  caseId: CaseId,
  kind: DocumentKind,
  no: z.string(),
  templateVersion: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  pages: z.number().int().positive(),
  issuedAt: z.number().int(),
});
export type IssuedDocument = z.infer<typeof IssuedDocument>;

/** How the application came (Shandong `submit`, standards.md §2.2). */
export const SubmitMode = z.enum(['WINDOW', 'ONLINE', 'MAIL', 'LOCKER', 'TERMINAL']);
export type SubmitMode = z.infer<typeof SubmitMode>;

/** Who holds the paper. Every paper is with exactly one. */
export const Custody = z.enum(['APPLICANT', 'WINDOW', 'IN_TRANSIT', 'DEPARTMENT', 'OUTPUT']);
export type Custody = z.infer<typeof Custody>;

/** How the person at the window was compared with the one who took the ticket. */
export const IdentityCheck = z.enum(['SAME_AS_TICKET', 'NO_TICKET_IDENTITY', 'DIFFERENT_CONFIRMED']);
export type IdentityCheck = z.infer<typeof IdentityCheck>;

/** 特别程序 of 许可法 §45 and of practice; their time does not count. 延长 is none of them: it moves the due date. */
export const SpecialKind = z.enum([
  'HEARING', 'BIDDING', 'AUCTION', 'INSPECTION', 'TESTING', 'QUARANTINE', 'APPRAISAL', 'EXPERT', 'SITE_SURVEY', 'PUBLICITY', 'VERIFY',
]);
export type SpecialKind = z.infer<typeof SpecialKind>;

export const Suspension = z.strictObject({
  kind: SpecialKind,
  basis: z.string().min(2).max(300),
  approvedBy: WorkNo,
  plannedDays: z.number().int().positive().max(365),
  startOn: BusinessDate,
  endOn: BusinessDate.nullable(),
});
export type Suspension = z.infer<typeof Suspension>;

/** One 办理环节 of a department. */
export const CaseReviewStep = z.strictObject({
  name: z.string().min(1).max(40),
  /** The department whose branch it is; the item's own where nothing is parallel. */
  branch: z.string().min(1).max(60),
  workNo: WorkNo,
  opinion: z.string().min(1).max(1_000),
  agreed: z.boolean(),
  /** The last step of its branch. */
  last: z.boolean(),
  at: z.number().int(),
});
export type CaseReviewStep = z.infer<typeof CaseReviewStep>;

/** 办理结果: what is printed on the certificate, for the field-by-field check at the output window. */
export const CaseResult = z.strictObject({
  docNo: z.string().min(1).max(80),
  certName: z.string().min(1).max(80),
  certNo: z.string().max(80),
  holderName: z.string().min(1).max(120),
  holderCertNo: z.string().max(40),
  itemName: z.string().min(1).max(120),
  validFrom: BusinessDate.nullable(),
  validTo: BusinessDate.nullable(),
  copies: z.number().int().positive(),
});
export type CaseResult = z.infer<typeof CaseResult>;

export const Delivery = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('PICKUP') }),
  z.strictObject({ mode: z.literal('MAIL'), carrier: z.string().min(1).max(40), waybillNo: z.string().regex(/^[A-Z0-9]{8,30}$/, '运单号为 8–30 位大写字母和数字') }),
  z.strictObject({ mode: z.literal('LOCKER'), door: z.string().min(1).max(20) }),
]);
export type Delivery = z.infer<typeof Delivery>;

/** Shandong 办结 codes 0–6 (standards.md §2.2). */
export const DoneResult = z.enum(['GRANTED', 'NOT_GRANTED', 'VOID', 'DELETED', 'FORWARDED', 'RETURNED', 'NOT_ACCEPTED']);
export type DoneResult = z.infer<typeof DoneResult>;

/** 不予受理 by 许可法 §32, §78 and the conditions of the item. */
export const RefusalReason = z.enum(['NOT_NEEDED', 'NOT_OUR_POWER', 'NOT_ELIGIBLE', 'FALSE_MATERIALS', 'OTHER']);
export type RefusalReason = z.infer<typeof RefusalReason>;

export const RefusalProposal = z.strictObject({ reasonCode: RefusalReason, facts: z.string(), rightAuthority: z.string().nullable(), proposedBy: WorkNo });
export type RefusalProposal = z.infer<typeof RefusalProposal>;

/** Who signed. `strokes` is the `d` of an SVG path as `signaturePath` makes it; null where the signature is on paper. */
export const SignedName = z.strictObject({ name: z.string().trim().max(60), strokes: z.string().nullable() });
export type SignedName = z.infer<typeof SignedName>;

export const Tolerance = z.strictObject({
  materialIds: z.array(z.string()).min(1),
  dueOn: BusinessDate,
  toleratedAt: z.number().int(),
  completedAt: z.number().int().nullable(),
  promisedBy: SignedName,
});
export type Tolerance = z.infer<typeof Tolerance>;

/** 材料交接: the paper on its way from the window to the department. */
export const Handover = z.strictObject({ no: z.string(), workNo: WorkNo, toDepartment: z.string(), pages: z.number().int().nonnegative(), at: z.number().int() });
export type Handover = z.infer<typeof Handover>;

/** 出件核对: one field in which the result is not what was accepted. */
export const OutputDifference = z.strictObject({ field: z.string(), accepted: z.string(), result: z.string() });
export type OutputDifference = z.infer<typeof OutputDifference>;

/** Who took the result at the window; an agent is told apart from the holder. */
export const Pickup = z.strictObject({ receiver: z.string().min(1).max(60), relation: z.enum(['SELF', 'AGENT']), signature: SignedName, at: z.number().int() });
export type Pickup = z.infer<typeof Pickup>;

/** A letter that a step called for: when the step was taken and by whom (null: by the clock). */
export const OwedDocument = z.strictObject({ kind: DocumentKind, at: z.number().int(), workNo: WorkNo.nullable() });
export type OwedDocument = z.infer<typeof OwedDocument>;

/** What is told of a case beside its stage. */
export const CaseFlags = z.strictObject({
  promiseBased: z.boolean().default(false),
  entrusted: z.boolean().default(false),
  /** 补录: happened on paper during an outage and was entered later. */
  backfilled: z.boolean().default(false),
  themeId: z.string().nullable().default(null),
  leadCaseId: CaseId.nullable().default(null),
});
export type CaseFlags = z.infer<typeof CaseFlags>;

/** The state of one case, folded from its events. What has a default is missing in files folded by the first version. */
export const CaseFile = z.strictObject({
  id: CaseId,
  localNo: z.string(),
  /** 办件编号; null while the station has no leased number for it. */
  caseNo: z.string().nullable(),
  queryPin: z.string().nullable(),
  stage: CaseStage,
  item: CaseItem,
  applicant: Applicant,
  identityCheck: IdentityCheck.default('NO_TICKET_IDENTITY'),
  materials: z.array(CaseMaterial),
  submitMode: SubmitMode.default('WINDOW'),
  flags: CaseFlags.prefault({}),
  custody: Custody.default('WINDOW'),
  ticketId: TicketId.nullable(),
  windowId: WindowId,
  stationId: StationId,
  /** Who received it. */
  workNo: WorkNo,
  /** 预审 was passed: the originals may be handed in. */
  prePassed: z.boolean().default(false),
  receivedAt: z.number().int(),
  /** How many 补正 notices there were: a second needs a supervisor. */
  corrections: z.number().int().nonnegative().default(0),
  correctionDueOn: BusinessDate.nullable(),
  /** What was handed in after the notice, and when. */
  supply: z.strictObject({ materialIds: z.array(z.string()), at: z.number().int() }).nullable().default(null),
  refusal: RefusalProposal.nullable().default(null),
  tolerance: Tolerance.nullable().default(null),
  simulated: z.boolean().default(false),
  acceptedAt: z.number().int().nullable(),
  acceptedBy: WorkNo.nullable().default(null),
  promisedDueOn: BusinessDate.nullable(),
  legalDueOn: BusinessDate.nullable(),
  /** The due date rests on a calendar year that has not been published (暂定). */
  dueProvisional: z.boolean(),
  suspensions: z.array(Suspension).default([]),
  extendedDays: z.number().int().nonnegative().default(0),
  /** Why and by whose approval the time was extended. */
  extension: z.strictObject({ reason: z.string(), approvedBy: WorkNo }).nullable().default(null),
  /** The last handing over; only somebody else than the sender may sign for it. */
  handover: Handover.nullable().default(null),
  steps: z.array(CaseReviewStep).default([]),
  decidedAt: z.number().int().nullable().default(null),
  decidedBy: WorkNo.nullable().default(null),
  /** Reasons and remedies of the decision; a refusal has both. */
  decision: z.strictObject({ reasons: z.string(), remedies: z.string() }).nullable().default(null),
  doneResult: DoneResult.nullable().default(null),
  result: CaseResult.nullable().default(null),
  /** What the last check at the output window found different. */
  differences: z.array(OutputDifference).default([]),
  delivery: Delivery.nullable().default(null),
  pickup: Pickup.nullable().default(null),
  /** What proves a delivery by mail or locker, and when it was known. */
  deliveryProof: z.strictObject({ evidence: z.string(), at: z.number().int() }).nullable().default(null),
  withdrawal: z.strictObject({ reason: z.string(), signature: SignedName }).nullable().default(null),
  closedAt: z.number().int().nullable().default(null),
  documents: z.array(IssuedDocument),
  /** 文书 that the steps so far call for and that are not issued yet, in the order of the steps. */
  owed: z.array(OwedDocument).default([]),
});
export type CaseFile = z.infer<typeof CaseFile>;

/** 好差评: level 1 非常满意 … 5 非常不满意 (GB/T 39046 Annex A). */
export const RatingLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type RatingLevel = z.infer<typeof RatingLevel>;

export const RatingChannel = z.enum(['PAD_PAGE', 'PAD_KEYS']);
export type RatingChannel = z.infer<typeof RatingChannel>;
