import { listenTcp } from '../transports/tcp-listener.ts';
import { parseDeviceAddress } from '../transports/address.ts';
import { openSerial } from '../transports/serial.ts';
import type { PausableTransport } from '../transports/pipe-events.ts';
import type { SimulatorPlace } from './simulator.ts';

/** The simulator's socket: TCP or its own end of a pseudo-terminal, with a cable that can be pulled. */
export interface SimulatorPort {
  readonly address: string;
  /** TCP: connections are reset and refused. Pseudo-terminal: the line goes dead. */
  unplug(): void;
  plug(): void;
  close(): Promise<void>;
}

/** Opens the simulator's side; `onPeer` gets every connection, on a pseudo-terminal the only one. */
export async function openSimulatorPort(
  place: SimulatorPlace,
  onPeer: (peer: PausableTransport) => void,
): Promise<SimulatorPort> {
  if ('host' in place) return listenTcp(place, onPeer);
  const parsed = parseDeviceAddress(place.address);
  if (!parsed.ok) throw new Error(parsed.error);
  if (parsed.value.protocol !== 'serial') throw new Error(`a simulator listens on host and port, or on a serial path: ${place.address}`);
  const line = await openSerial(parsed.value.path, parsed.value.baudRate, new AbortController().signal);
  let plugged = true;
  onPeer({
    ...line,
    onData: (listener) => line.onData((chunk) => plugged && listener(chunk)),
    write: (bytes) => (plugged ? line.write(bytes) : Promise.resolve()),
  });
  return {
    address: place.address,
    unplug: () => void (plugged = false),
    plug: () => void (plugged = true),
    close: () => line.close(),
  };
}
