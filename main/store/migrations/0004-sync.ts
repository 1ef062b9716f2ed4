import type { Migration } from './migration.ts';

export const sync: Migration = {
  version: 4,
  sql: `
    -- How far each peer upstream has acknowledged this log.
    CREATE TABLE peer (name TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    -- Records of this log that a peer refused for good.
    CREATE TABLE refusal (
      peer TEXT NOT NULL,
      position INTEGER NOT NULL REFERENCES event (position),
      reason TEXT NOT NULL,
      PRIMARY KEY (peer, position)
    ) STRICT, WITHOUT ROWID;

    -- Records of others refused here for good, with the text they came in. position: their place in the log, where they have one.
    CREATE TABLE dead_letter (
      id INTEGER PRIMARY KEY,
      peer TEXT NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      digest TEXT NOT NULL,
      record TEXT NOT NULL,
      position INTEGER REFERENCES event (position),
      UNIQUE (peer, digest)
    ) STRICT;
    CREATE INDEX dead_letter_by_position ON dead_letter (position) WHERE position IS NOT NULL;
  `,
};
