import type { Migration } from './migration.ts';

export const notes: Migration = {
  version: 5,
  sql: `
    -- Small facts of this station alone: drafts, the hall's identity key. Never synchronised.
    CREATE TABLE note (key TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
