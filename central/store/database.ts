import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { CentralError } from '../error.ts';
import type { CentralTables } from './schema.ts';

export type CentralDb = Kysely<CentralTables>;

/** An open pool on one database. */
export interface Database {
  readonly db: CentralDb;
  close(): Promise<void>;
}

const POOL_SIZE = 8;
const CONNECT_TIMEOUT_MS = 10_000;
/** Without these PostgreSQL acknowledges commits that a power cut takes back. */
const MUST_BE_ON = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

/** Opens the database at a URL and refuses one that does not flush before it acknowledges. */
export async function openDatabase(url: string, log: Logger): Promise<Result<Database, CentralError>> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
  });
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection ended'));
  const db = new Kysely<CentralTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    const off = await settingsThatAreOff(db);
    if (off.length === 0) return ok({ db, close: () => db.destroy() });
    await db.destroy();
    return fail({
      code: 'DATABASE_NOT_DURABLE',
      message: `数据库关闭了 ${off.join('、')}，断电会丢失已确认的数据。请让数据库管理员打开后再启动。`,
    });
  } catch (error) {
    await db.destroy();
    return fail({
      code: 'DATABASE_UNREACHABLE',
      message: `无法连接数据库，请检查 databaseUrl、网络和数据库是否在运行。原因：${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

async function settingsThatAreOff(db: CentralDb): Promise<string[]> {
  const off: string[] = [];
  for (const name of MUST_BE_ON) {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db);
    if (rows[0]?.value === 'off') off.push(name);
  }
  return off;
}

/** Whether the database answers now and still flushes before it acknowledges. */
export async function isDurable(db: CentralDb): Promise<boolean> {
  return settingsThatAreOff(db).then(
    (off) => off.length === 0,
    () => false,
  );
}

/** SQLSTATE classes 08 (connection) and 57P (shutdown, crash, starting up), and what the socket itself reports. */
const AWAY = /^(08...|57P..|ECONNREFUSED|ECONNRESET|EPIPE)$/;
/** What node-pg says, without a code, when a connection ends under a query. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether an error means that the database cannot be reached now: whether the work was done is not known. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string') return AWAY.test(error.code);
  return 'message' in error && typeof error.message === 'string' && LOST.test(error.message);
}
