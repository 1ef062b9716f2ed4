import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CommandId, StationId, TicketId, WorkNo } from '../basics/ids.ts';
import { DeviceJob, JobVerdict } from '../types/device-job.ts';
import { DeviceSnapshot } from '../types/device.ts';
import { PrintFailureKind, TicketNo } from '../types/ticket.ts';
import { BusinessView, CallView, SyncView, WindowView } from './common.ts';
import { Done } from './outcome.ts';

export const StationView = z.strictObject({
  id: StationId,
  name: z.string(),
  role: z.enum(['kiosk', 'counter', 'display', 'console', 'hub']),
  connected: z.boolean(),
  /** Epoch ms of the last sign of life. */
  lastSeenAt: z.number().int().nullable(),
  sync: SyncView.nullable(),
});
export type StationView = z.infer<typeof StationView>;

/** Something that needs a person, oldest first. */
export const AlarmView = z.strictObject({
  id: z.string(),
  at: z.number().int(),
  level: z.enum(['YELLOW', 'RED']),
  text: z.string(),
});
export type AlarmView = z.infer<typeof AlarmView>;

/** A number whose paper nobody could prove. */
export const UnprovenTicket = z.strictObject({
  ticketId: TicketId,
  no: TicketNo,
  failure: PrintFailureKind.nullable(),
  stationId: StationId,
  takenAt: z.number().int(),
});
export type UnprovenTicket = z.infer<typeof UnprovenTicket>;

/** A job of a device at one of the stations. */
export const StationJob = z.strictObject({ stationId: StationId, job: DeviceJob });
export type StationJob = z.infer<typeof StationJob>;

/** What the hub tells the console beyond the state of the hall. */
export const HubReport = z.strictObject({
  centreOnline: z.boolean(),
  stations: z.array(StationView),
  devices: z.array(DeviceSnapshot),
  /** The hub's backlog towards the centre. */
  sync: SyncView,
  alarms: z.array(AlarmView),
  unproven: z.array(UnprovenTicket),
  /** Jobs of devices of which nobody knows whether they were done, by station. */
  undecidedJobs: z.array(StationJob),
  today: z.strictObject({
    issued: z.number().int(),
    waiting: z.number().int(),
    served: z.number().int(),
    /** Minutes from taking to calling, over today's called tickets; null before the first. */
    averageWaitMinutes: z.number().nullable(),
  }),
});
export type HubReport = z.infer<typeof HubReport>;

export const ConsoleState = HubReport.extend({
  hallName: z.string(),
  hubOnline: z.boolean(),
  windows: z.array(WindowView),
  businesses: z.array(BusinessView),
  calls: z.array(CallView),
  serverTime: z.number().int(),
});
export type ConsoleState = z.infer<typeof ConsoleState>;

export const consoleContract = {
  watch: oc.output(eventIterator(ConsoleState)),
  /** REPRINT at a kiosk, CONFIRM that the citizen holds the slip, or VOID the number. */
  resolveTicket: oc
    .input(
      z.strictObject({
        commandId: CommandId,
        ticketId: TicketId,
        action: z.enum(['REPRINT', 'CONFIRM', 'VOID']),
        stationId: StationId.nullable(),
      }),
    )
    .output(Done),
  /** Somebody went to look at the device and says, with the own work number, what is the case. */
  settleJob: oc.input(z.strictObject({ stationId: StationId, jobId: z.string().max(40), verdict: JobVerdict, workNo: WorkNo })).output(Done),
  dismissAlarm: oc.input(z.strictObject({ alarmId: z.string() })).output(Done),
};
