import type { Migration } from './migration.ts';

/** `position` is handed out under the lock on `log_head`, so a reader that has seen n has seen everything before n. */
export const createLog: Migration = {
  name: '0001-create-log',
  statements: [
    'create table log_head (one boolean primary key check (one), position bigint not null, node_id text)',
    'insert into log_head values (true, 0, null)',
    `create table log_chain (
      node_id text not null, epoch bigint not null, site_id text not null, seq bigint not null, hash text not null,
      primary key (node_id, epoch))`,
    `create table event (
      position bigint primary key,
      node_id text not null, epoch bigint not null, seq bigint not null,
      id text not null unique,
      hlc text not null, site_id text not null, stream text not null, type text not null, version bigint not null,
      payload text not null, actor_kind text not null, actor_id text not null,
      prev_hash text not null, hash text not null, received_at bigint not null,
      unique (node_id, epoch, seq))`,
    'create index event_stream on event (stream)',
    'create table parked_event (position bigint primary key references event (position))',
    `create table dead_letter (
      id bigint generated always as identity primary key,
      site_id text not null, node_id text, epoch bigint, seq bigint, reason text not null,
      record text not null, digest text not null unique, at bigint not null)`,
    'create index dead_letter_place on dead_letter (node_id, epoch, seq)',
    'create table lease_counter (scope text primary key, last_no bigint not null)',
    `create table lease (
      scope text not null, first_no bigint not null, last_no bigint not null check (last_no >= first_no),
      site_id text not null, at bigint not null,
      primary key (scope, first_no))`,
  ],
};
