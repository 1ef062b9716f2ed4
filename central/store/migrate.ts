import { sql } from 'kysely';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { CentralError } from '../error.ts';
import type { CentralDb } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Any number, the same in every version: two centres on one database must not migrate at once. */
const LOCK_KEY = 7_301_102;

/** Brings the schema up to this version in one transaction; refuses a database that a newer version has changed. */
export async function migrate(db: CentralDb): Promise<Result<void, CentralError>> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx);
    await sql`create table if not exists schema_migration (
      name text primary key, applied_at timestamptz not null default now())`.execute(tx);
    const applied = new Set((await tx.selectFrom('schema_migration').select('name').execute()).map((row) => row.name));
    const known = new Set(MIGRATIONS.map((migration) => migration.name));
    if ([...applied].some((name) => !known.has(name))) {
      return fail({ code: 'DATABASE_NEWER', message: '数据库已由更新版本的中心程序升级。请安装新版本后再启动。' });
    }
    for (const migration of MIGRATIONS.filter(({ name }) => !applied.has(name))) {
      for (const statement of migration.statements) await sql.raw(statement).execute(tx);
      await tx.insertInto('schema_migration').values({ name: migration.name }).execute();
    }
    return ok(undefined);
  });
}
