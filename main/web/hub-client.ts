import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { HubClient, HubConnection } from '../service/hub/hub-link.ts';

/** A peer that says nothing for this long is gone, whatever the socket believes. */
const SILENCE_MS = 5_000;

/** Opens the station's connection to the hub (`ws://host:port/hub`). Rejects when it cannot be opened. */
export function connectHub(url: string, key: string, signal: AbortSignal): Promise<HubConnection> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(url, { headers: { authorization: `Bearer ${key}` }, perMessageDeflate: false });
    const onAbort = (): void => ws.terminate();
    signal.addEventListener('abort', onAbort, { once: true });
    ws.on('error', reject);
    ws.once('close', () => reject(new Error('the hub closed the connection')));
    ws.once('open', () => {
      signal.removeEventListener('abort', onAbort);
      resolve(connectionOver(ws));
    });
  });
}

function connectionOver(ws: WebSocket): HubConnection {
  const closed = new Promise<void>((resolve) => ws.once('close', () => resolve()));
  watchSilence(ws);
  // ws is a WebSocket in all that the link uses; only their TypeScript declarations of events differ.
  const link = new RPCLink({ websocket: ws as unknown as globalThis.WebSocket });
  return { client: createORPCClient<HubClient>(link), closed, close: () => ws.terminate() };
}

/** The hub pings; without its pings the line is dead although no end has closed it. */
function watchSilence(ws: WebSocket): void {
  let timer = setTimeout(() => ws.terminate(), SILENCE_MS);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => ws.terminate(), SILENCE_MS);
  };
  ws.on('ping', heard);
  ws.on('message', heard);
  ws.once('close', () => clearTimeout(timer));
}
