import { z } from 'zod';
import {
  BusinessDate,
  BusinessId,
  CallId,
  CaseId,
  CommandId,
  DeviceId,
  RatingId,
  StationId,
  TestId,
  TicketId,
  WindowId,
  WorkNo,
} from '../basics/ids.ts';
import { CASE_EVENT_PAYLOADS } from './case-events.ts';
import { RatingChannel, RatingLevel } from './case-file.ts';
import { TestOutcome } from './device.ts';
import { IdentityProof } from './identity.ts';
import { PrintFailureKind, PrintProof, TicketKind, TicketNo } from './ticket.ts';

const ticket = { ticketId: TicketId };
const atWindow = { ticketId: TicketId, windowId: WindowId, windowNo: z.string(), workNo: WorkNo };
const window = { windowId: WindowId, windowNo: z.string() };

/**
 * Every event type with the schema of its payload. Streams: `ticket.*` → `ticket:<ticketId>`,
 * `window.*` → `window:<windowId>`, `case.*` → `case:<caseId>`, `rating.*` → `rating:<ratingId>`, `device.*` → `device:<deviceId>`.
 * The time of an event is its HLC; `at` stands only where the witnessed time differs from it.
 */
export const EVENT_PAYLOADS = {
  'ticket.taken': z.strictObject({
    ...ticket,
    commandId: CommandId,
    no: TicketNo,
    serial: z.number().int().positive(),
    businessId: BusinessId,
    businessDate: BusinessDate,
    kind: TicketKind,
    stationId: StationId,
    identity: IdentityProof.nullable(),
    at: z.number().int(),
    offline: z.boolean(),
    aheadAtIssue: z.number().int().nonnegative(),
  }),
  /** Paper is proven: from now on the ticket waits. A second one for the same ticket is a 重打. */
  'ticket.printed': z.strictObject({ ...ticket, copy: z.number().int().positive(), proof: PrintProof }),
  'ticket.print-failed': z.strictObject({ ...ticket, failure: PrintFailureKind, cause: z.string() }),
  'ticket.voided': z.strictObject({ ...ticket, reason: z.string() }),
  'ticket.called': z.strictObject({ ...atWindow, callId: CallId, nth: z.number().int().positive() }),
  'ticket.recalled': z.strictObject({ ...atWindow, callId: CallId, nth: z.number().int().positive() }),
  'ticket.started': z.strictObject({ ...atWindow }),
  /** `final`: missed too often, the ticket is ABANDONED. */
  'ticket.missed': z.strictObject({ ...atWindow, final: z.boolean() }),
  /** Back to WAITING with a new place: `queuedAt` is the instant it is ordered by from now on. */
  'ticket.reinstated': z.strictObject({ ...ticket, queuedAt: z.number().int() }),
  'ticket.held': z.strictObject({ ...atWindow, reason: z.string() }),
  'ticket.resumed': z.strictObject({ ...atWindow }),
  /** Back to WAITING in another business with the same number and its old place in time: a printed number never changes. */
  'ticket.transferred': z.strictObject({ ...atWindow, toBusinessId: BusinessId, reason: z.string() }),
  'ticket.finished': z.strictObject({ ...atWindow, caseIds: z.array(CaseId) }),
  'ticket.expired': z.strictObject({ ...ticket }),
  'window.opened': z.strictObject({ ...window, workNo: WorkNo, clerkName: z.string() }),
  'window.closed': z.strictObject({ ...window }),
  'window.paused': z.strictObject({ ...window, reason: z.string() }),
  'window.unpaused': z.strictObject({ ...window }),
  ...CASE_EVENT_PAYLOADS,
  'rating.given': z.strictObject({
    ratingId: RatingId,
    caseId: CaseId.nullable(),
    ticketId: TicketId,
    windowId: WindowId,
    workNo: WorkNo,
    level: RatingLevel,
    channel: RatingChannel,
    at: z.number().int(),
  }),
  /** 设备自检. `kind` is any text: a kind of device that a receiver does not know yet must not make the record unreadable. */
  'device.tested': z.strictObject({
    deviceId: DeviceId,
    kind: z.string().min(1).max(40),
    stationId: StationId,
    testId: TestId,
    outcome: TestOutcome,
    detail: z.string().max(300),
    workNo: WorkNo,
  }),
} as const;

/** Version of the payload schemas above; a record with a higher one is parked until this software is upgraded. */
export const EVENT_VERSION = 1;

export type EventType = keyof typeof EVENT_PAYLOADS;
export type EventPayload<T extends EventType> = z.infer<(typeof EVENT_PAYLOADS)[T]>;

/** A known event, discriminated by `type`. */
export type DomainEvent = { [T in EventType]: { readonly type: T; readonly payload: EventPayload<T> } }[EventType];

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENT_PAYLOADS, type);
}

/** The stream an event belongs to; see EVENT_PAYLOADS. */
export function streamOf(event: DomainEvent): string {
  const payload: Readonly<Record<string, unknown>> = event.payload;
  const kind = event.type.slice(0, event.type.indexOf('.'));
  return `${kind}:${String(payload[`${kind}Id`])}`;
}
