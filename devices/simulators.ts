import type { DeviceKind } from '../shared/types/device.ts';
import type { Simulator, SimulatorPlace } from './core/simulator.ts';
import { startIdCardReaderSimulator } from './id-card-reader/simulator.ts';

type StartSimulator = (place: SimulatorPlace) => Promise<Simulator>;

/** How the simulator of each kind of device is started. */
export const SIMULATORS = {
  idCardReader: startIdCardReaderSimulator,
} as const satisfies Partial<Record<DeviceKind, StartSimulator>>;
