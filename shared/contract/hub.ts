import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BusinessDate, BusinessId, CaseId, CommandId, DeviceId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import { Hlc } from '../basics/hlc.ts';
import { Lease, SyncBatch, SyncHello, SyncReply, SyncWelcome } from '../sync/wire.ts';
import { DeviceJob, JobVerdict } from '../types/device-job.ts';
import { DeviceSnapshot } from '../types/device.ts';
import { IdentityProof } from '../types/identity.ts';
import { Ticket, TicketKind } from '../types/ticket.ts';
import { BusinessView, CallView, SyncView, TicketView, WindowView } from './common.ts';
import { HubReport } from './console.ts';
import { Done, outcome } from './outcome.ts';

/** What the hub tells every station, whole and after every change; nothing of any person is in it. */
export const HallSnapshot = z.strictObject({
  /** The hub's clock at the snapshot: it is older than an answer with a later stamp. */
  hlc: Hlc,
  businessDate: BusinessDate,
  businesses: z.array(BusinessView),
  windows: z.array(WindowView),
  /** Newest first, at most twenty. */
  calls: z.array(CallView),
  /** In calling order, at most a hundred. */
  waiting: z.array(TicketView),
  held: z.array(TicketView),
  missed: z.array(TicketView),
  serverTime: z.number().int(),
});
export type HallSnapshot = z.infer<typeof HallSnapshot>;

/** What the hub asks of a station. */
export const StationOrder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('REPRINT'), ticketId: TicketId, commandId: CommandId }),
  /** The part of a device's self-test that needs nobody beside it. */
  z.strictObject({ type: z.literal('SELF_TEST'), deviceId: DeviceId, workNo: WorkNo }),
  /** Somebody went to look what became of a job of one of the station's devices. */
  z.strictObject({ type: z.literal('SETTLE_JOB'), jobId: z.string(), verdict: JobVerdict, workNo: WorkNo }),
]);
export type StationOrder = z.infer<typeof StationOrder>;

/** `hlc` is the hub's clock at the answer: what the station records about it comes after. */
export const TakenTicket = z.strictObject({ ticket: Ticket, expectedMinutes: z.number().int().nonnegative(), hlc: Hlc });
export type TakenTicket = z.infer<typeof TakenTicket>;

/** More at one station would not be looked at one by one; the oldest come first. */
export const UNDECIDED_SHOWN = 50;

const at = { commandId: CommandId, windowId: WindowId, workNo: WorkNo };

/** A clerk's command to the queue. The hub decides, once per commandId. */
export const WindowCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), ...at, clerkName: z.string() }),
  z.strictObject({ type: z.literal('close'), ...at }),
  z.strictObject({ type: z.literal('pause'), ...at, reason: z.string() }),
  z.strictObject({ type: z.literal('unpause'), ...at }),
  z.strictObject({ type: z.literal('next'), ...at }),
  z.strictObject({ type: z.literal('recall'), ...at }),
  z.strictObject({ type: z.literal('miss'), ...at }),
  z.strictObject({ type: z.literal('start'), ...at }),
  z.strictObject({ type: z.literal('hold'), ...at, reason: z.string() }),
  z.strictObject({ type: z.literal('resume'), ...at, ticketId: TicketId }),
  z.strictObject({ type: z.literal('transfer'), ...at, toBusinessId: BusinessId, reason: z.string() }),
  z.strictObject({ type: z.literal('reinstate'), ...at, ticketId: TicketId }),
  z.strictObject({ type: z.literal('finish'), ...at, caseIds: z.array(CaseId) }),
]);
export type WindowCommand = z.infer<typeof WindowCommand>;

/** The answer to a window command: the ticket it was about, if any, with what the counter may know of it. */
export const WindowCommandResult = z.strictObject({ window: WindowView, ticket: Ticket.nullable(), hlc: Hlc });
export type WindowCommandResult = z.infer<typeof WindowCommandResult>;

export const hubContract = {
  /** First call of a station. `identityKey` lets it recognise a person's certificate again, hex. */
  hello: oc.input(SyncHello).output(SyncWelcome.extend({ identityKey: z.string() })),
  push: oc.input(SyncBatch).output(SyncReply),
  leaseTickets: oc.input(z.strictObject({ businessId: BusinessId, date: BusinessDate })).output(outcome(Lease)),
  leaseCaseNumbers: oc.input(z.strictObject({ date: BusinessDate })).output(outcome(Lease)),
  watchHall: oc.output(eventIterator(HallSnapshot)),
  watchReport: oc.output(eventIterator(HubReport)),
  watchOrders: oc.output(eventIterator(StationOrder)),
  takeTicket: oc
    .input(
      z.strictObject({
        commandId: CommandId,
        businessId: BusinessId,
        kind: TicketKind,
        identity: IdentityProof.nullable(),
      }),
    )
    .output(outcome(TakenTicket)),
  /** A person looked: CONFIRM that the citizen holds the slip, or VOID a number nobody holds. */
  resolveTicket: oc
    .input(z.strictObject({ commandId: CommandId, ticketId: TicketId, action: z.enum(['CONFIRM', 'VOID']), reason: z.string().max(100) }))
    .output(Done),
  findTicket: oc.input(z.strictObject({ ticketId: TicketId })).output(Ticket.nullable()),
  findTicketByNo: oc.input(z.strictObject({ no: z.string() })).output(TicketView.nullable()),
  command: oc.input(WindowCommand).output(outcome(WindowCommandResult)),
  /** `undecided`: jobs of the station's devices that wait for a person, oldest first. */
  reportDevices: oc
    .input(z.strictObject({ devices: z.array(DeviceSnapshot), undecided: z.array(DeviceJob).max(UNDECIDED_SHOWN), sync: SyncView }))
    .output(Done),
  /** From the console: what a person saw of a job of another station's device. The station writes it down. */
  settleJob: oc.input(z.strictObject({ stationId: StationId, jobId: z.string().max(40), verdict: JobVerdict, workNo: WorkNo })).output(Done),
  raiseAlarm: oc.input(z.strictObject({ id: z.string(), level: z.enum(['YELLOW', 'RED']), text: z.string() })).output(Done),
  dismissAlarm: oc.input(z.strictObject({ alarmId: z.string() })).output(Done),
  /** From the console: the part of a device's self-test that needs nobody beside it. */
  orderSelfTest: oc.input(z.strictObject({ deviceId: DeviceId, workNo: WorkNo })).output(Done),
  orderReprint: oc
    .input(z.strictObject({ commandId: CommandId, ticketId: TicketId, stationId: StationId.nullable() }))
    .output(Done),
};
