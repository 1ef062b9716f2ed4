import { wallTime } from '../../shared/basics/hlc.ts';
import { isCaseEvent } from '../../shared/rules/fold-case.ts';
import { isTicketEvent } from '../../shared/rules/fold-ticket.ts';
import { windowOf } from '../../shared/rules/fold-window.ts';
import type { SqliteDatabase } from './connection.ts';
import { project } from './entity-table.ts';
import { caseTable, conflictTable, ratingTable, ticketTable, windowTable } from './entity-tables.ts';
import { EVENT_COLUMNS, loggedOf } from './event-row.ts';
import type { EventRow, LoggedEvent } from './event-row.ts';

/** The tables screens read. All are recomputable from the log. */
export const PROJECTION_TABLES = ['ticket', 'window', 'case_file', 'case_document', 'rating', 'call', 'conflict'] as const;

const REBUILD_PAGE = 1_000;

export interface Projections {
  /** Brings every table up to date with one event that was just stored; inside its transaction. */
  apply(logged: LoggedEvent): void;
  /** Empties the tables and fills them from the log; inside a transaction. */
  rebuild(): void;
}

export function createProjections(db: SqliteDatabase): Projections {
  const conflicts = conflictTable(db);
  const tickets = ticketTable(db);
  const windows = windowTable(db);
  const cases = caseTable(db);
  const ratings = ratingTable(db);
  const insertCall = db.prepare(
    'INSERT INTO call (event_id, call_id, ticket_id, window_id, kind, nth, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const selectPage = db.prepare<[number, number], EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e JOIN origin o USING (origin) WHERE position > ? AND state = 'APPLIED'
       ORDER BY position LIMIT ?`,
  );

  function apply(logged: LoggedEvent): void {
    const { event } = logged;
    if (isTicketEvent(event)) project(tickets, conflicts, event.payload.ticketId, logged);
    if (isCaseEvent(event)) project(cases, conflicts, event.payload.caseId, logged);
    if (event.type === 'rating.given') project(ratings, conflicts, event.payload.ratingId, logged);
    const windowId = windowOf(event);
    if (windowId !== null) project(windows, conflicts, windowId, logged);
    if (event.type === 'ticket.called' || event.type === 'ticket.recalled') {
      const { callId, ticketId, windowId: calledTo, nth } = event.payload;
      const kind = event.type === 'ticket.called' ? 'CALL' : 'RECALL';
      insertCall.run(logged.record.id, callId, ticketId, calledTo, kind, nth, wallTime(logged.record.hlc));
    }
  }

  function rebuild(): void {
    for (const table of PROJECTION_TABLES) db.exec(`DELETE FROM ${table}`);
    for (let after = 0; ; ) {
      const page = selectPage.all(after, REBUILD_PAGE);
      for (const row of page) apply(loggedOf(row));
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  return { apply, rebuild };
}
