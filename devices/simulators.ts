import type { DeviceKind } from '../shared/types/device.ts';
import { startCallDisplaySimulator } from './call-display/simulator.ts';
import type { Simulator, SimulatorPlace } from './core/simulator.ts';
import { startDocumentPrinterSimulator } from './document-printer/simulator.ts';
import { startEvaluationPadSimulator } from './evaluation-pad/simulator.ts';
import { startIdCardReaderSimulator } from './id-card-reader/simulator.ts';
import { startPhysicalCallerSimulator } from './physical-caller/simulator.ts';
import { startSignaturePadSimulator } from './signature-pad/simulator.ts';
import { startLockerSimulator } from './locker/simulator.ts';
import { startScannerSimulator } from './scanner/simulator.ts';
import { startTicketPrinterSimulator } from './ticket-printer/simulator.ts';
import { startVoiceSimulator } from './voice/simulator.ts';

/** How the simulator of each kind of device is started. A camera has no wire of ours: the browser brings a made-up one. */
export const SIMULATORS = {
  idCardReader: startIdCardReaderSimulator,
  ticketPrinter: startTicketPrinterSimulator,
  callDisplay: startCallDisplaySimulator,
  evaluationPad: startEvaluationPadSimulator,
  physicalCaller: startPhysicalCallerSimulator,
  voice: startVoiceSimulator,
  documentPrinter: startDocumentPrinterSimulator,
  scanner: startScannerSimulator,
  locker: startLockerSimulator,
  signaturePad: startSignaturePadSimulator,
} as const satisfies Record<Exclude<DeviceKind, 'documentCamera'>, (place: SimulatorPlace) => Promise<Simulator>>;
