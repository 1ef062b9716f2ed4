import { parseOwnJson } from '../../shared/basics/own-json.ts';
import { wallTime } from '../../shared/basics/hlc.ts';
import type { Hlc } from '../../shared/basics/hlc.ts';
import type { VectorEntry } from '../../shared/sync/wire.ts';
import type { SqliteDatabase } from './connection.ts';
import type { EventLog } from './event-log.ts';
import { EVENT_COLUMNS, recordOf } from './event-row.ts';
import type { EventRow } from './event-row.ts';
import type { Refusal, SyncStore } from './types.ts';

/** About what a record needs on the wire beside its payload. */
const ENVELOPE_CHARS = 500;

/** What the sync side reads and the one thing it writes by itself. */
export type SyncReads = Pick<
  SyncStore,
  Exclude<keyof SyncStore, 'applyInbound' | 'beginEpochIfBehind'>
>;

export function createSyncReads(db: SqliteDatabase, log: EventLog): SyncReads {
  const selectAfter = db.prepare<[number, number], EventRow & { readonly letter: string | null }>(
    `SELECT ${EVENT_COLUMNS}, d.record AS letter FROM event e JOIN origin o USING (origin)
       LEFT JOIN dead_letter d ON e.state = 'DEAD' AND d.position = e.position
       WHERE e.position > ? ORDER BY e.position LIMIT ?`,
  );
  const selectCursor = db.prepare<[string], number>('SELECT position FROM peer WHERE name = ?').pluck();
  const upsertCursor = db.prepare(
    'INSERT INTO peer (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position',
  );
  const upsertRefusal = db.prepare(
    `INSERT INTO refusal (peer, position, reason) VALUES (?, ?, ?)
       ON CONFLICT (peer, position) DO UPDATE SET reason = excluded.reason`,
  );
  const selectRefusals = db.prepare<[string, number], Refusal>(
    'SELECT position, reason FROM refusal WHERE peer = ? ORDER BY position DESC LIMIT ?',
  );
  const countRefusals = db.prepare<[string], number>('SELECT count(*) FROM refusal WHERE peer = ?').pluck();
  const selectPosition = db
    .prepare<[number, number], number>('SELECT position FROM event WHERE origin = ? AND seq = ?')
    .pluck();
  const selectLastPosition = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM event').pluck();
  const selectFirstHlcAfter = db
    .prepare<[number], Hlc>('SELECT hlc FROM event WHERE position > ? ORDER BY position LIMIT 1')
    .pluck();
  const selectLetters = db.prepare<[number], { id: number; from: string; at: number; reason: string; record: string }>(
    'SELECT id, peer AS "from", at, reason, record FROM dead_letter ORDER BY id DESC LIMIT ?',
  );
  const countLetters = db.prepare<[], number>('SELECT count(*) FROM dead_letter').pluck();

  function lastPosition(): number {
    return selectLastPosition.get() ?? 0;
  }

  function findResumePosition(vector: readonly VectorEntry[]): number {
    let position = lastPosition();
    for (const { nodeId, epoch } of log.vector()) {
      const { origin, seq } = log.headOf(nodeId, epoch);
      const held = vector.find((entry) => entry.nodeId === nodeId && entry.epoch === epoch)?.seq ?? 0;
      if (origin === null || held >= seq) continue;
      const firstLacking = selectPosition.get(origin, held + 1);
      if (firstLacking !== undefined) position = Math.min(position, firstLacking - 1);
    }
    return position;
  }

  return {
    listAfter: (after, limit) =>
      selectAfter.all(after, limit).map((row) => ({
        position: row.position,
        record: row.letter === null ? recordOf(row) : parseOwnJson<unknown>(row.letter),
        chars: (row.letter ?? row.payload).length + ENVELOPE_CHARS,
      })),
    findResumePosition,
    findCursor: (peer) => selectCursor.get(peer) ?? 0,
    saveCursor: (peer, position, refused) => {
      upsertCursor.run(peer, position);
      for (const refusal of refused) upsertRefusal.run(peer, refusal.position, refusal.reason);
    },
    listRefusals: (peer, limit) => selectRefusals.all(peer, limit),
    countRefusals: (peer) => countRefusals.get(peer) ?? 0,
    vector: log.vector,
    listDeadLetters: (limit) => selectLetters.all(limit),
    countDeadLetters: () => countLetters.get() ?? 0,
    backlog: (peer) => {
      const cursor = selectCursor.get(peer) ?? 0;
      const oldest = selectFirstHlcAfter.get(cursor);
      return { count: Math.max(0, lastPosition() - cursor), oldestAt: oldest === undefined ? null : wallTime(oldest) };
    },
  };
}
