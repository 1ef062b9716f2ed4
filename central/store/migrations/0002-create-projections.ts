import type { Migration } from './migration.ts';

/** Rebuildable from the log. `body` is the folded state as JSON, `last_key` the order key of the last event folded in. */
export const createProjections: Migration = {
  name: '0002-create-projections',
  statements: [
    `create table ticket (
      id text primary key, site_id text not null, no text not null, business_date text not null, state text not null,
      body text not null, last_key text not null)`,
    `create table call (
      id text primary key, call_id text not null, kind text not null, ticket_id text not null, window_id text not null, window_no text not null,
      work_no text not null, nth bigint not null, at bigint not null)`,
    `create table case_file (
      id text primary key, site_id text not null, local_no text not null, case_no text, stage text not null,
      item_name text not null, department_name text not null, ticket_id text, received_at bigint not null,
      promised_due_on text, body text not null, last_key text not null)`,
    `create table case_document (
      id text primary key, case_id text not null, kind text not null, no text not null,
      sha256 text not null, pages bigint not null, issued_at bigint not null)`,
    `create table rating (
      id text primary key, site_id text not null, case_id text, ticket_id text not null, window_id text not null,
      work_no text not null, level smallint not null, channel text not null, at bigint not null,
      body text not null, last_key text not null)`,
    'create index rating_case on rating (case_id)',
    'create table fold_conflict (position bigint primary key, stream text not null, reason text not null)',
    'create index fold_conflict_stream on fold_conflict (stream)',
  ],
};
