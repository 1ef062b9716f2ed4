import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { FramePort } from './frame-port.ts';
import { PAGE_FRAME_LIMIT, STATION_FRAME_LIMIT } from './frame.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { PageAccess } from './page-access.ts';
import type { ProcedureHandler } from './procedures.ts';
import { isPageRole } from './types.ts';
import type { PageRole } from './types.ts';

export interface SocketsOptions {
  readonly pageHandlers: ReadonlyMap<PageRole, ProcedureHandler>;
  readonly hubHandler: ProcedureHandler | null;
  readonly access: PageAccess;
  readonly heartbeat: Heartbeat;
  readonly log: Logger;
}

/** More screens than a station or more stations than a hall has; a runaway page must not take the rest down. */
const MAX_PAGE_SOCKETS = 100;

/** Close codes of RFC 6455 §7.4.1. */
const POLICY_VIOLATION = 1008;
const GOING_AWAY = 1001;
const NEWER_CONNECTION = 4001;

const STATUS_TEXTS = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' } as const;

type Admission =
  | { readonly kind: 'page'; readonly role: PageRole; readonly handler: ProcedureHandler }
  | { readonly kind: 'station'; readonly stationId: string; readonly handler: ProcedureHandler }
  | { readonly kind: 'refused'; readonly status: keyof typeof STATUS_TEXTS; readonly reason: string };

/** The WebSockets of pages (`/rpc/<role>`) and of stations (`/hub`). */
export class Sockets {
  readonly #options: SocketsOptions;
  readonly #pageServer = new WebSocketServer({ noServer: true, maxPayload: 4 * PAGE_FRAME_LIMIT, perMessageDeflate: false });
  readonly #stationServer = new WebSocketServer({ noServer: true, maxPayload: 4 * STATION_FRAME_LIMIT, perMessageDeflate: false });
  readonly #stations = new Map<string, WebSocket>();

  constructor(options: SocketsOptions) {
    this.#options = options;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const admission = this.#admit(request);
    switch (admission.kind) {
      case 'refused':
        this.#options.log.warn({ ...admission, remote: request.socket.remoteAddress }, 'connection refused');
        socket.on('error', () => socket.destroy());
        socket.end(`HTTP/1.1 ${admission.status} ${STATUS_TEXTS[admission.status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      case 'page':
        this.#pageServer.handleUpgrade(request, socket, head, (ws) => {
          this.#serve(ws, admission.handler, PAGE_FRAME_LIMIT, {});
        });
        return;
      case 'station':
        this.#stationServer.handleUpgrade(request, socket, head, (ws) => {
          this.#replaceStation(admission.stationId, ws);
          this.#serve(ws, admission.handler, STATION_FRAME_LIMIT, { stationId: admission.stationId });
        });
        return;
    }
  }

  /** Tells every client that the service goes, and does not wait for those who do not answer. */
  close(): void {
    for (const ws of [...this.#pageServer.clients, ...this.#stationServer.clients]) {
      ws.close(GOING_AWAY);
      ws.terminate();
    }
  }

  #admit(request: IncomingMessage): Admission {
    const path = request.url?.split('?')[0] ?? '';
    if (path === '/hub') return this.#admitStation(request);
    const role = /^\/rpc\/([a-z]+)$/.exec(path)?.[1] ?? '';
    const handler = isPageRole(role) ? this.#options.pageHandlers.get(role) : undefined;
    if (!isPageRole(role) || !handler) return { kind: 'refused', status: 404, reason: 'no such page' };
    if (!isSameOrigin(request)) return { kind: 'refused', status: 403, reason: 'foreign origin' };
    if (!this.#options.access.isIn(role, request.headers.cookie)) return { kind: 'refused', status: 401, reason: 'no session' };
    if (this.#pageServer.clients.size >= MAX_PAGE_SOCKETS) return { kind: 'refused', status: 503, reason: 'too many pages' };
    return { kind: 'page', role, handler };
  }

  #admitStation(request: IncomingMessage): Admission {
    const { access, hubHandler } = this.#options;
    if (!hubHandler) return { kind: 'refused', status: 404, reason: 'not a hub' };
    if (request.headers.origin !== undefined) return { kind: 'refused', status: 403, reason: 'a browser at the hub' };
    const stationId = access.stationOf(request.headers.authorization);
    if (stationId === null) return { kind: 'refused', status: 401, reason: 'unknown station key' };
    return { kind: 'station', stationId, handler: hubHandler };
  }

  /** A station that lost its line comes again before the old connection is found dead; the new one counts. */
  #replaceStation(stationId: string, ws: WebSocket): void {
    this.#stations.get(stationId)?.close(NEWER_CONNECTION);
    this.#stations.set(stationId, ws);
    ws.on('close', () => {
      if (this.#stations.get(stationId) === ws) this.#stations.delete(stationId);
    });
  }

  #serve(ws: WebSocket, handler: ProcedureHandler, limit: number, context: Record<string, string>): void {
    const { log, heartbeat } = this.#options;
    const port = new FramePort((frame) => ws.send(frame), limit);
    handler.upgrade(port, { context });
    heartbeat.watch(ws);
    ws.on('message', (data: Buffer, isBinary: boolean) => {
      const reason = port.receive(isBinary ? data : data.toString('utf8'));
      if (reason === null) return;
      log.warn({ reason, ...context }, 'frame refused');
      ws.close(POLICY_VIOLATION, reason);
    });
    // A frame over the limit or broken framing ends the connection by itself; the cause belongs in the log.
    ws.on('error', (error) => log.warn({ reason: error.message, ...context }, 'connection broken'));
    ws.on('close', () => port.close());
  }
}

/** Browsers always say where a WebSocket comes from; a page of another site has no business here. */
function isSameOrigin(request: IncomingMessage): boolean {
  const origin = URL.parse(request.headers.origin ?? '');
  return origin !== null && origin.host !== '' && origin.host === request.headers.host;
}
