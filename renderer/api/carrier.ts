import type { ClientLink } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';

export type Link = ClientLink<Record<never, never>>;

/** A way to the service that is open now. `closed` is called once when it is no longer. */
export interface Carrier {
  /** Opens once. Resolves with the link, rejects when it cannot be opened. */
  open(closed: () => void, signal: AbortSignal): Promise<Link>;
}

const HEARTBEAT_MS = 5000;

/** WebSocket to the web shell that served this page. */
export function webSocketCarrier(url: string): Carrier {
  return {
    open: (closed, signal) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url);
        const link = new WebSocketLink({ websocket: socket });
        signal.addEventListener('abort', () => socket.close(), { once: true });
        socket.addEventListener('open', () => {
          watchHeartbeat(socket);
          resolve(link);
        });
        socket.addEventListener('close', () => {
          reject(new Error('the service did not accept the connection'));
          closed();
        });
      }),
  };
}

/**
 * A browser cannot ping, and a pulled cable leaves a WebSocket open for minutes: a display would show old calls as
 * if they were live. Asking the same server for this page's headers tells; any answer at all is a sign of life.
 */
function watchHeartbeat(socket: WebSocket): void {
  const timer = setInterval(() => void beat(), HEARTBEAT_MS);
  socket.addEventListener('close', () => clearInterval(timer));

  async function beat(): Promise<void> {
    try {
      await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(HEARTBEAT_MS) });
    } catch {
      socket.close();
    }
  }
}

/** The message with which the preload hands over a port; again after each restart of the service. */
export const PORT_MESSAGE = 'yichuang-port';

/** The MessagePort of the Electron shell. */
export function messagePortCarrier(): Carrier {
  const waiting: MessagePort[] = [];
  let arrived: (() => void) | null = null;
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return;
    waiting.push(port);
    arrived?.();
  });
  return {
    async open(closed, signal) {
      while (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        signal.throwIfAborted();
      }
      // A restart hands over a newer port: the last one is the one that lives.
      const port = waiting.splice(0).at(-1);
      if (port === undefined) throw new Error('no port');
      const link = new MessagePortLink({ port });
      port.addEventListener('close', closed);
      signal.addEventListener('abort', () => port.close(), { once: true });
      port.start();
      return link;
    },
  };
}
