import type { Transport } from './transport.ts';

/** A transport whose reading can stop for a while, so that the sender's buffers fill up (a printer without paper). */
export interface PausableTransport extends Transport {
  pauseReading(): void;
  resumeReading(): void;
}

/** The listeners of one pipe; `closed` is told once, later listeners hear it at once. */
export interface PipeEvents {
  readonly onData: Transport['onData'];
  readonly onClose: Transport['onClose'];
  data(chunk: Uint8Array): void;
  closed(reason: string): void;
}

/** Bookkeeping that every kind of transport shares. */
export function createPipeEvents(): PipeEvents {
  const dataListeners = new Set<(chunk: Uint8Array) => void>();
  const closeListeners = new Set<(reason: string) => void>();
  let closeReason: string | null = null;

  return {
    onData(listener) {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClose(listener) {
      if (closeReason !== null) {
        const reason = closeReason;
        queueMicrotask(() => listener(reason));
        return () => undefined;
      }
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    data(chunk) {
      for (const listener of [...dataListeners]) listener(chunk);
    },
    closed(reason) {
      if (closeReason !== null) return;
      closeReason = reason;
      for (const listener of [...closeListeners]) listener(reason);
      dataListeners.clear();
      closeListeners.clear();
    },
  };
}
