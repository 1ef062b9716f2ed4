import { sql } from 'kysely';
import { wallTime } from '../../shared/basics/hlc.ts';
import { orderKey } from '../../shared/rules/fold.ts';
import { parseRecord } from '../../shared/sync/validate.ts';
import type { CentralDb } from './database.ts';
import { caseKind, ratingKind, ticketKind, type EntityKind, type Folded } from './entities.ts';
import { recordOf, type LoggedEvent } from './event-row.ts';
import { insertRows, KEEP, REFUSE, type ColumnTypes } from './insert-rows.ts';

interface Conflict {
  readonly position: number;
  readonly stream: string;
  readonly reason: string;
}

/** An entity as the batch finds and leaves it; `isStale` when it must be folded anew from the log. */
interface Slot<T> {
  readonly siteId: string;
  readonly state: T | null;
  readonly lastKey: string;
  readonly isStale: boolean;
}

const CONFLICT = { position: 'bigint', stream: 'text', reason: 'text' } as const satisfies ColumnTypes;

/**
 * Brings every projection up to date with events that lie in the log already; in the same transaction. `known` are
 * those of their streams that had other events before, as `findKnownStreams` told.
 */
export async function project(tx: CentralDb, logged: readonly LoggedEvent[], known: ReadonlySet<string>): Promise<void> {
  await projectKind(tx, ticketKind, logged, known);
  await projectKind(tx, caseKind, logged, known);
  await projectKind(tx, ratingKind, logged, known);
  await projectCalls(tx, logged);
}

/**
 * Which of the streams have events in the log now. One probe of the index a stream: without fresh statistics
 * PostgreSQL takes a stream for a large part of the table and would read all of it.
 */
export async function findKnownStreams(tx: CentralDb, streams: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ stream: string }>`
    select wanted.stream from unnest(${streams}::text[]) as wanted (stream)
    cross join lateral (select 1 from event where event.stream = wanted.stream order by event.stream limit 1) as found`.execute(tx);
  return new Set(rows.map(({ stream }) => stream));
}

export function distinctStreams(logged: readonly { readonly record: { readonly stream: string } }[]): string[] {
  return [...new Set(logged.map(({ record }) => record.stream))];
}

/**
 * Folds in memory, reads and writes once. An event older than one already folded (two nodes wrote to the entity
 * while apart) folds its entity anew in the common order, so that every node arrives at the same row.
 */
async function projectKind<T>(
  tx: CentralDb,
  kind: EntityKind<T>,
  all: readonly LoggedEvent[],
  known: ReadonlySet<string>,
): Promise<void> {
  const logged = all.filter(({ record }) => record.stream.startsWith(`${kind.prefix}:`));
  if (logged.length === 0) return;
  const slots = await loadSlots(tx, kind, distinctStreams(logged).filter((stream) => known.has(stream)));
  const conflicts: Conflict[] = [];
  for (const item of logged) {
    const { stream } = item.record;
    const slot = slots.get(stream) ?? { siteId: item.siteId, state: null, lastKey: '', isStale: false };
    if (slot.isStale || orderKey(item.record) < slot.lastKey) slots.set(stream, { ...slot, isStale: true });
    else slots.set(stream, foldOne(kind, slot, item, conflicts));
  }
  const stale = [...slots].filter(([, slot]) => slot.isStale).map(([stream]) => stream);
  const staleStreams = new Set(stale);
  const found = conflicts.filter(({ stream }) => !staleStreams.has(stream));
  if (stale.length > 0) await refold(tx, kind, stale, slots, found);
  await kind.save(tx, [...slots].flatMap(([stream, slot]) => folded(stream, slot)));
  await insertRows(tx, 'fold_conflict', CONFLICT, found.map((conflict) => ({ ...conflict })), REFUSE);
}

