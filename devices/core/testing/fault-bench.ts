import type { SimulatorPlace } from '../simulator.ts';
import { openPtyPair } from './pty-pair.ts';

/** How the driver reaches its simulator: a socket, or a pseudo-terminal with a real serial open. */
export type FaultTransport = 'tcp' | 'pty';

/** Where the two sides of one wire are. */
export interface Wire {
  readonly simulator: SimulatorPlace;
  /** What the driver opens; null: the address that the simulator took. */
  readonly driver: string | null;
}

/** One fault of devices.md §8 (or one that devices were seen to have) and what has to come of it. */
export interface FaultCase {
  /** `paper ends in the middle of a job`. */
  readonly fault: string;
  /** What the driver must make of it, in a few words: `unknown, the person is asked`. */
  readonly expected: string;
  /** Produces the fault on this wire and says in the same words what came of it. Leaves nothing running. */
  run(wire: Wire): Promise<string>;
}

/** Every fault that one driver is tried with. The contract test and `npm run scenario -- devices` run the same list. */
export interface FaultSuite {
  /** The driver's name: `id-card-reader/sam`. */
  readonly name: string;
  readonly transports: readonly FaultTransport[];
  /** Speed of the pseudo-terminal. */
  readonly baudRate: number;
  readonly faults: readonly FaultCase[];
}

/** Runs one fault over one transport; the outcome in words. */
export async function runFault(suite: FaultSuite, fault: FaultCase, transport: FaultTransport): Promise<string> {
  if (transport === 'tcp') return fault.run({ simulator: { host: '127.0.0.1', port: 0 }, driver: null });
  const pair = await openPtyPair(suite.baudRate);
  try {
    return await fault.run({ simulator: { address: pair.simulator }, driver: pair.driver });
  } finally {
    await pair.close();
  }
}
