import { canonicalText, FIRST_PREV_HASH } from '../../shared/sync/chain.ts';
import type { CryptoPort } from '../crypto/crypto-port.ts';
import type { SqliteDatabase } from './connection.ts';
import { EVENT_COLUMNS, recordOf } from './event-row.ts';
import type { EventRow } from './event-row.ts';
import { PROJECTION_TABLES } from './projections.ts';
import type { Projections } from './projections.ts';
import type { StoreAudit } from './types.ts';

const PAGE = 1_000;

export function createAudit(db: SqliteDatabase, crypto: CryptoPort, projections: Projections): StoreAudit {
  const selectOrigins = db.prepare<[], number>('SELECT origin FROM origin ORDER BY origin').pluck();
  const selectChain = db.prepare<[number, number, number], EventRow & { readonly state: string }>(
    `SELECT ${EVENT_COLUMNS}, e.state FROM event e JOIN origin o USING (origin) WHERE origin = ? AND seq > ?
       ORDER BY seq LIMIT ?`,
  );
  const selectConflicts = db.prepare<[number], { entity: string; eventId: string; reason: string }>(
    'SELECT entity, event_id AS eventId, reason FROM conflict ORDER BY event_id DESC, entity LIMIT ?',
  );

  function findFaultsOf(origin: number): ReturnType<StoreAudit['findChainFaults']> {
    const faults: ReturnType<StoreAudit['findChainFaults']> = [];
    let seq = 0;
    let hash = FIRST_PREV_HASH;
    for (;;) {
      const page = selectChain.all(origin, seq, PAGE);
      for (const row of page) {
        const fault = row.seq === seq + 1 ? faultOfRow(row, hash) : 'records are missing before it';
        if (fault !== '') faults.push({ nodeId: row.node_id, epoch: row.epoch, seq: row.seq, fault });
        seq = row.seq;
        hash = row.hash;
      }
      if (page.length < PAGE) return faults;
    }
  }

  function faultOfRow(row: EventRow & { readonly state: string }, previousHash: string): string {
    if (row.state === 'DEAD') return 'was refused on arrival';
    if (previousHash !== '' && row.prev_hash !== previousHash) return 'does not follow the record before it';
    return crypto.sha256Hex(canonicalText(recordOf(row))) === row.hash ? '' : 'content does not fit its hash';
  }

  return {
    findChainFaults: () => selectOrigins.all().flatMap(findFaultsOf),
    rebuildProjections: () => db.transaction(projections.rebuild)(),
    digestProjections: () => crypto.sha256Hex(PROJECTION_TABLES.map((table) => dumpTable(db, table)).join('\n')),
    listConflicts: (limit) => selectConflicts.all(limit),
  };
}

/** Every row of a table as text, ordered by its primary key (its first two columns). */
function dumpTable(db: SqliteDatabase, table: (typeof PROJECTION_TABLES)[number]): string {
  const rows = db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all();
  return `${table} ${JSON.stringify(rows)}`;
}
