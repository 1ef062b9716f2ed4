import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { MessagePortMainLike } from '@orpc/client/message-port';
import { WebSocket } from 'ws';
import { createNodeCrypto } from '../../main/crypto/crypto-port.ts';
import { servePort } from '../../main/electron/serve-port.ts';
import type { PagePort } from '../../main/electron/serve-port.ts';
import { createProcedureHandler } from '../../main/web/procedures.ts';
import { startWebShell } from '../../main/web/web-shell.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { createLogLines } from '../helpers/log-lines.ts';
import { makePagesDir } from '../helpers/pages-dir.ts';
import type { SamplePad } from './sample-router.ts';

/** A page's end of an open connection. */
export interface Line {
  readonly link: ClientLink<Record<never, never>>;
  /** Sends something that no client would. */
  sendRaw(frame: string | object): void;
  /** Resolves when the connection ended. */
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** Something that carries a page's calls to its procedures. */
export interface CarrierUnderTest {
  readonly logLines: readonly string[];
  connect(): Promise<Line>;
  stop(): Promise<void>;
}

const PAD_KEY = 'pad-key-of-this-test';

export async function startWebSocketCarrier(pad: SamplePad): Promise<CarrierUnderTest> {
  const { log, lines } = createLogLines();
  const shell = await startWebShell({
    host: '127.0.0.1',
    port: 0,
    pagesDir: makePagesDir(),
    access: { pageKeys: { pad: PAD_KEY }, stationKeyHashes: new Map() },
    routers: { pad: pad.router },
    cameraPages: [],
    crypto: createNodeCrypto(),
    clock: systemClock,
    log,
  });
  const entered = await fetch(shell.entryUrl('pad'), { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  return {
    logLines: lines,
    connect: async () => {
      const socket = new WebSocket(`${shell.origin}/rpc/pad`, { headers: { cookie }, origin: shell.origin });
      const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
      await new Promise<void>((resolve, reject) => {
        socket.on('open', () => resolve());
        socket.on('error', reject);
      });
      return {
        link: new RPCLink({ port: likePort(socket) }),
        sendRaw: (frame) => socket.send(typeof frame === 'string' ? frame : Buffer.from(JSON.stringify(frame))),
        ended,
        hangUp: () => socket.terminate(),
      };
    },
    stop: () => shell.close(),
  };
}

export function startMessagePortCarrier(pad: SamplePad): Promise<CarrierUnderTest> {
  const { log, lines } = createLogLines();
  const handler = createProcedureHandler(pad.router, log, () => '0A1B2C3D');
  const open: MessagePort[] = [];
  return Promise.resolve({
    logLines: lines,
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      open.push(port1);
      servePort(likeElectron(port2), handler, log);
      return Promise.resolve({
        link: new RPCLink({ port: port1 }),
        sendRaw: (frame) => port1.postMessage(frame),
        ended: new Promise<void>((resolve) => port1.on('close', () => resolve())),
        hangUp: () => port1.close(),
      });
    },
    stop: () => {
      open.forEach((port) => port.close());
      return Promise.resolve();
    },
  });
}

/** Electron's ports hand over an event with the data in it, Node's the data itself. */
function likeElectron(port: MessagePort): PagePort {
  function on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    port.on(event, (data: unknown) => listener({ data }));
  }
  return {
    on,
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}

/** A WebSocket with the shape of a port; what goes over the wire is the same as from a browser. */
function likePort(socket: WebSocket): MessagePortMainLike {
  return {
    on: (event, callback) => {
      if (event === 'message') socket.on('message', (data: Buffer) => callback({ data: data.toString('utf8') }));
      else socket.on(event, () => callback());
    },
    postMessage: (data: string) => socket.send(data),
  };
}
