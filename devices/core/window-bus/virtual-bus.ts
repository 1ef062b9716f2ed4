import type { Clock } from '../../../shared/basics/clock.ts';
import type { Transport } from '../../transports/transport.ts';
import { openSimulatorPort } from '../simulator-port.ts';
import type { SimulatorPlace } from '../simulator.ts';
import { createBusParser, encodeFrame, FUNC, type BusFrame } from './frames.ts';
import { BUS_DELAYS } from './line.ts';

/** How a press reaches the wire the first time. The device itself does not notice and repeats what is not answered. */
export const FRAME_DAMAGES = ['none', 'bad-sum', 'length-mismatch', 'collision'] as const;
export type FrameDamage = (typeof FRAME_DAMAGES)[number];

/** The wire of a window, without a socket: every device hears the host, and two that speak at once spoil each other. */
export interface VirtualBus {
  /** A host's end. As behind a serial server, every host that is there hears every device. */
  attach(host: Transport): void;
  /** Hangs a device on the wire. */
  listen(receive: (frame: BusFrame) => void): () => void;
  /** Into a pulled cable a device speaks all the same. */
  speak(bytes: Uint8Array): void;
}

export function createVirtualBus(clock: Clock): VirtualBus {
  const listeners = new Set<(frame: BusFrame) => void>();
  const hosts = new Set<Transport>();
  let onWire: { bytes: Uint8Array } | null = null;

  async function transmit(talk: { bytes: Uint8Array }): Promise<void> {
    await clock.sleep(talk.bytes.length * BUS_DELAYS.byte);
    onWire = null;
    await Promise.allSettled([...hosts].map((host) => host.write(talk.bytes)));
  }

  return {
    attach(host) {
      hosts.add(host);
      host.onClose(() => hosts.delete(host));
      const parser = createBusParser();
      host.onData((chunk) => {
        for (const frame of parser.push(chunk)) for (const receive of [...listeners]) receive(frame);
      });
    },
    listen(receive) {
      listeners.add(receive);
      return () => listeners.delete(receive);
    },
    speak(bytes) {
      if (onWire !== null) {
        onWire.bytes = overlaid(onWire.bytes, bytes);
        return;
      }
      onWire = { bytes };
      void transmit(onWire);
    },
  };
}

/** Two senders at once: on the bus a 0 wins over a 1. */
function overlaid(first: Uint8Array, second: Uint8Array): Uint8Array {
  const [longer, shorter] = first.length >= second.length ? [first, second] : [second, first];
  return longer.map((byte, i) => byte & (shorter[i] ?? 0xff));
}

const SOMEBODY_ELSE = encodeFrame({ address: 0x2a, func: FUNC.press, data: Uint8Array.of(0x15) });

export function damagedFrame(frame: Uint8Array, damage: FrameDamage): Uint8Array {
  switch (damage) {
    case 'none':
      return frame;
    case 'bad-sum':
      return frame.map((byte, i) => (i === frame.length - 2 ? byte ^ 0x01 : byte));
    case 'length-mismatch':
      return frame.map((byte, i) => (i === 3 ? byte + 1 : byte));
    case 'collision':
      return overlaid(frame, SOMEBODY_ELSE);
  }
}

/** A virtual bus behind a port. Simulators of several devices may share it; the last to leave closes it. */
export interface SimulatedBus {
  readonly address: string;
  readonly bus: VirtualBus;
  unplug(): void;
  plug(): void;
  /** One more simulator hangs on it, which will call `leave`. */
  enter(): void;
  leave(): Promise<void>;
}

export async function openSimulatedBus(place: SimulatorPlace, clock: Clock): Promise<SimulatedBus> {
  const bus = createVirtualBus(clock);
  const port = await openSimulatorPort(place, bus.attach);
  let users = 0;
  return {
    address: port.address,
    bus,
    unplug: port.unplug,
    plug: port.plug,
    enter: () => void (users += 1),
    async leave() {
      users -= 1;
      if (users === 0) await port.close();
    },
  };
}
