import { createConnection, type Socket } from 'node:net';
import { createPipeEvents, type PausableTransport } from './pipe-events.ts';

const KEEP_ALIVE_MS = 2_000;

/** Connects to a device or serial server. The signal gives up the attempt; it has no effect afterwards. */
export function openTcp(host: string, port: number, signal: AbortSignal): Promise<PausableTransport> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Error('connecting was given up'));
      return;
    }
    const socket = createConnection({ host, port });
    function giveUp(): void {
      socket.destroy(new Error('connecting was given up'));
    }
    function failed(error: Error): void {
      signal.removeEventListener('abort', giveUp);
      reject(error);
    }
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('error', failed);
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp);
      socket.removeListener('error', failed);
      resolve(socketTransport(socket));
    });
  });
}

/** Wraps a connected socket: small frames leave at once, a dead peer is noticed by keep-alive. */
export function socketTransport(socket: Socket): PausableTransport {
  const events = createPipeEvents();
  let reason = 'closed by the other side';
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  socket.on('data', (chunk) => events.data(chunk));
  socket.on('error', (error) => (reason = error.message));
  socket.on('close', () => events.closed(reason));

  return {
    onData: events.onData,
    onClose: events.onClose,
    write(bytes) {
      return new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    close() {
      return new Promise((resolve) => {
        reason = 'closed by us';
        if (socket.closed) {
          resolve();
          return;
        }
        socket.once('close', () => resolve());
        socket.destroy();
      });
    },
    pauseReading: () => void socket.pause(),
    resumeReading: () => void socket.resume(),
  };
}
