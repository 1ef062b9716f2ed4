import type { Migration } from './migration.ts';

export const projections: Migration = {
  version: 2,
  sql: `
    -- state: the folded entity as JSON. last_key: the order key of the newest event folded into it.
    CREATE TABLE ticket (
      id TEXT NOT NULL PRIMARY KEY,
      command_id TEXT NOT NULL,
      business_date TEXT NOT NULL,
      business_id TEXT NOT NULL,
      no TEXT NOT NULL,
      taken_at INTEGER NOT NULL,
      status TEXT NOT NULL,
      state TEXT NOT NULL,
      last_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ticket_by_command ON ticket (command_id, taken_at);
    CREATE INDEX ticket_by_no ON ticket (business_date, no);

    CREATE TABLE window (
      id TEXT NOT NULL PRIMARY KEY,
      state TEXT NOT NULL,
      last_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE case_file (
      id TEXT NOT NULL PRIMARY KEY,
      received_on TEXT NOT NULL,
      stage TEXT NOT NULL,
      state TEXT NOT NULL,
      last_key TEXT NOT NULL
    ) STRICT;
    CREATE INDEX case_by_date ON case_file (received_on, id);

    CREATE TABLE case_document (
      id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      no TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      issued_at INTEGER NOT NULL,
      PRIMARY KEY (id, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX document_by_case ON case_document (case_id);

    CREATE TABLE rating (
      id TEXT NOT NULL PRIMARY KEY,
      case_id TEXT,
      ticket_id TEXT NOT NULL,
      window_id TEXT NOT NULL,
      work_no TEXT NOT NULL,
      level INTEGER NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL,
      last_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rating_by_ticket ON rating (ticket_id);

    -- Every announcement made, also of a call that lost against another.
    CREATE TABLE call (
      event_id TEXT NOT NULL PRIMARY KEY,
      call_id TEXT NOT NULL,
      ticket_id TEXT NOT NULL,
      window_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('CALL', 'RECALL')),
      nth INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Events that took no effect on an entity, for a person to look at.
    CREATE TABLE conflict (
      entity TEXT NOT NULL,
      event_id TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (entity, event_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
