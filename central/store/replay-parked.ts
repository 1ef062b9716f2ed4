import { parseRecord } from '../../shared/sync/validate.ts';
import type { CentralDb } from './database.ts';
import { recordOf, type LoggedEvent } from './event-row.ts';
import { distinctStreams, project } from './project.ts';

const PAGE = 500;

/** Folds parked events that this version of the software understands. Returns how many. */
export async function replayParked(db: CentralDb): Promise<number> {
  let replayed = 0;
  for (let after = 0; ; ) {
    const page = await db.transaction().execute(async (tx) => {
      await tx.selectFrom('log_head').select('position').forUpdate().execute();
      const rows = await tx
        .selectFrom('event')
        .innerJoin('parked_event', 'parked_event.position', 'event.position')
        .selectAll('event')
        .where('event.position', '>', after)
        .orderBy('event.position')
        .limit(PAGE)
        .execute();
      const known = rows.flatMap((row): LoggedEvent[] => {
        const parsed = parseRecord(recordOf(row));
        return parsed.kind === 'KNOWN' ? [{ position: row.position, siteId: row.site_id, record: parsed.record, event: parsed.event }] : [];
      });
      if (known.length > 0) {
        await tx.deleteFrom('parked_event').where('position', 'in', known.map(({ position }) => position)).execute();
        // Folded anew from the log, whatever came before and after them.
        await project(tx, known, new Set(distinctStreams(known)));
      }
      return { last: rows.at(-1)?.position ?? null, count: known.length };
    });
    replayed += page.count;
    if (page.last === null) return replayed;
    after = page.last;
  }
}
