import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Result } from '../../shared/basics/result.ts';
import { openErrorOf } from './connection.ts';
import type { SqliteDatabase, StoreOpenError } from './connection.ts';

export interface FolderLock {
  /** Forgotten without this, the lock may go with the garbage collector. */
  release(): void;
}

/**
 * Takes the folder for this process alone: whoever asks second, here or in another process, gets IN_USE. The lock is
 * SQLite's on an empty file, so the operating system frees it when the process dies, however it dies.
 */
export function lockFolder(folder: string): Result<FolderLock, StoreOpenError> {
  let db: SqliteDatabase | null = null;
  try {
    db = new Database(join(folder, 'in-use.lock'), { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    return ok({ release: () => db?.close() });
  } catch (error) {
    db?.close();
    return fail(openErrorOf(error));
  }
}
