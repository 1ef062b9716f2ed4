import type { Migration } from './migration.ts';

export const eventLog: Migration = {
  version: 1,
  sql: `
    -- node_id, epoch, generation, software of this file
    CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- One row for each (node, epoch) whose records lie here; the short number keeps the indexes of event small.
    CREATE TABLE origin (
      origin INTEGER PRIMARY KEY,
      node_id TEXT NOT NULL,
      epoch INTEGER NOT NULL CHECK (epoch > 0),
      UNIQUE (node_id, epoch)
    ) STRICT;

    -- The log. Rows are never changed (a parked one becomes APPLIED after an upgrade) and never deleted.
    CREATE TABLE event (
      position INTEGER PRIMARY KEY,
      origin INTEGER NOT NULL REFERENCES origin (origin),
      seq INTEGER NOT NULL CHECK (seq > 0),
      id TEXT NOT NULL UNIQUE,
      hlc TEXT NOT NULL,
      stream TEXT NOT NULL,
      type TEXT NOT NULL,
      version INTEGER NOT NULL,
      payload TEXT NOT NULL,
      actor_kind TEXT NOT NULL,
      actor_id TEXT NOT NULL,
      prev_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('APPLIED', 'PARKED', 'DEAD')),
      window_id TEXT,
      UNIQUE (origin, seq)
    ) STRICT;
    CREATE INDEX event_by_stream ON event (stream, hlc);
    CREATE INDEX event_by_window ON event (window_id, hlc) WHERE window_id IS NOT NULL;
    CREATE INDEX event_not_applied ON event (state) WHERE state <> 'APPLIED';
  `,
};
