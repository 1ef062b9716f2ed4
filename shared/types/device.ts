import { z } from 'zod';
import { DeviceId, WorkNo } from '../basics/ids.ts';

export const DeviceKind = z.enum(['idCardReader', 'socialCardReader', 'ticketPrinter', 'callDisplay', 'evaluationPad', 'physicalCaller', 'voice', 'documentPrinter', 'documentCamera', 'signaturePad', 'scanner', 'locker']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** What a person at the console has to think of it. */
export const DeviceHealth = z.enum(['ready', 'attention', 'fault', 'disconnected', 'unknown']);
export type DeviceHealth = z.infer<typeof DeviceHealth>;

/**
 * What a driver counts since the station was started: connections made, jobs done and failed, and slips or pages since
 * paper was last put in. A device without a counter leaves it out.
 */
export const DeviceCounter = z.enum(['connections', 'done', 'failed', 'sincePaper']);
export type DeviceCounter = z.infer<typeof DeviceCounter>;

export const DeviceCounters = z.partialRecord(DeviceCounter, z.number().int().nonnegative());
export type DeviceCounters = z.infer<typeof DeviceCounters>;

/**
 * How a self-test (设备自检) ended. UNCONFIRMED: it ran, but nobody could say whether the right thing came out of the device.
 */
export const TestOutcome = z.enum(['PASSED', 'FAILED', 'UNCONFIRMED']);
export type TestOutcome = z.infer<typeof TestOutcome>;

export const LastTest = z.strictObject({ at: z.number().int(), outcome: TestOutcome, workNo: WorkNo });
export type LastTest = z.infer<typeof LastTest>;

/** One device as the console and the pages see it. */
export const DeviceSnapshot = z.strictObject({
  id: DeviceId,
  kind: DeviceKind,
  address: z.string(),
  /** Driven by a simulator (模拟设备); the pages say so. */
  simulated: z.boolean(),
  health: DeviceHealth,
  /** The driver's own state name, for example `paper-end`. */
  state: z.string(),
  /** A sentence for a person: what is wrong and what to do. Empty when ready. */
  advice: z.string(),
  since: z.number().int(),
  lastGoodAt: z.number().int().nullable(),
  counters: DeviceCounters,
  /** The last recorded self-test; null before the first. */
  lastTest: LastTest.nullable(),
});
export type DeviceSnapshot = z.infer<typeof DeviceSnapshot>;
