import { createServer, type Socket } from 'node:net';
import { socketTransport } from './tcp.ts';
import type { PausableTransport } from './pipe-events.ts';

/** The listening side, for simulators. */
export interface TcpListener {
  /** `tcp://host:port` with the port really taken. */
  readonly address: string;
  /** Pulls the cable: every connection is reset, new ones too, until `plug`. */
  unplug(): void;
  plug(): void;
  close(): Promise<void>;
}

/** Listens (port 0: any free port) and gives each accepted connection as a transport. */
export function listenTcp(
  place: { readonly host: string; readonly port: number },
  onConnection: (connection: PausableTransport) => void,
): Promise<TcpListener> {
  const sockets = new Set<Socket>();
  let plugged = true;

  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (!plugged) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    onConnection(socketTransport(socket));
  });

  function resetAll(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port');
      resolve({
        address: `tcp://${place.host.includes(':') ? `[${place.host}]` : place.host}:${bound.port}`,
        unplug() {
          plugged = false;
          resetAll();
        },
        plug: () => void (plugged = true),
        close() {
          resetAll();
          return new Promise((done) => server.close(() => done()));
        },
      });
    });
  });
}
