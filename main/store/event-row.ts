import type { Hlc } from '../../shared/basics/hlc.ts';
import type { EventId, NodeId } from '../../shared/basics/ids.ts';
import type { Actor, EventRecord } from '../../shared/sync/wire.ts';
import { isEventType } from '../../shared/types/events.ts';
import type { DomainEvent } from '../../shared/types/events.ts';

/** A stored event with its place in the log of this file. */
export interface LoggedEvent {
  readonly position: number;
  readonly record: EventRecord;
  readonly event: DomainEvent;
}

/** A row of `event e JOIN origin o`, as EVENT_COLUMNS reads it. */
export interface EventRow {
  readonly position: number;
  readonly node_id: NodeId;
  readonly epoch: number;
  readonly seq: number;
  readonly id: EventId;
  readonly hlc: Hlc;
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly payload: string;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly prev_hash: string;
  readonly hash: string;
}

export const EVENT_COLUMNS =
  'e.position, o.node_id, o.epoch, e.seq, e.id, e.hlc, e.stream, e.type, e.version, e.payload, e.actor_kind, e.actor_id, e.prev_hash, e.hash';

export function recordOf(row: EventRow): EventRecord {
  return {
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
  };
}

/** A row with state APPLIED: its payload was checked against its schema before it was stored. */
export function loggedOf(row: EventRow): LoggedEvent {
  const payload: unknown = JSON.parse(row.payload);
  const event = { type: row.type, payload };
  if (!wasChecked(event)) throw new Error(`applied event of unknown type ${row.type}`);
  return { position: row.position, record: recordOf(row), event };
}

function wasChecked(event: { readonly type: string; readonly payload: unknown }): event is DomainEvent {
  return isEventType(event.type);
}
