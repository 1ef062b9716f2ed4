import { createByteQueue } from '../core/byte-queue.ts';
import { createPipeEvents } from '../transports/pipe-events.ts';
import type { PacketPipe, PacketPipeFactory } from '../transports/packets.ts';
import type { Transport, TransportFactory } from '../transports/transport.ts';
import { announcedLength, couldBePreamble, HEADER_LENGTH } from './protocol.ts';

/**
 * A reader on USB has the same frames as one on a serial line, each in two transfers over endpoints of their own:
 * preamble and length, then the rest (devices.md §1.1).
 */
export const READER_ENDPOINTS = { outHead: 0x02, outBody: 0x06, inHead: 0x81, inBody: 0x85 } as const;

/** More than any answer; whatever is beyond belongs to none. */
const MOST_HELD = 4_096;

/** The reader behind these endpoints as a byte pipe for the same driver. */
export function readerOverUsb(factory: PacketPipeFactory): TransportFactory {
  return { address: factory.address, open: async (signal) => joinEndpoints(await factory.open(signal)) };
}

/**
 * Splits what is written (always one whole request) and joins what arrives. The two IN endpoints are read
 * independently, so that a body may come before its head. Whatever is left of an earlier answer goes with the next request.
 */
export function joinEndpoints(pipe: PacketPipe): Transport {
  const joiner = createAnswerJoiner();
  const events = createPipeEvents();
  pipe.onClose((reason) => events.closed(reason));
  pipe.onPacket((channel, bytes) => {
    const joined = joiner.push(channel, bytes);
    if (joined.length > 0) events.data(joined);
  });

  return {
    onData: events.onData,
    onClose: events.onClose,
    async write(bytes) {
      joiner.reset();
      await pipe.send(READER_ENDPOINTS.outHead, bytes.subarray(0, HEADER_LENGTH));
      await pipe.send(READER_ENDPOINTS.outBody, bytes.subarray(HEADER_LENGTH));
    },
    close: () => pipe.close(),
  };
}

export interface AnswerJoiner {
  /** The bytes that are next in the answer, in the order a serial line would bring them. */
  push(channel: number, bytes: Uint8Array): Uint8Array;
  /** Bytes held back for a head, or for the rest of one. */
  readonly pending: number;
  reset(): void;
}

/** Pure: a head lets pass as many bytes of the body as it announces. */
export function createAnswerJoiner(): AnswerJoiner {
  const heads = createByteQueue();
  const bodies = createByteQueue();
  /** Bytes of the body that the last head announced and that have not come. */
  let owed = 0;

  function takeBody(out: number[]): void {
    out.push(...bodies.slice(0, owed));
    const taken = Math.min(owed, bodies.length);
    bodies.drop(taken);
    owed -= taken;
  }

  /** False when no whole head is there. */
  function takeHead(out: number[]): boolean {
    while (!couldBePreamble(heads, 0)) heads.drop(1);
    if (heads.length < HEADER_LENGTH) return false;
    const head = heads.slice(0, HEADER_LENGTH);
    heads.drop(HEADER_LENGTH);
    out.push(...head);
    owed = announcedLength(head) ?? 0;
    return true;
  }

  return {
    push(channel, bytes) {
      const queue = channel === READER_ENDPOINTS.inHead ? heads : bodies;
      if (queue.length + bytes.length > MOST_HELD) queue.clear();
      queue.push(bytes.subarray(0, MOST_HELD));
      const out: number[] = [];
      takeBody(out);
      // A new head while the rest of an answer is still owed: that rest was lost.
      while (takeHead(out)) takeBody(out);
      return Uint8Array.from(out);
    },
    get pending() {
      return heads.length + bodies.length;
    },
    reset() {
      heads.clear();
      bodies.clear();
      owed = 0;
    },
  };
}
