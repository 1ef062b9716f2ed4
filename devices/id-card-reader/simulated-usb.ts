import type { PacketPipe } from '../transports/packets.ts';
import { createPipeEvents } from '../transports/pipe-events.ts';
import type { Transport } from '../transports/transport.ts';
import { announcedLength, HEADER_LENGTH } from './protocol.ts';
import { READER_ENDPOINTS } from './usb-pipes.ts';

/** How the two IN endpoints bring an answer: the way it was sent, or the rest of it before its head. */
export interface UsbHabits {
  bodyFirst: boolean;
}

/** The device's end of a reader's endpoints: what the host writes arrives in order, what the reader says is split in two. */
export function usbDeviceEnd(pipe: PacketPipe, habits: UsbHabits): Transport {
  const split = createSplitter();
  const events = createPipeEvents();
  pipe.onPacket((_channel, bytes) => events.data(bytes));
  pipe.onClose((reason) => events.closed(reason));
  return {
    onData: events.onData,
    onClose: events.onClose,
    async write(bytes) {
      const packets = split(bytes);
      if (habits.bodyFirst) packets.sort((a, b) => b.channel - a.channel);
      for (const { channel, bytes: part } of packets) await pipe.send(channel, part);
    },
    close: () => pipe.close(),
  };
}

interface Packet {
  readonly channel: number;
  readonly bytes: Uint8Array;
}

/** Everything up to a whole header goes over one endpoint, as many bytes as it announces over the other. */
function createSplitter(): (bytes: Uint8Array) => Packet[] {
  let head: number[] = [];
  let owed = 0;

  /** The next piece that goes over one endpoint. */
  function piece(bytes: Uint8Array): Packet {
    if (owed > 0) {
      const body = bytes.subarray(0, owed);
      owed -= body.length;
      return { channel: READER_ENDPOINTS.inBody, bytes: body };
    }
    const taken = bytes.subarray(0, HEADER_LENGTH - head.length);
    head.push(...taken);
    if (head.length === HEADER_LENGTH) {
      owed = announcedLength(Uint8Array.from(head)) ?? 0;
      head = [];
    }
    return { channel: READER_ENDPOINTS.inHead, bytes: taken };
  }

  return (bytes) => {
    const packets: Packet[] = [];
    for (let at = 0; at < bytes.length; ) {
      const next = piece(bytes.subarray(at));
      packets.push(next);
      at += next.bytes.length;
    }
    return packets;
  };
}
