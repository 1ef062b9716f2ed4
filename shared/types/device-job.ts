import { z } from 'zod';
import { WorkNo } from '../basics/ids.ts';

/** What must not be done a second time without a person having looked. Tickets are not here: the log of events is their spool. */
export const DeviceJobKind = z.enum(['document-print', 'lock-open']);
export type DeviceJobKind = z.infer<typeof DeviceJobKind>;

/**
 * queued: written down, the device not touched. started: the device may have been touched. done, failed (known not
 * done): the end. unknown: a person has to look.
 */
export const DeviceJobState = z.enum(['queued', 'started', 'done', 'failed', 'unknown']);
export type DeviceJobState = z.infer<typeof DeviceJobState>;

/** What a person saw who went to look. */
export const JobVerdict = z.enum(['DONE', 'NOT_DONE']);
export type JobVerdict = z.infer<typeof JobVerdict>;

/** One thing that a device was to do, as the station's file holds it. Never a name or an identity number. */
export const DeviceJob = z.strictObject({
  /** ULID. */
  id: z.string(),
  kind: DeviceJobKind,
  /** `<station>/<kind of device>`, as in the device's snapshot. */
  deviceId: z.string(),
  /** What it is about, for programs: a document's id, a cell's number. While one is undecided no other is begun. */
  reference: z.string(),
  /** What it is about, for a person: 受理通知书 受〔2026〕0001号. */
  title: z.string(),
  state: DeviceJobState,
  queuedAt: z.number().int(),
  startedAt: z.number().int().nullable(),
  endedAt: z.number().int().nullable(),
  /** How it ended, for a person; empty before. */
  sentence: z.string(),
  /** Who went to look; null when the device's own answer decided. */
  settledBy: WorkNo.nullable(),
});
export type DeviceJob = z.infer<typeof DeviceJob>;
