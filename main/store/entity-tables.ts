import { parseOwnJson } from '../../shared/basics/own-json.ts';
import { businessDateAt } from '../../shared/rules/business-date.ts';
import { foldCase } from '../../shared/rules/fold-case.ts';
import { foldRating } from '../../shared/rules/fold-rating.ts';
import type { Rating } from '../../shared/rules/fold-rating.ts';
import { foldTicket } from '../../shared/rules/fold-ticket.ts';
import { foldWindow } from '../../shared/rules/fold-window.ts';
import type { CaseFile } from '../../shared/types/case-file.ts';
import type { ServiceWindow, Ticket } from '../../shared/types/ticket.ts';
import type { SqliteDatabase } from './connection.ts';
import type { ConflictTable, EntityTable } from './entity-table.ts';
import { EVENT_COLUMNS, loggedOf } from './event-row.ts';
import type { EventRow } from './event-row.ts';

interface StateRow {
  readonly state: string;
  readonly last_key: string;
}

export function ticketTable(db: SqliteDatabase): EntityTable<Ticket> {
  const select = db.prepare<[string], StateRow>('SELECT state, last_key FROM ticket WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO ticket (id, command_id, business_date, business_id, no, taken_at, status, state, last_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare('UPDATE ticket SET business_id = ?, status = ?, state = ?, last_key = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM ticket WHERE id = ?');
  return {
    kind: 'ticket',
    fold: foldTicket,
    find: (id) => parsed<Ticket>(select.get(id)),
    insert: (id, t, lastKey, { event }) => {
      const commandId = event.type === 'ticket.taken' ? event.payload.commandId : '';
      insert.run(id, commandId, t.businessDate, t.businessId, t.no, t.takenAt, t.state, JSON.stringify(t), lastKey);
    },
    update: (id, t, lastKey) => update.run(t.businessId, t.state, JSON.stringify(t), lastKey, id),
    remove: (id) => remove.run(id),
    ...streamHistory(db, 'ticket'),
  };
}

export function windowTable(db: SqliteDatabase): EntityTable<ServiceWindow> {
  const select = db.prepare<[string], StateRow>('SELECT state, last_key FROM window WHERE id = ?');
  const insert = db.prepare('INSERT INTO window (id, state, last_key) VALUES (?, ?, ?)');
  const update = db.prepare('UPDATE window SET state = ?, last_key = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM window WHERE id = ?');
  const hasHistory = db.prepare<[string, number]>('SELECT 1 FROM event WHERE window_id = ? AND position < ? LIMIT 1');
  const history = db.prepare<[string, number], EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e JOIN origin o USING (origin)
       WHERE e.window_id = ? AND e.position <= ? AND e.state = 'APPLIED' ORDER BY e.hlc, o.node_id, o.epoch`,
  );
  return {
    kind: 'window',
    fold: foldWindow,
    find: (id) => parsed<ServiceWindow>(select.get(id)),
    insert: (id, window, lastKey) => insert.run(id, JSON.stringify(window), lastKey),
    update: (id, window, lastKey) => update.run(JSON.stringify(window), lastKey, id),
    remove: (id) => remove.run(id),
    hasHistory: (id, before) => hasHistory.get(id, before) !== undefined,
    history: (id, upTo) => history.all(id, upTo).map(loggedOf),
  };
}

export function caseTable(db: SqliteDatabase): EntityTable<CaseFile> {
  const select = db.prepare<[string], StateRow>('SELECT state, last_key FROM case_file WHERE id = ?');
  const insert = db.prepare('INSERT INTO case_file (id, received_on, stage, state, last_key) VALUES (?, ?, ?, ?, ?)');
  const update = db.prepare('UPDATE case_file SET stage = ?, state = ?, last_key = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM case_file WHERE id = ?');
  const removeDocuments = db.prepare('DELETE FROM case_document WHERE case_id = ?');
  const insertDocument = db.prepare(
    `INSERT INTO case_document (id, case_id, kind, no, sha256, issued_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
  );
  function saveDocuments(file: CaseFile): void {
    for (const d of file.documents) insertDocument.run(d.id, file.id, d.kind, d.no, d.sha256, d.issuedAt);
  }
  return {
    kind: 'case',
    fold: foldCase,
    find: (id) => parsed<CaseFile>(select.get(id)),
    insert: (id, file, lastKey) => {
      insert.run(id, businessDateAt(file.receivedAt), file.stage, JSON.stringify(file), lastKey);
      saveDocuments(file);
    },
    update: (id, file, lastKey) => {
      update.run(file.stage, JSON.stringify(file), lastKey, id);
      saveDocuments(file);
    },
    remove: (id) => {
      remove.run(id);
      removeDocuments.run(id);
    },
    ...streamHistory(db, 'case'),
  };
}

export function ratingTable(db: SqliteDatabase): EntityTable<Rating> {
  const select = db.prepare<[string], StateRow>('SELECT state, last_key FROM rating WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO rating (id, case_id, ticket_id, window_id, work_no, level, at, state, last_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare('UPDATE rating SET state = ?, last_key = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM rating WHERE id = ?');
  return {
    kind: 'rating',
    fold: foldRating,
    find: (id) => parsed<Rating>(select.get(id)),
    insert: (id, r, lastKey) =>
      insert.run(id, r.caseId, r.ticketId, r.windowId, r.workNo, r.level, r.at, JSON.stringify(r), lastKey),
    update: (id, rating, lastKey) => update.run(JSON.stringify(rating), lastKey, id),
    remove: (id) => remove.run(id),
    ...streamHistory(db, 'rating'),
  };
}

export function conflictTable(db: SqliteDatabase): ConflictTable {
  const add = db.prepare('INSERT INTO conflict (entity, event_id, reason) VALUES (?, ?, ?)');
  const clear = db.prepare('DELETE FROM conflict WHERE entity = ?');
  return {
    add: (entity, eventId, reason) => add.run(entity, eventId, reason),
    clear: (entity) => clear.run(entity),
  };
}

/** The history of an entity whose events are all in its own stream. */
function streamHistory<T>(db: SqliteDatabase, kind: string): Pick<EntityTable<T>, 'hasHistory' | 'history'> {
  const has = db.prepare<[string, number]>('SELECT 1 FROM event WHERE stream = ? AND position < ? LIMIT 1');
  const select = db.prepare<[string, number], EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e JOIN origin o USING (origin)
       WHERE e.stream = ? AND e.position <= ? AND e.state = 'APPLIED' ORDER BY e.hlc, o.node_id, o.epoch`,
  );
  return {
    hasHistory: (id, before) => has.get(`${kind}:${id}`, before) !== undefined,
    history: (id, upTo) => select.all(`${kind}:${id}`, upTo).map(loggedOf),
  };
}

function parsed<T>(row: StateRow | undefined): { state: T; lastKey: string } | null {
  return row === undefined ? null : { state: parseOwnJson<T>(row.state), lastKey: row.last_key };
}
