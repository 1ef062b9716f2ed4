import type { Hlc } from '../../shared/basics/hlc.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Result } from '../../shared/basics/result.ts';
import { parseRecord } from '../../shared/sync/validate.ts';
import { windowOf } from '../../shared/rules/fold-window.ts';
import type { EventRecord, RecordVerdict, VectorEntry } from '../../shared/sync/wire.ts';
import { createAudit } from './audit.ts';
import { assertDurable, openDatabase, openErrorOf } from './connection.ts';
import type { SqliteDatabase, StoreOpenError } from './connection.ts';
import { createDeviceJobs } from './device-jobs.ts';
import { createEventLog } from './event-log.ts';
import { EVENT_COLUMNS, recordOf } from './event-row.ts';
import type { EventRow } from './event-row.ts';
import { beginEpoch, readIdentity } from './identity.ts';
import type { Identity } from './identity.ts';
import { createReceive } from './inbound.ts';
import { createNotes } from './notes.ts';
import { createNumbers } from './numbers.ts';
import { createProjections } from './projections.ts';
import { createReads } from './reads.ts';
import { createSyncReads } from './sync-store.ts';
import type { SyncReads } from './sync-store.ts';
import type { StoreAudit, StoreOptions, WriteTx } from './types.ts';

/** Everything that lives as long as one connection. */
export interface Session {
  readonly tx: WriteTx;
  readonly sync: SyncReads;
  readonly audit: StoreAudit;
  identity(): Identity;
  lastHlc(): Hlc | null;
  observe(hlc: Hlc): void;
  receive(raw: unknown, from: string): RecordVerdict;
  beginEpochIfBehind(vector: readonly VectorEntry[]): boolean;
  /** Runs the body in one transaction; returns after the fsynced commit, with the records it stored. */
  transact<T>(body: () => T): { readonly value: T; readonly records: readonly EventRecord[] };
  /** Inside a transaction: a throw of the body undoes the body alone. */
  savepoint<T>(body: () => T): T;
  close(): void;
}

export function openSession(options: StoreOptions): Result<Session, StoreOpenError> {
  const opened = openDatabase(options.path);
  if (!opened.ok) return opened;
  try {
    const identity = readIdentity(opened.value, options.path, options.newUlid);
    assertDurable(opened.value);
    return ok(createSession(opened.value, identity, options));
  } catch (error) {
    opened.value.close();
    return fail(openErrorOf(error));
  }
}

function createSession(db: SqliteDatabase, firstIdentity: Identity, options: StoreOptions): Session {
  let identity = firstIdentity;
  let stored: EventRecord[] = [];
  const log = createEventLog(db, () => identity, options);
  const projections = createProjections(db);
  const numbers = createNumbers(db);
  const notes = createNotes(db);
  const deviceJobs = createDeviceJobs(db);
  const reads = createReads(db, log, numbers, notes, deviceJobs);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const mark = db.prepare('SAVEPOINT one');
  const release = db.prepare('RELEASE one');
  const undo = db.prepare('ROLLBACK TO one');

  const tx: WriteTx = {
    ...reads,
    ...numbers,
    ...notes,
    ...deviceJobs,
    append: (event, actor) => {
      if (!db.inTransaction) throw new Error('append outside of its transaction');
      const logged = log.appendOwn(event, actor);
      projections.apply(logged);
      stored.push(logged.record);
      return logged.record;
    },
  };

  function transact<T>(body: () => T): { value: T; records: readonly EventRecord[] } {
    if (db.inTransaction) throw new Error('a write inside a write');
    stored = [];
    begin.run();
    try {
      const value = body();
      commit.run();
      return { value, records: stored };
    } catch (error) {
      if (db.inTransaction) rollback.run();
      log.reload();
      throw error;
    }
  }

  function savepoint<T>(body: () => T): T {
    const before = stored.length;
    mark.run();
    try {
      const value = body();
      release.run();
      return value;
    } catch (error) {
      if (!db.inTransaction) throw error;
      undo.run();
      release.run();
      stored.length = before;
      log.reload();
      throw error;
    }
  }

  function beginEpochIfBehind(vector: readonly VectorEntry[]): boolean {
    const { nodeId, epoch } = identity;
    const held = Math.max(0, ...vector.filter((v) => v.nodeId === nodeId && v.epoch >= epoch).map((v) => v.epoch));
    const isAhead = vector.some((v) => v.nodeId === nodeId && v.epoch === epoch && v.seq > log.headOf(nodeId, epoch).seq);
    if (held <= epoch && !isAhead) return false;
    identity = { nodeId, epoch: Math.max(held, epoch) + 1 };
    beginEpoch(db, identity);
    log.reload();
    return true;
  }

  applyParked(db, projections, transact);
  return {
    lastHlc: log.lastHlc,
    observe: log.observe,
    tx,
    sync: createSyncReads(db, log),
    audit: createAudit(db, options.crypto, projections),
    identity: () => identity,
    receive: createReceive(db, {
      log,
      projections,
      identity: () => identity,
      options,
      onStored: (record) => stored.push(record),
    }),
    beginEpochIfBehind,
    transact,
    savepoint,
    close: () => db.close(),
  };
}

/** Takes up records that came from newer peers and that this version of the software now understands. */
function applyParked(
  db: SqliteDatabase,
  projections: ReturnType<typeof createProjections>,
  transact: Session['transact'],
): void {
  const parked = db
    .prepare<[], EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event e JOIN origin o USING (origin) WHERE state = 'PARKED' ORDER BY position`,
    )
    .all()
    .flatMap((row) => {
      const parsed = parseRecord(recordOf(row));
      return parsed.kind === 'KNOWN' ? [{ position: row.position, record: parsed.record, event: parsed.event }] : [];
    });
  if (parked.length === 0) return;
  const markApplied = db.prepare("UPDATE event SET state = 'APPLIED', window_id = ? WHERE position = ?");
  transact(() => {
    for (const logged of parked) {
      markApplied.run(windowOf(logged.event), logged.position);
      projections.apply(logged);
    }
  });
}
