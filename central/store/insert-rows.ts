import { sql, type RawBuilder } from 'kysely';
import type { CentralDb } from './database.ts';
import { numberColumn, textColumn } from './columns.ts';
import type { CentralTables } from './schema.ts';

type Scalar = 'text' | 'bigint' | 'smallint';

/** The columns to fill, in the order they are sent, with their PostgreSQL types. */
export type ColumnTypes = Readonly<Record<string, Scalar>>;

type RowOf<C extends ColumnTypes> = { readonly [K in keyof C]: string | number | null };

/** Inserts all rows with one statement whose size does not depend on their number. Returns how many were taken. */
export async function insertRows<C extends ColumnTypes>(
  tx: CentralDb,
  table: keyof CentralTables,
  columns: C,
  rows: readonly RowOf<C>[],
  onConflict: RawBuilder<unknown>,
): Promise<number> {
  if (rows.length === 0) return 0;
  const names = Object.keys(columns);
  const arrays = Object.entries(columns).map(([name, type]) => arrayOf(type, rows.map((row) => row[name] ?? null)));
  const result = await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select * from unnest(${sql.join(arrays)}) ${onConflict}`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}

function arrayOf(type: Scalar, values: readonly (string | number | null)[]): RawBuilder<unknown> {
  if (type === 'text') return sql`trim_array(string_to_array(${textColumn(values)}::text, chr(31), chr(30)), 1)`;
  return sql`${numberColumn(values)}::${sql.raw(type)}[]`;
}

/** Refuses the whole statement when a key is there already. */
export const REFUSE = sql``;
/** Keeps the row that is there. */
export const KEEP = sql`on conflict do nothing`;

/** Puts the new values in place of the old ones of the same id. */
export function replaceById(columns: ColumnTypes): RawBuilder<unknown> {
  const names = Object.keys(columns).filter((name) => name !== 'id');
  const assignments = names.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  return sql`on conflict (id) do update set ${sql.join(assignments)}`;
}
