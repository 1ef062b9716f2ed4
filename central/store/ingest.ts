import { sql } from 'kysely';
import type { Clock } from '../../shared/basics/clock.ts';
import type { RecordHeader } from '../../shared/sync/validate.ts';
import type { RecordVerdict } from '../../shared/sync/wire.ts';
import { sha256Hex } from '../crypto.ts';
import type { CentralDb } from './database.ts';
import { EVENT_COLUMNS, rowOf, type LoggedEvent } from './event-row.ts';
import { insertRows, KEEP, REFUSE, type ColumnTypes } from './insert-rows.ts';
import { dead, judge, type DeadRecord, type JudgedRecord } from './judge.ts';
import { chainKey, placeBatch, placeKey, type ChainHead, type ChainView, type Held, type Placement } from './place.ts';
import { distinctStreams, findKnownStreams, project } from './project.ts';
import type { Turnstile } from './turnstile.ts';

/** Longer records are cut: a dead letter is for a person to look at. */
const DEAD_TEXT_LIMIT = 20_000;

/** Some other record of the log has the id already; found by the database, so the batch is decided again. */
class IdsTaken extends Error {
  readonly ids: ReadonlySet<string>;

  constructor(ids: ReadonlySet<string>) {
    super('ids taken');
    this.ids = ids;
  }
}

/**
 * Takes a batch of records of one hall in one transaction: judged, put at the end of their chains, stored, projected.
 * Returns one verdict a record after the flushed commit. A batch runs alone from its first read of a chain to its
 * commit (lock on `log_head`), also beside another centre on the same database.
 */
export async function ingest(
  db: CentralDb,
  clock: Clock,
  oneAtATime: Turnstile,
  siteId: string,
  records: readonly unknown[],
): Promise<RecordVerdict[]> {
  const judged = records.map(judge);
  return oneAtATime(async () => {
    try {
      return await take(db, clock, siteId, judged);
    } catch (error) {
      if (!(error instanceof IdsTaken)) throw error;
      return take(db, clock, siteId, judged.map((item) => refuseIds(item, error.ids)));
    }
  });
}

function refuseIds(item: JudgedRecord, ids: ReadonlySet<string>): JudgedRecord {
  return item.kind !== 'DEAD' && ids.has(item.record.id) ? dead(item.record, 'id: another record has it') : item;
}

async function take(db: CentralDb, clock: Clock, siteId: string, judged: readonly JudgedRecord[]): Promise<RecordVerdict[]> {
  return db.transaction().execute(async (tx) => {
    const head = await tx.selectFrom('log_head').select('position').forUpdate().executeTakeFirstOrThrow();
    const placement = placeBatch(judged, siteId, await viewChains(tx, judged));
    await store(tx, placement, siteId, head.position, clock.now());
    return [...placement.verdicts];
  });
}

function headersOf(judged: readonly JudgedRecord[]): RecordHeader[] {
  return judged.flatMap((item) => (item.kind === 'DEAD' ? (item.header ?? []) : item.record));
}

async function viewChains(tx: CentralDb, judged: readonly JudgedRecord[]): Promise<ChainView> {
  const headers = headersOf(judged);
  const nodes = [...new Set(headers.map(({ nodeId }) => nodeId))];
  const rows = nodes.length === 0 ? [] : await tx.selectFrom('log_chain').selectAll().where('node_id', 'in', nodes).execute();
  const heads = new Map<string, ChainHead>(
    rows.map((row) => [`${row.node_id}/${row.epoch}`, { siteId: row.site_id, seq: row.seq, hash: row.hash }]),
  );
  const sites = new Map<string, string>(rows.map((row) => [row.node_id, row.site_id]));
  const repeats = headers.filter((header) => header.seq <= (heads.get(chainKey(header))?.seq ?? 0));
  const held = await loadHeld(tx, repeats);
  return {
    headOf: (header) => heads.get(chainKey(header)) ?? null,
    siteOf: (nodeId) => sites.get(nodeId) ?? null,
    heldAt: (header) => held.get(placeKey(header)) ?? null,
  };
}