function foldOne<T>(kind: EntityKind<T>, slot: Slot<T>, item: LoggedEvent, conflicts: Conflict[]): Slot<T> {
  const { record, event, position } = item;
  const { next, conflict } = kind.fold(slot.state, { event, hlc: record.hlc });
  if (conflict !== null) conflicts.push({ position, stream: record.stream, reason: conflict });
  return { siteId: slot.siteId, state: next, lastKey: orderKey(record), isStale: false };
}

function folded<T>(stream: string, { siteId, state, lastKey }: Slot<T>): Folded<T>[] {
  return state === null ? [] : [{ id: idOf(stream), siteId, state, lastKey }];
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1);
}

/** A stream that is known but has no row has events that waited for one that is only coming now. */
async function loadSlots<T>(tx: CentralDb, kind: EntityKind<T>, streams: readonly string[]): Promise<Map<string, Slot<T>>> {
  const slots = new Map<string, Slot<T>>();
  if (streams.length === 0) return slots;
  for (const stream of streams) slots.set(stream, { siteId: '', state: null, lastKey: '', isStale: true });
  const { rows } = await sql<{ id: string; site_id: string; body: string; last_key: string }>`
    select id, site_id, body, last_key from ${sql.table(kind.table)} where id = any(${streams.map(idOf)})`.execute(tx);
  for (const row of rows) {
    slots.set(`${kind.prefix}:${row.id}`, { siteId: row.site_id, state: kind.parse(row.body), lastKey: row.last_key, isStale: false });
  }
  return slots;
}

async function refold<T>(
  tx: CentralDb,
  kind: EntityKind<T>,
  streams: readonly string[],
  slots: Map<string, Slot<T>>,
  conflicts: Conflict[],
): Promise<void> {
  await tx.deleteFrom('fold_conflict').where('stream', 'in', streams).execute();
  await sql`delete from ${sql.table(kind.table)} where id = any(${streams.map(idOf)})`.execute(tx);
  for (const stream of streams) slots.delete(stream);
  for (const item of await loadHistory(tx, streams)) {
    const { stream } = item.record;
    const slot = slots.get(stream) ?? { siteId: item.siteId, state: null, lastKey: '', isStale: false };
    slots.set(stream, foldOne(kind, slot, item, conflicts));
  }
}

/** The events of the streams that can be folded, in the order of `orderKey`. */
async function loadHistory(tx: CentralDb, streams: readonly string[]): Promise<LoggedEvent[]> {
  const rows = await tx
    .selectFrom('event')
    .selectAll()
    .where('stream', 'in', streams)
    .where('position', 'not in', tx.selectFrom('parked_event').select('position'))
    .orderBy('hlc')
    .orderBy('node_id')
    .orderBy('epoch')
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) => {
    const parsed = parseRecord(recordOf(row));
    return parsed.kind === 'KNOWN' ? [{ position: row.position, siteId: row.site_id, record: parsed.record, event: parsed.event }] : [];
  });
}

const CALL = {
  id: 'text',
  call_id: 'text',
  kind: 'text',
  ticket_id: 'text',
  window_id: 'text',
  window_no: 'text',
  work_no: 'text',
  nth: 'bigint',
  at: 'bigint',
} as const satisfies ColumnTypes;

async function projectCalls(tx: CentralDb, logged: readonly LoggedEvent[]): Promise<void> {
  const rows = logged.flatMap(({ record, event }) => {
    if (event.type !== 'ticket.called' && event.type !== 'ticket.recalled') return [];
    const { callId, ticketId, windowId, windowNo, workNo, nth } = event.payload;
    return [
      {
        id: record.id,
        call_id: callId,
        kind: event.type === 'ticket.called' ? 'CALL' : 'RECALL',
        ticket_id: ticketId,
        window_id: windowId,
        window_no: windowNo,
        work_no: workNo,
        nth,
        at: wallTime(record.hlc),
      },
    ];
  });
  await insertRows(tx, 'call', CALL, rows, KEEP);
}
