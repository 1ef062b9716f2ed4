import type { Device } from '../../../../devices/core/device.ts';
import type { DevicesByKind } from '../../../../devices/registry.ts';
import { assertNever } from '../../../../shared/basics/assert-never.ts';
import type { DeviceKind } from '../../../../shared/types/device.ts';
import { testCallDisplay } from './call-display.ts';
import { testDocumentCamera } from './document-camera.ts';
import { testEvaluationPad } from './evaluation-pad.ts';
import { failed, passed, unconfirmed, type Exercise, type TestDesk, type TestResult } from './exercise.ts';
import { testIdCardReader } from './id-card-reader.ts';
import { testLocker } from './locker.ts';
import { testScanner } from './scanner.ts';
import { testSignaturePad } from './signature-pad.ts';
import { testTicketPrinter } from './ticket-printer.ts';
import { testVoice } from './voice.ts';

type StationDevices = { readonly [K in DeviceKind]?: DevicesByKind[K] };

/** What each kind of device is put through. A kind without an entry is judged by its state alone. */
export const EXERCISES: { readonly [K in DeviceKind]?: Exercise<DevicesByKind[K]> } = {
  idCardReader: testIdCardReader,
  ticketPrinter: testTicketPrinter,
  callDisplay: testCallDisplay,
  evaluationPad: testEvaluationPad,
  voice: testVoice,
  documentCamera: testDocumentCamera,
  signaturePad: testSignaturePad,
  scanner: testScanner,
  locker: testLocker,
};

/** Tests the station's device of a kind; null when it has none. */
export function exercise<K extends DeviceKind>(kind: K, devices: StationDevices, desk: TestDesk): Promise<TestResult> | null {
  const device: DevicesByKind[K] | undefined = devices[kind];
  if (device === undefined) return null;
  return tryOut<DevicesByKind[K]>(device, EXERCISES[kind], desk);
}

/** A device that does not answer, or says that it cannot work, has failed before anything is asked of it. */
async function tryOut<D extends Device>(device: D, tries: Exercise<D> | undefined, desk: TestDesk): Promise<TestResult> {
  const { health, advice } = device.status();
  switch (health) {
    case 'disconnected':
    case 'fault':
      return failed(advice);
    case 'ready':
    case 'attention':
    case 'unknown':
      return tries === undefined ? byState(health, advice) : tries(device, desk);
    default:
      return assertNever(health);
  }
}

function byState(health: 'ready' | 'attention' | 'unknown', advice: string): TestResult {
  if (health === 'unknown') return unconfirmed(advice === '' ? '设备不报告自身状态，不能确认' : advice);
  return passed(advice === '' ? '设备在线，状态正常' : `设备在线，请留意：${advice}`);
}
