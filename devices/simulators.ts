import type { DeviceKind } from '../shared/types/device.ts';
import { startCallDisplaySimulator } from './call-display/simulator.ts';
import type { Simulator, SimulatorPlace } from './core/simulator.ts';
import { startEvaluationPadSimulator } from './evaluation-pad/simulator.ts';
import { startIdCardReaderSimulator } from './id-card-reader/simulator.ts';
import { startTicketPrinterSimulator } from './ticket-printer/simulator.ts';
import { startVoiceSimulator } from './voice/simulator.ts';

/** How the simulator of each kind of device is started. */
export const SIMULATORS = {
  idCardReader: startIdCardReaderSimulator,
  ticketPrinter: startTicketPrinterSimulator,
  callDisplay: startCallDisplaySimulator,
  evaluationPad: startEvaluationPadSimulator,
  voice: startVoiceSimulator,
} as const satisfies Record<DeviceKind, (place: SimulatorPlace) => Promise<Simulator>>;
