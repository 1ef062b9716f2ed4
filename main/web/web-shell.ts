import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createKeyGuard } from '../../shared/basics/key-guard.ts';
import { Heartbeat } from './heartbeat.ts';
import { HttpPages } from './http-pages.ts';
import { PageAccess } from './page-access.ts';
import { readPageFiles } from './page-files.ts';
import type { PageFiles } from './page-files.ts';
import { createProcedureHandler } from './procedures.ts';
import type { ProcedureHandler } from './procedures.ts';
import { Sockets } from './sockets.ts';
import { PAGE_ROLES } from './types.ts';
import type { PageRole, RunningWebShell, WebShellOptions } from './types.ts';

const MAX_CONNECTIONS = 500;
const ERROR_NO_BYTES = 4;

/**
 * Serves this station's pages and their procedures on the LAN, and on a hub the stations. Rejects when the port is
 * taken or a page was not built.
 */
export async function startWebShell(options: WebShellOptions): Promise<RunningWebShell> {
  const { clock, crypto, log } = options;
  const newErrorNo = (): string => Buffer.from(crypto.randomBytes(ERROR_NO_BYTES)).toString('hex').toUpperCase();
  const pages = new Map<PageRole, PageFiles>();
  const pageHandlers = new Map<PageRole, ProcedureHandler>();
  for (const role of PAGE_ROLES) {
    const router = options.routers[role];
    if (router === undefined) continue;
    pages.set(role, await readPageFiles(options.pagesDir, role));
    pageHandlers.set(role, createProcedureHandler(router, log, newErrorNo));
  }
  const hubHandler = options.hubRouter ? createProcedureHandler(options.hubRouter, log, newErrorNo) : null;

  const server = createServer({ maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 10_000 });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, options.host, options.port);
  const access = new PageAccess(options.access, crypto, String(port));
  const heartbeat = new Heartbeat(clock);
  const httpPages = new HttpPages({ pages, cameraPages: options.cameraPages, access, guard: createKeyGuard(clock), log });
  const sockets = new Sockets({ pageHandlers, hubHandler, access, heartbeat, log });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  server.on('request', (request, response) => {
    httpPages.handle(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'page failed');
      response.destroy();
    });
  });
  const beating = heartbeat.run();

  const origin = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  return {
    port,
    origin,
    entryUrl: (role) => `${origin}/enter?page=${role}&key=${encodeURIComponent(options.access.pageKeys[role] ?? '')}`,
    close: async () => {
      heartbeat.stop();
      sockets.close();
      await closeServer(server);
      await beating;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('listening on no port'));
      else resolve(address.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