async function loadHeld(tx: CentralDb, places: readonly RecordHeader[]): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  if (places.length === 0) return held;
  const wanted = sql`(select * from unnest(${places.map(({ nodeId }) => nodeId)}::text[],
    ${places.map(({ epoch }) => epoch)}::bigint[], ${places.map(({ seq }) => seq)}::bigint[]))`;
  type Place = { node_id: string; epoch: number; seq: number };
  const dead = await sql<Place & { reason: string }>`
    select distinct on (node_id, epoch, seq) node_id, epoch, seq, reason from dead_letter
    where (node_id, epoch, seq) in ${wanted} order by node_id, epoch, seq, id`.execute(tx);
  for (const row of dead.rows) held.set(`${row.node_id}/${row.epoch}/${row.seq}`, { deadReason: row.reason });
  const events = await sql<Place & { hash: string }>`
    select node_id, epoch, seq, hash from event where (node_id, epoch, seq) in ${wanted}`.execute(tx);
  for (const row of events.rows) held.set(`${row.node_id}/${row.epoch}/${row.seq}`, { hash: row.hash });
  return held;
}

async function store(tx: CentralDb, placement: Placement, siteId: string, after: number, now: number): Promise<void> {
  const { stored } = placement;
  const rows = stored.map(({ record }, index) => rowOf(record, after + index + 1, siteId, now));
  const known = await findKnownStreams(tx, distinctStreams(stored));
  const taken = await insertRows(tx, 'event', EVENT_COLUMNS, rows, sql`on conflict (id) do nothing`);
  if (taken < rows.length) throw new IdsTaken(await idsHeldBefore(tx, rows.map(({ id }) => id), after));
  await insertDeadLetters(tx, placement.dead, siteId, now);
  await saveHeads(tx, placement, siteId);
  if (rows.length > 0) await tx.updateTable('log_head').set({ position: after + rows.length }).execute();
  const parked = stored.flatMap(({ event }, index) => (event === null ? [{ position: after + index + 1 }] : []));
  await insertRows(tx, 'parked_event', { position: 'bigint' }, parked, REFUSE);
  const foldable = stored.flatMap(({ record, event }, index): LoggedEvent[] =>
    event === null ? [] : [{ position: after + index + 1, siteId, record, event }],
  );
  await project(tx, foldable, known);
}

async function idsHeldBefore(tx: CentralDb, ids: readonly string[], upTo: number): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('event').select('id').where('id', 'in', ids).where('position', '<=', upTo).execute();
  return new Set(rows.map(({ id }) => id));
}

const DEAD = {
  site_id: 'text',
  node_id: 'text',
  epoch: 'bigint',
  seq: 'bigint',
  reason: 'text',
  record: 'text',
  digest: 'text',
  at: 'bigint',
} as const satisfies ColumnTypes;

async function insertDeadLetters(tx: CentralDb, records: readonly DeadRecord[], siteId: string, at: number): Promise<void> {
  const rows = records.map(({ header, reason, raw }) => {
    const text = textOf(raw);
    return {
      site_id: siteId,
      node_id: header?.nodeId ?? null,
      epoch: header?.epoch ?? null,
      seq: header?.seq ?? null,
      reason,
      record: text.slice(0, DEAD_TEXT_LIMIT),
      digest: sha256Hex(`${siteId}\n${text}`),
      at,
    };
  });
  await insertRows(tx, 'dead_letter', DEAD, rows, KEEP);
}

/** JSON escapes what PostgreSQL cannot hold; nesting too deep for it is only named. */
function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw);
  } catch {
    return '"nested too deep"';
  }
}

const CHAIN = { node_id: 'text', epoch: 'bigint', site_id: 'text', seq: 'bigint', hash: 'text' } as const satisfies ColumnTypes;

async function saveHeads(tx: CentralDb, { heads }: Placement, siteId: string): Promise<void> {
  const rows = [...heads.values()].map(({ header, seq, hash }) => ({
    node_id: header.nodeId,
    epoch: header.epoch,
    site_id: siteId,
    seq,
    hash,
  }));
  await insertRows(tx, 'log_chain', CHAIN, rows, sql`on conflict (node_id, epoch) do update set seq = excluded.seq, hash = excluded.hash`);
}
