import { z } from 'zod';
import { BusinessDate, BusinessId, CallId, CaseId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import { IdentityProof } from './identity.ts';

/** 取号票的状态 (domain model §3.2). RESERVED: the number is taken but no paper is proven yet. */
export const TicketState = z.enum([
  'RESERVED',
  'WAITING',
  'CALLED',
  'SERVING',
  'HELD',
  'MISSED',
  'DONE',
  'ABANDONED',
  'CANCELLED',
  'EXPIRED',
  'VOID',
]);
export type TicketState = z.infer<typeof TicketState>;

export const TicketKind = z.enum(['NORMAL', 'BOOKED', 'PRIORITY', 'GREEN']);
export type TicketKind = z.infer<typeof TicketKind>;

/** Prefix letter and three or more digits. I, O, S, B and Z are not used: they are misread at a distance. */
export const TicketNo = z.string().regex(/^[AC-HJ-NP-RT-Y]\d{3,4}$/, '号码应为一个字母加三位或四位数字');
export type TicketNo = z.infer<typeof TicketNo>;

/** What the printer proved about the slip (docs/adr/0006). */
export const PrintProof = z.enum(['PRINTER_CONFIRMED', 'CITIZEN_CONFIRMED', 'STAFF_CONFIRMED']);
export type PrintProof = z.infer<typeof PrintProof>;

/** NOT_PRINTED: certainly no paper. UNKNOWN: somebody has to look. */
export const PrintFailureKind = z.enum(['NOT_PRINTED', 'UNKNOWN']);
export type PrintFailureKind = z.infer<typeof PrintFailureKind>;

/** The state of one ticket, folded from its events. */
export const Ticket = z.strictObject({
  id: TicketId,
  no: TicketNo,
  /** Running number within prefix and business date. */
  serial: z.number().int().positive(),
  businessId: BusinessId,
  businessDate: BusinessDate,
  kind: TicketKind,
  state: TicketState,
  stationId: StationId,
  identity: IdentityProof.nullable(),
  /** Epoch milliseconds. */
  takenAt: z.number().int(),
  issuedAt: z.number().int().nullable(),
  /** The instant it is ordered by: `takenAt` until it is reinstated after a miss. */
  queuedAt: z.number().int(),
  /** Issued by a station that could not reach the hub (离线). */
  offline: z.boolean(),
  aheadAtIssue: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  printFailure: PrintFailureKind.nullable(),
  windowId: WindowId.nullable(),
  callId: CallId.nullable(),
  callCount: z.number().int().nonnegative(),
  missedCount: z.number().int().nonnegative(),
  /** First call; the wait is counted to here. */
  calledAt: z.number().int().nullable(),
  /** Newest call or recall. */
  lastCalledAt: z.number().int().nullable(),
  servedFrom: z.number().int().nullable(),
  servedTo: z.number().int().nullable(),
  caseIds: z.array(CaseId),
});
export type Ticket = z.infer<typeof Ticket>;

export const WindowState = z.enum(['CLOSED', 'OPEN', 'PAUSED', 'CALLING', 'SERVING']);
export type WindowState = z.infer<typeof WindowState>;

export const ServiceWindow = z.strictObject({
  id: WindowId,
  no: z.string(),
  state: WindowState,
  workNo: WorkNo.nullable(),
  clerkName: z.string().nullable(),
  pauseReason: z.string().nullable(),
  ticketId: TicketId.nullable(),
  since: z.number().int(),
});
export type ServiceWindow = z.infer<typeof ServiceWindow>;
