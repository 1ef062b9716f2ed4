import { connect, createServer, type Socket } from 'node:net';

/** One chunk that was put on the line. */
export interface LineTraffic {
  readonly to: 'device' | 'driver';
  readonly bytes: Uint8Array;
  /** When its first bit left, `performance.now()`. */
  readonly begunAt: number;
}

export interface PacedLine {
  /** What the driver connects to. */
  readonly address: string;
  /** Everything since the last `forget`, in the order of leaving. */
  traffic(): readonly LineTraffic[];
  forget(): void;
  close(): Promise<void>;
}

const BITS_PER_BYTE = 10;

/** Milliseconds that many bytes take on a serial line, 8N1. */
export function wireMs(bytes: number, baudRate: number): number {
  return (bytes * BITS_PER_BYTE * 1_000) / baudRate;
}

/**
 * A socket between a driver and its simulator that is as slow as a serial line: each direction carries one byte after
 * the other at the baud rate, and a chunk arrives when its last bit has.
 */
export function pacedLine(devicePort: number, baudRate: number): Promise<PacedLine> {
  const sockets = new Set<Socket>();
  let traffic: LineTraffic[] = [];

  function carry(from: Socket, onto: Socket, to: LineTraffic['to']): void {
    let freeAt = 0;
    from.on('data', (chunk: Buffer) => {
      const begunAt = Math.max(performance.now(), freeAt);
      freeAt = begunAt + wireMs(chunk.length, baudRate);
      traffic.push({ to, bytes: Uint8Array.from(chunk), begunAt });
      atTime(freeAt, () => onto.write(chunk));
    });
    from.on('error', () => onto.destroy());
    from.on('close', () => onto.destroy());
    sockets.add(from);
  }

  const server = createServer({ noDelay: true }, (driver) => {
    const device = connect({ host: '127.0.0.1', port: devicePort, noDelay: true });
    carry(driver, device, 'device');
    carry(device, driver, 'driver');
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port');
      resolve({
        address: `tcp://127.0.0.1:${bound.port}`,
        traffic: () => traffic,
        forget: () => void (traffic = []),
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => done());
          }),
      });
    });
  });
}

/** Timers are good to a millisecond only; the last two are waited for turn by turn. */
function atTime(time: number, act: () => void): void {
  const left = time - performance.now();
  if (left > 2) setTimeout(() => atTime(time, act), left - 2);
  else if (left > 0) setImmediate(() => atTime(time, act));
  else act();
}
