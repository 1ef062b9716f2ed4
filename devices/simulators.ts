import type { z } from 'zod';
import type { DeviceKind } from '../shared/types/device.ts';
import { DisplayControl, startCallDisplaySimulator } from './call-display/simulator.ts';
import type { Simulator, SimulatorPlace } from './core/simulator.ts';
import { DocumentPrinterControl, startDocumentPrinterSimulator } from './document-printer/simulator.ts';
import { PadControl, startEvaluationPadSimulator } from './evaluation-pad/simulator.ts';
import { ReaderControl, startIdCardReaderSimulator } from './id-card-reader/simulator.ts';
import { CallerControl, startPhysicalCallerSimulator } from './physical-caller/simulator.ts';
import { SignaturePadControl, startSignaturePadSimulator } from './signature-pad/simulator.ts';
import { LockerControl, startLockerSimulator } from './locker/simulator.ts';
import { ScannerControl, startScannerSimulator } from './scanner/simulator.ts';
import { SocialReaderControl, startSocialCardReaderSimulator } from './social-card-reader/simulator.ts';
import { PrinterControl, startTicketPrinterSimulator } from './ticket-printer/simulator.ts';
import { startVoiceSimulator, VoiceControl } from './voice/simulator.ts';

/** How the simulator of each kind of device is started. A camera has no wire of ours: the browser brings a made-up one. */
export const SIMULATORS = {
  idCardReader: startIdCardReaderSimulator,
  socialCardReader: startSocialCardReaderSimulator,
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

/** The commands that each simulator's `control` takes, for a page that offers them. */
export const CONTROLS = {
  idCardReader: ReaderControl,
  socialCardReader: SocialReaderControl,
  ticketPrinter: PrinterControl,
  callDisplay: DisplayControl,
  evaluationPad: PadControl,
  physicalCaller: CallerControl,
  voice: VoiceControl,
  documentPrinter: DocumentPrinterControl,
  scanner: ScannerControl,
  locker: LockerControl,
  signaturePad: SignaturePadControl,
} as const satisfies { readonly [K in keyof typeof SIMULATORS]?: z.ZodType };
