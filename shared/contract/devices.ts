import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CommandId, DeviceId, TestId, WorkNo } from '../basics/ids.ts';
import { DeviceSnapshot, TestOutcome } from '../types/device.ts';
import { DeviceJob, JobVerdict } from '../types/device-job.ts';
import { DocumentCameraSetting } from '../types/document-camera.ts';
import { DoorReason } from '../types/door-reason.ts';
import { StationRole } from '../types/hall.ts';
import { Done } from './outcome.ts';
import { PageDeviceReport } from './page-device.ts';

/** Something a test found out, for the person beside the device: nothing of a citizen that is not masked. */
const TestFact = z.strictObject({ name: z.string(), value: z.string() });
export type TestFact = z.infer<typeof TestFact>;

const TestChoice = z.strictObject({ id: z.string().min(1).max(40), label: z.string() });
export type TestChoice = z.infer<typeof TestChoice>;

/** Where a self-test stands. */
export const TestStep = z.discriminatedUnion('type', [
  /** The device works; wait. */
  z.strictObject({ type: z.literal('working'), sentence: z.string() }),
  /** Do something at the device: lay a card, press a key. */
  z.strictObject({ type: z.literal('act'), sentence: z.string() }),
  /** Answer `yes` or `no`: only a person can see or hear it. */
  z.strictObject({ type: z.literal('ask'), sentence: z.string() }),
  /** Answer with the `id` of a choice. */
  z.strictObject({ type: z.literal('choose'), sentence: z.string(), choices: z.array(TestChoice) }),
  z.strictObject({ type: z.literal('done'), outcome: TestOutcome, sentence: z.string(), facts: z.array(TestFact) }),
]);
export type TestStep = z.infer<typeof TestStep>;

export const RunningTest = z.strictObject({ testId: TestId, deviceId: DeviceId, step: TestStep });
export type RunningTest = z.infer<typeof RunningTest>;

/** A device of this station; `inUse` is why it cannot be tested now, empty when it can. */
export const TestableDevice = DeviceSnapshot.extend({ inUse: z.string() });
export type TestableDevice = z.infer<typeof TestableDevice>;

export const DeviceElsewhere = DeviceSnapshot.extend({ stationName: z.string() });
export type DeviceElsewhere = z.infer<typeof DeviceElsewhere>;

/** A door of the station's cabinet as last read; `openSince`: epoch ms, null when it is not open. */
export const CabinetDoor = z.strictObject({
  name: z.string(),
  state: z.enum(['open', 'closed', 'unknown']),
  openSince: z.number().int().nullable(),
  leftOpen: z.boolean(),
});
export type CabinetDoor = z.infer<typeof CabinetDoor>;

/** The station's cabinet, and the openings of it that wait for a person to look. */
export const CabinetView = z.strictObject({ deviceId: DeviceId, doors: z.array(CabinetDoor), undecided: z.array(DeviceJob) });
export type CabinetView = z.infer<typeof CabinetView>;

export const DevicesState = z.strictObject({
  hallName: z.string(),
  stationName: z.string(),
  /** Whose page one goes back to. */
  role: StationRole.exclude(['hub']),
  /** Null until somebody logged in: then nothing else is told. */
  tester: z.strictObject({ workNo: WorkNo, name: z.string() }).nullable(),
  devices: z.array(TestableDevice),
  /** At the console: the devices of the other stations, as the hub knows them. */
  elsewhere: z.array(DeviceElsewhere),
  test: RunningTest.nullable(),
  /** Null where there is none. */
  cabinet: CabinetView.nullable(),
  /** How this page finds the station's document camera; null where there is none. */
  documentCamera: DocumentCameraSetting.nullable(),
  serverTime: z.number().int(),
});
export type DevicesState = z.infer<typeof DevicesState>;

/** The page 设备自检 of a station. */
export const devicesContract = {
  watch: oc.output(eventIterator(DevicesState)),
  login: oc.input(z.strictObject({ workNo: WorkNo, pin: z.string().min(4).max(12) })).output(Done),
  logout: oc.output(Done),
  start: oc.input(z.strictObject({ deviceId: DeviceId })).output(Done),
  answer: oc.input(z.strictObject({ testId: TestId, answer: z.string().max(40) })).output(Done),
  /** What this page sees of the document camera. */
  reportCamera: oc.input(PageDeviceReport).output(Done),
  /** Stops a test, or puts a finished one away. */
  close: oc.input(z.strictObject({ testId: TestId })).output(Done),
  /** 紧急开门: opens one door of this station's cabinet, each command once. */
  openDoor: oc.input(z.strictObject({ commandId: CommandId, door: z.string().min(1).max(40), reason: DoorReason })).output(Done),
  /** Somebody looked what became of an opening. */
  settleDoor: oc.input(z.strictObject({ jobId: z.string(), verdict: JobVerdict })).output(Done),
  /** At the console: the part of the test that needs nobody, at another station. */
  order: oc.input(z.strictObject({ deviceId: DeviceId })).output(Done),
};
