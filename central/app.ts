import type { Server } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { ORPCError, onError } from '@orpc/server';
import type { Logger } from 'pino';
import type { Clock } from '../shared/basics/clock.ts';
import { fail, ok, type Result } from '../shared/basics/result.ts';
import type { CentralConfig } from './config/central-config.ts';
import type { CentralError } from './error.ts';
import { createAuth } from './http/auth.ts';
import { centralOpenApi } from './http/openapi.ts';
import { createCentralRouter, type CentralRouter } from './http/router.ts';
import { createCentralServer } from './http/server.ts';
import { openCentralStore } from './store/central-store.ts';
import { holdClaim, isClaimed } from './store/claim.ts';
import { startEmbeddedPostgres } from './store/embedded-postgres.ts';

const CLOSE_PATIENCE_MS = 5_000;

export interface CentralOptions {
  readonly config: CentralConfig;
  /** The built pages: the folder that holds `workbench/` and `assets/`. */
  readonly pagesDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A centre that answers. */
export interface RunningCentral {
  readonly url: string;
  readonly databaseUrl: string;
  /** Process id of the embedded database; null with a database of the city's own. */
  databasePid(): number | null;
  /** Ends the requests in hand, then the database. */
  close(): Promise<void>;
}

/** Starts the centre: database, schema, HTTP. Nothing is left running when it fails. */
export async function startCentral(options: CentralOptions): Promise<Result<RunningCentral, CentralError>> {
  const database = await startDatabase(options);
  if (!database.ok) return database;
  try {
    const served = await serve(options, database.value);
    if (!served.ok) await database.value.stop();
    return served;
  } catch (error) {
    await database.value.stop();
    throw error;
  }
}

async function serve(options: CentralOptions, database: RunningDatabase): Promise<Result<RunningCentral, CentralError>> {
  const { config, clock, log, pagesDir, version } = options;
  const opened = await openCentralStore(database.url, clock, log);
  if (!opened.ok) return opened;
  const store = opened.value;
  const server = createCentralServer({
    api: createApi(log, createCentralRouter({ store, clock, version })),
    auth: createAuth(config, clock),
    openApi: JSON.stringify(await centralOpenApi(version)),
    pagesDir,
    log,
  });
  const url = await listen(server, config.http);
  if (!url.ok) {
    await store.close();
    return url;
  }
  return ok({
    url: url.value,
    databaseUrl: database.url,
    databasePid: database.pid,
    async close() {
      await closeServer(server, clock);
      await store.close();
      await database.stop();
    },
  });
}

interface RunningDatabase {
  readonly url: string;
  pid(): number | null;
  stop(): Promise<void>;
}

async function startDatabase({ config, clock, log }: CentralOptions): Promise<Result<RunningDatabase, CentralError>> {
  if (config.databaseUrl !== undefined) return ok({ url: config.databaseUrl, pid: () => null, stop: () => Promise.resolve() });
  const started = await startEmbeddedPostgres({ dataDir: config.dataDir, clock, log, isInUse: isClaimed });
  if (!started.ok) return started;
  const postgres = started.value;
  const claim = await holdClaim(postgres.url, clock);
  return ok({
    url: postgres.url,
    pid: () => postgres.pid(),
    async stop() {
      await claim.release();
      await postgres.stop();
    },
  });
}

/** One line for every refusal; what broke in us is told in full, but of an error only what cannot hold personal data. */
function createApi(log: Logger, router: CentralRouter) {
  return new OpenAPIHandler(router, {
    rootInterceptors: [
      async ({ request, next }) => {
        const result = await next();
        if (result.matched && result.response.status >= 400) {
          const { status, body } = result.response;
          const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : '';
          log.warn({ method: request.method, path: request.url.pathname, status, code }, 'request refused');
        }
        return result;
      },
    ],
    clientInterceptors: [
      onError((error, { path }) => {
        if (error instanceof ORPCError && error.status < 500) return;
        const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
        log.error({ procedure: path.join('.'), name, reason: message, stack }, 'request failed');
      }),
    ],
  });
}

function listen(server: Server, { host, port }: CentralConfig['http']): Promise<Result<string, CentralError>> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      resolve(fail({ code: 'PORT_IN_USE', message: `无法在 ${host}:${port} 提供服务，端口可能已被占用。请更换端口后重试。原因：${error.message}` }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(ok(`http://${host}:${actual}`));
    });
  });
}

/** Requests in hand get a moment to finish. */
async function closeServer(server: Server, clock: Clock): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = new AbortController();
  await Promise.race([closed, clock.sleep(CLOSE_PATIENCE_MS, patience.signal)]);
  patience.abort();
  server.closeAllConnections();
  await closed;
}
