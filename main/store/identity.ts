import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { NodeId } from '../../shared/basics/ids.ts';
import type { NewUlid } from '../../shared/basics/ids.ts';
import { IN_MEMORY } from './connection.ts';
import type { SqliteDatabase } from './connection.ts';

/** Who writes this file. `epoch` grows when the file is found to be an older copy of itself. */
export interface Identity {
  readonly nodeId: NodeId;
  readonly epoch: number;
}

/**
 * Reads or makes the identity and counts this opening in the file and beside it. When the count beside the file is
 * ahead of the file's (or missing), the file was restored from a copy or moved here: numbers of its epoch may have
 * been used after the copy was made, so a new epoch begins.
 */
export function readIdentity(db: SqliteDatabase, path: string, newUlid: NewUlid): Identity {
  const generation = Number(readMeta(db, 'generation') ?? 0);
  const epoch = Number(readMeta(db, 'epoch') ?? 1);
  const isRestored = generation > 0 && path !== IN_MEMORY && !isKnownBeside(path, generation);
  const identity = {
    nodeId: NodeId.parse(readMeta(db, 'node_id') ?? newUlid()),
    epoch: isRestored ? epoch + 1 : epoch,
  };
  db.transaction(() => {
    writeMeta(db, 'node_id', identity.nodeId);
    writeMeta(db, 'generation', String(generation + 1));
    beginEpoch(db, identity);
  })();
  if (path !== IN_MEMORY) writeFileSync(countPath(path), String(generation + 1), { flush: true });
  return identity;
}

/** Records the epoch and its origin row; own records are numbered from 1 again. */
export function beginEpoch(db: SqliteDatabase, identity: Identity): void {
  writeMeta(db, 'epoch', String(identity.epoch));
  db.prepare('INSERT OR IGNORE INTO origin (node_id, epoch) VALUES (?, ?)').run(identity.nodeId, identity.epoch);
}

function countPath(path: string): string {
  return `${path}.generation`;
}

/** One less is the trace of a crash between the two writes, not of a copy. */
function isKnownBeside(path: string, generation: number): boolean {
  if (!existsSync(countPath(path))) return false;
  const beside = readFileSync(countPath(path), 'utf8');
  return beside === String(generation) || beside === String(generation - 1);
}

function readMeta(db: SqliteDatabase, key: string): string | undefined {
  return db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
}

function writeMeta(db: SqliteDatabase, key: string, value: string): void {
  db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(
    key,
    value,
  );
}
