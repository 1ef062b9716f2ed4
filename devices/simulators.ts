import type { DeviceKind } from '../shared/types/device.ts';
import { startCallDisplaySimulator } from './call-display/simulator.ts';
import type { Simulator, SimulatorPlace } from './core/simulator.ts';
import { startEvaluationPadSimulator } from './evaluation-pad/simulator.ts';
import { startIdCardReaderSimulator } from './id-card-reader/simulator.ts';
import { startSignaturePadSimulator } from './signature-pad/simulator.ts';
import { startScannerSimulator } from './scanner/simulator.ts';
import { startTicketPrinterSimulator } from './ticket-printer/simulator.ts';
import { startVoiceSimulator } from './voice/simulator.ts';

/** How the simulator of each kind of device is started. A camera has no wire of ours: the browser brings a made-up one. */
export const SIMULATORS = {
  idCardReader: startIdCardReaderSimulator,
  ticketPrinter: startTicketPrinterSimulator,
  callDisplay: startCallDisplaySimulator,
  evaluationPad: startEvaluationPadSimulator,
  voice: startVoiceSimulator,
  scanner: startScannerSimulator,
  signaturePad: startSignaturePadSimulator,
} as const satisfies Record<Exclude<DeviceKind, 'documentCamera'>, (place: SimulatorPlace) => Promise<Simulator>>;
