import type { Clock } from '../../../shared/basics/clock.ts';
import { memoryPair, type MemoryPair } from '../../transports/memory.ts';
import { tunnelPackets } from '../../transports/packet-tunnel.ts';
import type { PacketPipeFactory } from '../../transports/packets.ts';
import { createSimulatedSlot, type SimulatedSlot } from '../simulated-slot.ts';

/** A simulated slot without a socket, so that a test has all its waits in hand. */
export interface MemorySlot {
  readonly slot: SimulatedSlot;
  readonly factory: PacketPipeFactory;
  isPlugged(): boolean;
  unplug(): void;
  plug(): void;
}

export function memorySlot(clock: Clock): MemorySlot {
  const slot = createSimulatedSlot(clock);
  let pair: MemoryPair | null = null;
  let plugged = true;
  return {
    slot,
    factory: {
      address: 'memory',
      async open() {
        if (!plugged) throw new Error('no cable');
        const { near, far } = (pair = memoryPair());
        const pipe = tunnelPackets(near);
        function onPacket(listener: Parameters<typeof pipe.onPacket>[0]): () => void {
          const forget = pipe.onPacket(listener);
          // The slot tells its state to whoever listens, as the system does.
          slot.attach(tunnelPackets(far));
          return forget;
        }
        return { ...pipe, onPacket };
      },
    },
    isPlugged: () => plugged,
    unplug() {
      plugged = false;
      pair?.cut('cable pulled');
    },
    plug() {
      plugged = true;
    },
  };
}
