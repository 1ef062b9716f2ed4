import type { Migration } from './migration.ts';

export const deviceJobs: Migration = {
  version: 6,
  sql: `
    -- What devices of this station were told to do and what became of it. Never synchronised.
    CREATE TABLE device_job (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      device_id TEXT NOT NULL,
      reference TEXT NOT NULL,
      title TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'started', 'done', 'failed', 'unknown')),
      queued_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER,
      sentence TEXT NOT NULL,
      settled_by TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_job_undecided ON device_job (kind, reference) WHERE state IN ('queued', 'started', 'unknown');
  `,
};
