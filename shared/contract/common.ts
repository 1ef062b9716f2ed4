import { z } from 'zod';
import { BusinessId, CaseId, DocumentId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import { CaseStage, DocumentKind } from '../types/case-file.ts';
import { TicketKind, TicketNo, TicketState, WindowState } from '../types/ticket.ts';

/** A queue business as every page may show it. */
export const BusinessView = z.strictObject({
  id: BusinessId,
  name: z.string(),
  zoneName: z.string(),
  prefix: z.string(),
  waiting: z.number().int().nonnegative(),
  /** Expected minutes until a ticket taken now is called. */
  expectedMinutes: z.number().int().nonnegative(),
  /** Minutes the longest waiting ticket has waited. */
  longestMinutes: z.number().int().nonnegative(),
  windowNos: z.array(z.string()),
  open: z.boolean(),
  /** Why it is not open, for the citizen; empty when open. */
  closedReason: z.string(),
});
export type BusinessView = z.infer<typeof BusinessView>;

export const WindowView = z.strictObject({
  id: WindowId,
  no: z.string(),
  name: z.string(),
  businessIds: z.array(BusinessId),
  state: WindowState,
  workNo: WorkNo.nullable(),
  clerkName: z.string().nullable(),
  pauseReason: z.string().nullable(),
  ticketId: TicketId.nullable(),
  ticketNo: TicketNo.nullable(),
  since: z.number().int(),
});
export type WindowView = z.infer<typeof WindowView>;

/** A ticket without anything of the person. */
export const TicketView = z.strictObject({
  id: TicketId,
  no: TicketNo,
  businessId: BusinessId,
  businessName: z.string(),
  kind: TicketKind,
  state: TicketState,
  offline: z.boolean(),
  /** Whether the citizen showed an identity when taking it. */
  identified: z.boolean(),
  takenAt: z.number().int(),
  windowNo: z.string().nullable(),
  callCount: z.number().int().nonnegative(),
  stationId: StationId,
});
export type TicketView = z.infer<typeof TicketView>;

/** One announcement, newest first wherever a list of them is shown. */
export const CallView = z.strictObject({
  callId: z.string(),
  ticketId: TicketId,
  no: TicketNo,
  windowId: WindowId,
  windowNo: z.string(),
  nth: z.number().int().positive(),
  at: z.number().int(),
});
export type CallView = z.infer<typeof CallView>;

export const SyncView = z.strictObject({
  /** idle: nothing to send. */
  state: z.enum(['idle', 'syncing', 'offline']),
  backlog: z.number().int().nonnegative(),
  /** Seconds since the oldest unsent record was made; null when nothing waits. */
  oldestSeconds: z.number().nonnegative().nullable(),
  deadLetters: z.number().int().nonnegative(),
});
export type SyncView = z.infer<typeof SyncView>;

export const DocumentView = z.strictObject({ id: DocumentId, kind: DocumentKind, no: z.string(), pages: z.number().int() });
export type DocumentView = z.infer<typeof DocumentView>;

export const CaseView = z.strictObject({
  id: CaseId,
  localNo: z.string(),
  caseNo: z.string().nullable(),
  stage: CaseStage,
  itemName: z.string(),
  applicantMasked: z.string(),
  receivedAt: z.number().int(),
  promisedDueOn: z.string().nullable(),
  dueProvisional: z.boolean(),
  queryPin: z.string().nullable(),
  documents: z.array(DocumentView),
});
export type CaseView = z.infer<typeof CaseView>;
