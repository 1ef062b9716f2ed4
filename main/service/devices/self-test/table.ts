import type { DevicesByKind } from '../../../../devices/registry.ts';
import type { DeviceKind } from '../../../../shared/types/device.ts';
import { testCallDisplay } from './call-display.ts';
import { testDocumentCamera } from './document-camera.ts';
import { testDocumentPrinter } from './document-printer.ts';
import { testEvaluationPad } from './evaluation-pad.ts';
import { failed, type Exercise, type TestDesk, type TestResult } from './exercise.ts';
import { testIdCardReader } from './id-card-reader.ts';
import { testLocker, type TriedLocker } from './locker.ts';
import { testPhysicalCaller } from './physical-caller.ts';
import { testScanner } from './scanner.ts';
import { testSignaturePad } from './signature-pad.ts';
import { testSocialCardReader } from './social-card-reader.ts';
import { testTicketPrinter } from './ticket-printer.ts';
import { testVoice } from './voice.ts';

interface TriedByKind extends Omit<DevicesByKind, 'locker'> {
  readonly locker: TriedLocker;
}

/** A station's devices as their tests are given them. */
export type TriedDevices = { readonly [K in DeviceKind]?: TriedByKind[K] };

/** What each kind of device is put through. */
const EXERCISES: { readonly [K in DeviceKind]: Exercise<TriedByKind[K]> } = {
  idCardReader: testIdCardReader,
  socialCardReader: testSocialCardReader,
  ticketPrinter: testTicketPrinter,
  documentPrinter: testDocumentPrinter,
  callDisplay: testCallDisplay,
  evaluationPad: testEvaluationPad,
  physicalCaller: testPhysicalCaller,
  voice: testVoice,
  documentCamera: testDocumentCamera,
  signaturePad: testSignaturePad,
  scanner: testScanner,
  locker: testLocker,
};

/**
 * Tests the station's device of a kind; null when it has none. A device that does not answer, or says that it cannot
 * work, has failed before anything is asked of it; one that cannot tell is tried.
 */
export function exercise<K extends DeviceKind>(kind: K, devices: TriedDevices, desk: TestDesk): Promise<TestResult> | null {
  const device: TriedByKind[K] | undefined = devices[kind];
  if (device === undefined) return null;
  const { health, advice } = device.status();
  if (health === 'disconnected' || health === 'fault') return Promise.resolve(failed(advice));
  return EXERCISES[kind](device, desk);
}
