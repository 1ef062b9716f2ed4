import { createByteQueue } from '../core/byte-queue.ts';
import { createPipeEvents } from './pipe-events.ts';
import type { PacketPipe, PacketPipeFactory } from './packets.ts';
import { openTcp } from './tcp.ts';
import type { Transport } from './transport.ts';

const HEAD_LENGTH = 3;
const MAX_LENGTH = 0xffff;

/** Packets over a byte pipe, `LEN_H LEN_L CHANNEL DATA…`: how a simulator stands in for a USB, HID or smart card device. */
export function tunnelPackets(transport: Transport): PacketPipe {
  const buffer = createByteQueue();
  const listeners = new Set<(channel: number, bytes: Uint8Array) => void>();
  const events = createPipeEvents();
  transport.onClose((reason) => events.closed(reason));
  transport.onData((chunk) => {
    buffer.push(chunk);
    for (;;) {
      const length = buffer.at(0) * 256 + buffer.at(1);
      if (buffer.length < HEAD_LENGTH || buffer.length < HEAD_LENGTH + length) return;
      const channel = buffer.at(2);
      const bytes = buffer.slice(HEAD_LENGTH, HEAD_LENGTH + length);
      buffer.drop(HEAD_LENGTH + length);
      for (const listener of [...listeners]) listener(channel, bytes);
    }
  });

  return {
    async send(channel, bytes) {
      if (bytes.length > MAX_LENGTH) throw new Error(`a packet has at most ${MAX_LENGTH} bytes, not ${bytes.length}`);
      await transport.write(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff, channel, ...bytes));
    },
    onPacket(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClose: events.onClose,
    close: () => transport.close(),
  };
}

/** The driver's end of a simulated packet device. */
export function packetTunnel(address: string, place: { readonly host: string; readonly port: number }): PacketPipeFactory {
  return { address, open: async (signal) => tunnelPackets(await openTcp(place.host, place.port, signal)) };
}
