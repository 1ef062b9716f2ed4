import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BusinessId, CommandId, TicketId } from '../basics/ids.ts';
import { ServiceItem } from '../types/catalogue.ts';
import { TicketNo } from '../types/ticket.ts';
import { BusinessView } from './common.ts';
import { Done, outcome } from './outcome.ts';

/** What of the person may stand on a screen in a public hall. */
const IdentifiedPerson = z.strictObject({ nameMasked: z.string().nullable(), tail: z.string() });

export const KioskTicket = z.strictObject({
  ticketId: TicketId,
  no: TicketNo,
  businessName: z.string(),
  ahead: z.number().int().nonnegative(),
  expectedMinutes: z.number().int().nonnegative(),
  windowNos: z.array(z.string()),
  offline: z.boolean(),
});
export type KioskTicket = z.infer<typeof KioskTicket>;

/** Where a ticket stands; `ahead`: how many are called before it, null when it does not wait. */
const TicketStanding = z.strictObject({ no: TicketNo, sentence: z.string(), ahead: z.number().int().nullable() });

/** What the scanner on its line read last; another `id` is another code. */
export const ScannedSlip = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ticket'), id: z.number().int(), standing: TicketStanding }),
  /** No slip of this hall, or no answer: what to say instead. */
  z.strictObject({ type: z.literal('nothing'), id: z.number().int(), sentence: z.string() }),
]);
export type ScannedSlip = z.infer<typeof ScannedSlip>;

/** The one citizen session a kiosk has. It lives in the service's memory and ends in `idle`. */
export const KioskSession = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('idle') }),
  /** A card is being read. */
  z.strictObject({ step: z.literal('reading') }),
  /** Identified: choose a business. `warning` is a contradiction found on the card. */
  z.strictObject({ step: z.literal('choosing'), person: IdentifiedPerson }),
  z.strictObject({ step: z.literal('printing'), ticket: KioskTicket }),
  z.strictObject({ step: z.literal('printed'), ticket: KioskTicket, advice: z.string() }),
  /** The printer cannot prove the slip: ask the person who stands there. */
  /** `again`: the printer has come to rest since the last answer, and the slip may have come out meanwhile. */
  z.strictObject({ step: z.literal('paper-question'), ticket: KioskTicket, again: z.boolean() }),
  /** The number is kept but has no paper; staff will print it. */
  z.strictObject({ step: z.literal('paper-failed'), ticket: KioskTicket, sentence: z.string(), canRetry: z.boolean() }),
  z.strictObject({ step: z.literal('refused'), sentence: z.string() }),
]);
export type KioskSession = z.infer<typeof KioskSession>;

export const KioskState = z.strictObject({
  hallName: z.string(),
  stationName: z.string(),
  /** False: numbers come from this kiosk's own block, marked 离线. */
  hubOnline: z.boolean(),
  businesses: z.array(BusinessView),
  printer: z.strictObject({ ready: z.boolean(), sentence: z.string() }),
  reader: z.strictObject({ ready: z.boolean(), sentence: z.string() }),
  /** Whether a 社保卡 can be put in here too. */
  socialCards: z.boolean(),
  simulated: z.boolean(),
  /** Gone again after a moment: the page takes it when it comes. */
  scanned: ScannedSlip.nullable(),
  session: KioskSession,
  /** Epoch ms when the session ends by itself; null while idle. */
  sessionEndsAt: z.number().int().nullable(),
  serverTime: z.number().int(),
});
export type KioskState = z.infer<typeof KioskState>;

export const kioskContract = {
  /** The whole state, at once and after every change. */
  watch: oc.output(eventIterator(KioskState)),
  /** Types the number instead of laying the card. */
  identify: oc.input(z.strictObject({ certNo: z.string().max(30) })).output(Done),
  take: oc
    .input(z.strictObject({ commandId: CommandId, businessId: BusinessId }))
    .output(outcome(KioskTicket)),
  /** The answer to 您拿到小票了吗. */
  answerPaper: oc.input(z.strictObject({ ticketId: TicketId, got: z.boolean() })).output(Done),
  retryPrint: oc.input(z.strictObject({ ticketId: TicketId })).output(Done),
  /** One more minute. */
  extend: oc.output(Done),
  /** Ends the session: nothing of the person remains. */
  reset: oc.output(Done),
  callStaff: oc.output(Done),
  ticketStatus: oc.input(z.strictObject({ no: TicketNo })).output(outcome(TicketStanding)),
  /** The code on a slip instead of its number. */
  codeStatus: oc.input(z.strictObject({ code: z.string().max(4_300) })).output(outcome(TicketStanding)),
  /** 办事指南 */
  searchItems: oc.input(z.strictObject({ query: z.string().max(60) })).output(z.array(ServiceItem)),
};
