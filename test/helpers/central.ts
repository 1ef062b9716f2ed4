import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { startCentral, type RunningCentral } from '../../central/app.ts';
import { CentralConfig } from '../../central/config/central-config.ts';
import { sha256Hex } from '../../central/crypto.ts';
import { systemClock } from '../../shared/basics/clock.ts';

export const HALL_KEY = 'fictional-hall-key';
export const OTHER_HALL_KEY = 'fictional-other-hall-key';
export const WORKBENCH_KEY = 'fictional-workbench-key';

export function freshDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'yichuang-central-'));
}

/** The configuration of a centre for two fictional halls on a port of the system's choice. */
export function centralConfig(dataDir: string): CentralConfig {
  return CentralConfig.parse({
    http: { host: '127.0.0.1', port: 0 },
    dataDir,
    halls: [
      { siteId: 'hall-a', name: '示范大厅', keyHash: sha256Hex(HALL_KEY) },
      { siteId: 'hall-b', name: '第二大厅', keyHash: sha256Hex(OTHER_HALL_KEY) },
    ],
    workbench: { keyHash: sha256Hex(WORKBENCH_KEY) },
  });
}

export interface CentralUnderTest {
  readonly central: RunningCentral;
  readonly dataDir: string;
  /** Lines of the centre's log. */
  readonly logged: string[];
  ask(path: string, options?: AskOptions): Promise<Answer>;
  /** Rows straight from its database. */
  query(text: string, values?: unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** A centre in this process on its own embedded PostgreSQL. */
export async function startTestCentral(dataDir = freshDataDir()): Promise<CentralUnderTest> {
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  const started = await startCentral({
    config: centralConfig(dataDir),
    pagesDir: join(dataDir, 'pages'),
    version: '0.0.0-test',
    clock: systemClock,
    log,
  });
  if (!started.ok) throw new Error(`${started.error.code}: ${started.error.message}`);
  const central = started.value;
  return {
    central,
    dataDir,
    logged,
    ask: (path, options) => ask(central.url, path, options),
    query: (text, values) => query(central.databaseUrl, text, values),
    async close() {
      await central.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** A request to a centre: POST when there is a body. */
export async function ask(url: string, path: string, { key, body, headers }: AskOptions = {}): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method: body === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

async function query(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
