import type { Migration } from './migration.ts';

export const numbers: Migration = {
  version: 3,
  sql: `
    CREATE TABLE outcome (command_id TEXT NOT NULL PRIMARY KEY, outcome TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE counter (scope TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    -- next_no = to_no + 1: used up
    CREATE TABLE lease (
      scope TEXT NOT NULL,
      from_no INTEGER NOT NULL,
      to_no INTEGER NOT NULL,
      next_no INTEGER NOT NULL,
      PRIMARY KEY (scope, from_no),
      CHECK (from_no > 0 AND from_no <= to_no AND next_no BETWEEN from_no AND to_no + 1)
    ) STRICT, WITHOUT ROWID;
  `,
};
