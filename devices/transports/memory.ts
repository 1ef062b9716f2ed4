import { createPipeEvents } from './pipe-events.ts';
import type { Transport, TransportFactory } from './transport.ts';

export interface MemoryPairOptions {
  /** How the bytes of one write are cut up before they arrive; default: whole. */
  readonly chunk?: (bytes: Uint8Array) => readonly Uint8Array[];
}

/** Two ends of one pipe inside this process, for tests. */
export interface MemoryPair {
  readonly near: Transport;
  readonly far: Transport;
  /** Bytes written from now on vanish in both directions, as on a half-open connection. */
  drop(): void;
  /** Both ends see the pipe closed. */
  cut(reason: string): void;
}

/** One byte at a time: the hardest way data can arrive. */
export function byteByByte(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

export function memoryPair(options: MemoryPairOptions = {}): MemoryPair {
  const chunk = options.chunk ?? ((bytes: Uint8Array) => [bytes.slice()]);
  const nearEvents = createPipeEvents();
  const farEvents = createPipeEvents();
  let open = true;
  let dropping = false;

  function cut(reason: string): void {
    open = false;
    nearEvents.closed(reason);
    farEvents.closed(reason);
  }

  function end(own: ReturnType<typeof createPipeEvents>, other: ReturnType<typeof createPipeEvents>): Transport {
    return {
      onData: own.onData,
      onClose: own.onClose,
      async write(bytes) {
        if (!open) throw new Error('the pipe is not open');
        if (dropping) return;
        for (const part of chunk(bytes)) queueMicrotask(() => other.data(part));
      },
      async close() {
        cut('closed');
      },
    };
  }

  return { near: end(nearEvents, farEvents), far: end(farEvents, nearEvents), drop: () => (dropping = true), cut };
}

/** A factory whose `open` hands the far end of a new pair to `accept`; `accept` may throw to refuse. */
export function memoryFactory(accept: (pair: MemoryPair) => void, options: MemoryPairOptions = {}): TransportFactory {
  return {
    address: 'memory',
    async open() {
      const pair = memoryPair(options);
      accept(pair);
      return pair.near;
    },
  };
}
