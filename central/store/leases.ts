import { sql } from 'kysely';
import type { BusinessDate } from '../../shared/basics/ids.ts';
import type { Lease } from '../../shared/sync/wire.ts';
import type { CentralDb } from './database.ts';

/**
 * Hands a block of case numbers of one date to a site. The counter's row lock makes blocks of one scope follow one
 * another for ever; a block whose answer was lost stays unused.
 */
export async function leaseCaseNumbers(
  db: CentralDb,
  request: { readonly siteId: string; readonly date: BusinessDate; readonly count: number; readonly at: number },
): Promise<Lease> {
  const { siteId, date, count, at } = request;
  const scope = `case:${date}`;
  return db.transaction().execute(async (tx) => {
    const counter = await tx
      .insertInto('lease_counter')
      .values({ scope, last_no: count })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ last_no: sql`lease_counter.last_no + ${count}` }))
      .returning('last_no')
      .executeTakeFirstOrThrow();
    const lease = { scope, from: counter.last_no - count + 1, to: counter.last_no };
    await tx.insertInto('lease').values({ scope, first_no: lease.from, last_no: lease.to, site_id: siteId, at }).execute();
    return lease;
  });
}
