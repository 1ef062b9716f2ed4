import { z } from 'zod';
import { BusinessDate, CaseId, DocumentId, ItemId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import { CertType } from './identity.ts';

/** 办件阶段 (domain model §3.3); the later stages arrive with the full case. */
export const CaseStage = z.enum(['DRAFT', 'RECEIVED', 'CORRECTION', 'ACCEPTED']);
export type CaseStage = z.infer<typeof CaseStage>;

export const CaseKind = z.enum(['INSTANT', 'PROMISED']);
export type CaseKind = z.infer<typeof CaseKind>;

export const Applicant = z.strictObject({
  kind: z.enum(['PERSON', 'LEGAL']),
  name: z.string().min(1).max(60),
  certType: CertType,
  certNo: z.string().min(4).max(30),
  certNoHash: z.string().regex(/^[0-9a-f]{64}$/),
  phone: z.string().regex(/^[0-9+\- ]{5,20}$/).nullable(),
});
export type Applicant = z.infer<typeof Applicant>;

export const MaterialStatus = z.enum(['MISSING', 'RECEIVED', 'REJECTED']);
export type MaterialStatus = z.infer<typeof MaterialStatus>;

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
});
export type CaseItem = z.infer<typeof CaseItem>;

/** 文书 */
export const DocumentKind = z.enum(['ACCEPT', 'CORRECTION']);
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

/** The state of one case, folded from its events. */
export const CaseFile = z.strictObject({
  id: CaseId,
  localNo: z.string(),
  /** 办件编号; null while the station has no leased number for it. */
  caseNo: z.string().nullable(),
  queryPin: z.string().nullable(),
  stage: CaseStage,
  item: CaseItem,
  applicant: Applicant,
  materials: z.array(CaseMaterial),
  ticketId: TicketId.nullable(),
  windowId: WindowId,
  stationId: StationId,
  workNo: WorkNo,
  receivedAt: z.number().int(),
  acceptedAt: z.number().int().nullable(),
  promisedDueOn: BusinessDate.nullable(),
  legalDueOn: BusinessDate.nullable(),
  correctionDueOn: BusinessDate.nullable(),
  /** The due date rests on a calendar year that has not been published (暂定). */
  dueProvisional: z.boolean(),
  documents: z.array(IssuedDocument),
});
export type CaseFile = z.infer<typeof CaseFile>;

/** 好差评: level 1 非常满意 … 5 非常不满意 (GB/T 39046 Annex A). */
export const RatingLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type RatingLevel = z.infer<typeof RatingLevel>;

export const RatingChannel = z.enum(['PAD_PAGE', 'PAD_KEYS']);
export type RatingChannel = z.infer<typeof RatingChannel>;
