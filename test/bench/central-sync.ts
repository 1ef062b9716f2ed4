import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../central/store/embedded-postgres.ts';
import { createUplink, type SyncTransport } from '../../main/sync/uplink.ts';
import type { Store } from '../../main/store/types.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { MAX_BATCH, SyncReply, SyncWelcome } from '../../shared/sync/wire.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import { ask, centralConfig, HALL_KEY } from '../helpers/central.ts';
import { startReadyChild } from '../helpers/child-process.ts';
import { CLERK_ACTOR, freshStorePath, openStoreWith, type EventMaker } from '../helpers/store.ts';
import type { BenchFigure } from './statistics.ts';

const CASES = 10_000;
const VISITS_PER_WRITE = 100;
const RECORDS_PER_CASE = 9;
const PAIRS = 3;
const TARGET_RATIO = 0.5;
const RECORD = 'event record; 9 a case: ticket taken, printed, called, started, finished, case received, accepted, document, rating';

/**
 * A hub's log of whole visits, sent to a fresh centre by the real uplink through the real endpoint, with every check
 * on; in turns with the same records sent by a plain outbox into one table of the same embedded PostgreSQL. Sender,
 * receiver and database are three processes in both.
 */
export async function benchCentralSync(cases = CASES): Promise<BenchFigure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yichuang-bench-'));
  const hub = openStoreWith(freshStorePath(), systemClock);
  const postgres = await startPostgres(dataDir);
  const plain: number[] = [];
  const product: number[] = [];
  try {
    fill(hub.store, hub.events, cases);
    for (let pair = 0; pair < PAIRS; pair += 1) {
      plain.push(await inFreshDatabase(postgres, `plain_${pair}`, (url) => runPlain(hub.store, url)));
      product.push(await inFreshDatabase(postgres, `product_${pair}`, (url) => runProduct(hub.store, url, dataDir, `centre-${pair}`)));
    }
  } finally {
    await postgres.stop();
    hub.store.close();
    rmSync(dirname(hub.path), { recursive: true });
    rmSync(dataDir, { recursive: true });
  }
  return figures(cases, plain, product);
}

function figures(cases: number, plain: readonly number[], product: readonly number[]): BenchFigure[] {
  const ratio = median(product.map((rate, pair) => rate / (plain[pair] ?? Number.NaN)));
  const what = `sync of ${cases} cases from a hub to the centre (${RECORD})`;
  return [
    { name: `${what} ÷ plain outbox`, value: Math.round(ratio * 100) / 100, unit: 'x', target: TARGET_RATIO, ok: ratio >= TARGET_RATIO },
    { name: what, value: Math.round(median(product)), unit: 'records/s', target: 0, ok: true },
    { name: 'plain outbox, JSON batches of 500 into the same PostgreSQL', value: Math.round(median(plain)), unit: 'records/s', target: 0, ok: true },
  ];
}

async function startPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const log = pino({ level: 'silent' });
  const started = await startEmbeddedPostgres({ dataDir, clock: systemClock, log, isInUse: async () => false });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

/** Records per second of what `run` sends; every record must be there once at the end. */
async function inFreshDatabase(postgres: EmbeddedPostgres, name: string, run: (url: string) => Promise<number>): Promise<number> {
  await query(postgres.url, `create database ${name}`);
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return run(url.href);
}

async function runProduct(store: Store, databaseUrl: string, dataDir: string, peer: string): Promise<number> {
  const file = join(dataDir, `${peer}.json`);
  writeFileSync(file, JSON.stringify({ ...centralConfig(dataDir), databaseUrl }));
  const centre = await startReadyChild(fileURLToPath(new URL('../../central/main.ts', import.meta.url)), [file]);
  const uplink = createUplink({ store, peer, transport: transportTo(centre.ready.url), clock: systemClock, software: 'bench' });
  const begun = performance.now();
  uplink.start();
  while (uplink.status().state !== 'idle') await systemClock.sleep(5);
  const seconds = (performance.now() - begun) / 1000;
  await uplink.stop();
  await centre.end('SIGTERM');
  return (await countAll(databaseUrl, 'event', store)) / seconds;
}

async function runPlain(store: Store, databaseUrl: string): Promise<number> {
  const receiver = await startReadyChild(fileURLToPath(new URL('central-sync-plain.ts', import.meta.url)), [databaseUrl]);
  const begun = performance.now();
  for (let batch = store.sync.listAfter(0, MAX_BATCH); batch.length > 0; batch = store.sync.listAfter(batch.at(-1)?.position ?? 0, MAX_BATCH)) {
    await ask(receiver.ready.url, '/', { body: batch.map(({ record }) => record) });
  }
  const seconds = (performance.now() - begun) / 1000;
  await receiver.end('SIGTERM');
  return (await countAll(databaseUrl, 'plain_outbox', store)) / seconds;
}

async function countAll(databaseUrl: string, table: string, store: Store): Promise<number> {
  const [row] = await query<{ n: number }>(databaseUrl, `select count(distinct id)::int as n from ${table}`);
  const expected = store.sync.backlog('nobody').count;
  if (row?.n !== expected) throw new Error(`${table} has ${row?.n} of ${expected} records`);
  return expected;
}

async function query<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

function transportTo(url: string): SyncTransport {
  return {
    hello: async (hello) => SyncWelcome.parse((await ask(url, '/sync/hello', { key: HALL_KEY, body: hello })).json),
    push: async (batch) => SyncReply.parse((await ask(url, '/sync/push', { key: HALL_KEY, body: batch })).json),
  };
}

function fill(store: Store, events: EventMaker, cases: number): void {
  store.write((tx) => tx.append(events.opened(), CLERK_ACTOR));
  for (let done = 0; done < cases; done += VISITS_PER_WRITE) {
    store.write((tx) => {
      for (let index = 0; index < VISITS_PER_WRITE; index += 1) for (const event of visit(events)) tx.append(event, CLERK_ACTOR);
    });
  }
}

function visit(events: EventMaker): DomainEvent[] {
  const visited = events.visit({ no: 'A001' });
  if (visited.length !== RECORDS_PER_CASE) throw new Error('the name of the figure says how many records a case is');
  return visited;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) + (sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN)) / 2;
}
