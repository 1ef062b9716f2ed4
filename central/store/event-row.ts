import { EventRecord } from '../../shared/sync/wire.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import type { ColumnTypes } from './insert-rows.ts';
import type { EventRow } from './schema.ts';

/** A stored event with the centre's position. */
export interface LoggedEvent {
  readonly position: number;
  readonly siteId: string;
  readonly record: EventRecord;
  readonly event: DomainEvent;
}

export const EVENT_COLUMNS = {
  position: 'bigint',
  node_id: 'text',
  epoch: 'bigint',
  seq: 'bigint',
  id: 'text',
  hlc: 'text',
  site_id: 'text',
  stream: 'text',
  type: 'text',
  version: 'bigint',
  payload: 'text',
  actor_kind: 'text',
  actor_id: 'text',
  prev_hash: 'text',
  hash: 'text',
  received_at: 'bigint',
} as const satisfies ColumnTypes;

export function rowOf(record: EventRecord, position: number, siteId: string, receivedAt: number): EventRow {
  return {
    position,
    node_id: record.nodeId,
    epoch: record.epoch,
    seq: record.seq,
    id: record.id,
    hlc: record.hlc,
    site_id: siteId,
    stream: record.stream,
    type: record.type,
    version: record.version,
    payload: record.payload,
    actor_kind: record.actor.kind,
    actor_id: record.actor.id,
    prev_hash: record.prevHash,
    hash: record.hash,
    received_at: receivedAt,
  };
}

export function recordOf(row: EventRow): EventRecord {
  return EventRecord.parse({
    nodeId: row.node_id,
    epoch: row.epoch,
    seq: row.seq,
    id: row.id,
    hlc: row.hlc,
    stream: row.stream,
    type: row.type,
    version: row.version,
    payload: row.payload,
    actor: { kind: row.actor_kind, id: row.actor_id },
    prevHash: row.prev_hash,
    hash: row.hash,
  });
}
