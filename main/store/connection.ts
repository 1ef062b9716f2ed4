import Database from 'better-sqlite3';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Result } from '../../shared/basics/result.ts';
import { faultOf } from './errors.ts';
import { MIGRATIONS } from './migrations/index.ts';

export type SqliteDatabase = Database.Database;

/** The path of a database that lives in memory only (tests). */
export const IN_MEMORY = ':memory:';

/** Earlier versions can corrupt a WAL database (sqlite.org/wal.html, the WAL-reset bug). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const LOCK_WAIT_MS = 300;
const SYNCHRONOUS_FULL = 2;

/** Why a store cannot be used. `message` tells a person what to do; `detail` is for the log. */
export interface StoreOpenError {
  readonly code: 'IN_USE' | 'DAMAGED' | 'TOO_NEW' | 'UNSAFE_SQLITE' | 'IO_ERROR';
  readonly message: string;
  readonly detail: string;
}

const MESSAGE = {
  IN_USE: '本机数据正被另一个程序使用。请关闭已打开的一窗程序后重试。',
  DAMAGED: '本机数据文件已损坏。请不要删除它，联系管理员恢复数据。',
  TOO_NEW: '本机数据由更高版本的程序写成。请安装新版本后重试。',
  UNSAFE_SQLITE: '数据库组件版本不安全，程序不能启动。请重新安装本程序。',
  IO_ERROR: '无法打开本机数据文件。请检查数据目录的权限和磁盘空间后重试。',
} as const satisfies Record<StoreOpenError['code'], string>;

function openError(code: StoreOpenError['code'], detail: string): StoreOpenError {
  return { code, message: MESSAGE[code], detail };
}

/**
 * Opens the file with every safety setting and brings its schema up to date. EXCLUSIVE locking makes this
 * connection the only one: a second opener, in this process or another, gets IN_USE, and the operating system
 * frees the lock when the process dies.
 */
export function openDatabase(path: string): Result<SqliteDatabase, StoreOpenError> {
  let db: SqliteDatabase;
  try {
    db = new Database(path, { timeout: LOCK_WAIT_MS });
  } catch (error) {
    return fail(openError('IO_ERROR', String(error)));
  }
  try {
    const error = prepareDatabase(db, path);
    if (error === null) return ok(db);
    db.close();
    return fail(error);
  } catch (error) {
    db.close();
    return fail(openErrorOf(error));
  }
}

/** The open error of an SQLite error; anything else is a bug and is thrown on. */
export function openErrorOf(error: unknown): StoreOpenError {
  switch (faultOf(error)) {
    case 'IN_USE':
      return openError('IN_USE', String(error));
    case 'DAMAGED':
      return openError('DAMAGED', String(error));
    case 'DISK_FULL':
    case 'IO_ERROR':
      return openError('IO_ERROR', String(error));
    default:
      throw error;
  }
}

function prepareDatabase(db: SqliteDatabase, path: string): StoreOpenError | null {
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  if (!isSafeSqlite(version)) return openError('UNSAFE_SQLITE', `SQLite ${version}`);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  const journal = db.pragma('journal_mode = WAL', { simple: true });
  if (journal !== 'wal' && path !== IN_MEMORY) return openError('IO_ERROR', `journal_mode is ${String(journal)}`);
  db.pragma('synchronous = FULL');
  const check = db.pragma('quick_check(1)', { simple: true });
  if (check !== 'ok') return openError('DAMAGED', String(check));
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > MIGRATIONS.length) return openError('TOO_NEW', `schema ${found}, known ${MIGRATIONS.length}`);
  migrate(db);
  return null;
}

export function isSafeSqlite(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/** Runs the missing steps up to `upTo`; each with its version number in one transaction, so never half of one. */
export function migrate(db: SqliteDatabase, upTo = MIGRATIONS.length): void {
  const found = Number(db.pragma('user_version', { simple: true }));
  for (const { version, sql } of MIGRATIONS) {
    if (version <= found || version > upTo) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    })();
  }
}

/** better-sqlite3 can fall back to NORMAL after the first write without a word; then a power cut loses commits. */
export function assertDurable(db: SqliteDatabase): void {
  const synchronous = Number(db.pragma('synchronous', { simple: true }));
  if (synchronous !== SYNCHRONOUS_FULL) throw new Error(`synchronous is ${synchronous}, not FULL`);
}
