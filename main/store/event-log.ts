import { later, tick } from '../../shared/basics/hlc.ts';
import type { Hlc } from '../../shared/basics/hlc.ts';
import { EventId } from '../../shared/basics/ids.ts';
import type { NodeId } from '../../shared/basics/ids.ts';
import { windowOf } from '../../shared/rules/fold-window.ts';
import { canonicalText, FIRST_PREV_HASH } from '../../shared/sync/chain.ts';
import { payloadFault } from '../../shared/sync/validate.ts';
import type { Actor, EventRecord, VectorEntry } from '../../shared/sync/wire.ts';
import { EVENT_VERSION, streamOf } from '../../shared/types/events.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import type { SqliteDatabase } from './connection.ts';
import type { Identity } from './identity.ts';
import { EVENT_COLUMNS, recordOf } from './event-row.ts';
import type { EventRow, LoggedEvent } from './event-row.ts';
import type { StoreOptions } from './types.ts';

/** Where the chain of one (node, epoch) ends here. `hash` is '' after a dead record that showed none. */
export interface Head {
  readonly origin: number | null;
  readonly seq: number;
  readonly hash: string;
}

/** Reads and writes of the table `event`. Calls belong into a transaction; after a rollback call `reload`. */
export interface EventLog {
  /** Stores an event of this node. A payload that breaks its schema is a bug and throws. */
  appendOwn(event: DomainEvent, actor: Actor): LoggedEvent;
  /** Stores a record at the end of its chain and moves the clock on. Returns its position. */
  insert(record: EventRecord, state: 'APPLIED' | 'PARKED', windowId: string | null): number;
  /** Keeps the place of a refused record in its chain, under a name of its own. Returns its position. */
  insertDead(place: { nodeId: NodeId; epoch: number; seq: number; hash: string; hlc: Hlc }): number;
  headOf(nodeId: NodeId, epoch: number): Head;
  vector(): VectorEntry[];
  lastHlc(): Hlc | null;
  /** Another node's clock stood here: own events from now on come after it. */
  observe(hlc: Hlc): void;
  reload(): void;
  listStream(stream: string): EventRecord[];
}

export function createEventLog(db: SqliteDatabase, identity: () => Identity, options: StoreOptions): EventLog {
  const insertEvent = db.prepare(
    `INSERT INTO event (origin, seq, id, hlc, stream, type, version, payload, actor_kind, actor_id, prev_hash, hash, state,
       window_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertOrigin = db.prepare('INSERT INTO origin (node_id, epoch) VALUES (?, ?)');
  const selectHeads = db.prepare<[], { origin: number; node_id: NodeId; epoch: number; seq: number | null; hash: string; hlc: Hlc }>(
    `SELECT o.origin, o.node_id, o.epoch, e.seq, e.hash, e.hlc FROM origin o LEFT JOIN event e
       ON e.origin = o.origin AND e.seq = (SELECT max(seq) FROM event WHERE origin = o.origin)`,
  );
  const selectStream = db.prepare<[string], EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e JOIN origin o USING (origin) WHERE stream = ? AND state <> 'DEAD'
       ORDER BY hlc, node_id, epoch`,
  );
  let heads = new Map<string, Head & { readonly nodeId: NodeId; readonly epoch: number }>();
  let lastHlc: Hlc | null = null;

  function reload(): void {
    heads = new Map();
    for (const row of selectHeads.all()) {
      const isEmpty = row.seq === null;
      heads.set(headKey(row.node_id, row.epoch), {
        origin: row.origin,
        nodeId: row.node_id,
        epoch: row.epoch,
        seq: row.seq ?? 0,
        hash: isEmpty ? FIRST_PREV_HASH : row.hash,
      });
      if (!isEmpty) lastHlc = later(lastHlc, row.hlc);
    }
  }

  function headOf(nodeId: NodeId, epoch: number): Head {
    return heads.get(headKey(nodeId, epoch)) ?? { origin: null, seq: 0, hash: FIRST_PREV_HASH };
  }

  function insert(record: EventRecord, state: 'APPLIED' | 'PARKED', windowId: string | null): number {
    const { id, hlc, stream, type, version, payload, actor, prevHash, hash } = record;
    const origin = originOf(record);
    const { lastInsertRowid } = insertEvent.run(
      origin, record.seq, id, hlc, stream, type, version, payload, actor.kind, actor.id, prevHash, hash, state, windowId,
    );
    lastHlc = later(lastHlc, hlc);
    return moveHead(record, origin, lastInsertRowid);
  }

  function insertDead(place: { nodeId: NodeId; epoch: number; seq: number; hash: string; hlc: Hlc }): number {
    const { nodeId, epoch, seq, hash, hlc } = place;
    const origin = originOf(place);
    const id = `dead:${nodeId}:${epoch}:${seq}`;
    const { lastInsertRowid } = insertEvent.run(origin, seq, id, hlc, '', '', 0, '', '', '', '', hash, 'DEAD', null);
    return moveHead(place, origin, lastInsertRowid);
  }

  function originOf({ nodeId, epoch }: { nodeId: NodeId; epoch: number }): number {
    return headOf(nodeId, epoch).origin ?? Number(insertOrigin.run(nodeId, epoch).lastInsertRowid);
  }

  function moveHead(
    { nodeId, epoch, seq, hash }: { nodeId: NodeId; epoch: number; seq: number; hash: string },
    origin: number,
    rowid: number | bigint,
  ): number {
    heads.set(headKey(nodeId, epoch), { origin, nodeId, epoch, seq, hash });
    return Number(rowid);
  }

  function appendOwn(event: DomainEvent, actor: Actor): LoggedEvent {
    const fault = payloadFault(event);
    if (fault !== '') throw new Error(`${event.type} does not follow its schema: ${fault}`);
    const { nodeId, epoch } = identity();
    const head = headOf(nodeId, epoch);
    const unhashed = {
      nodeId,
      epoch,
      seq: head.seq + 1,
      id: EventId.parse(options.newUlid()),
      hlc: tick(lastHlc, options.clock.now()),
      stream: streamOf(event),
      type: event.type,
      version: EVENT_VERSION,
      payload: JSON.stringify(event.payload),
      actor,
      prevHash: head.hash,
    };
    const record = { ...unhashed, hash: options.crypto.sha256Hex(canonicalText(unhashed)) };
    return { position: insert(record, 'APPLIED', windowOf(event)), record, event };
  }

  reload();
  return {
    appendOwn,
    insert,
    insertDead,
    headOf,
    vector: () =>
      [...heads.values()].filter((head) => head.seq > 0).map(({ nodeId, epoch, seq }) => ({ nodeId, epoch, seq })),
    lastHlc: () => lastHlc,
    observe: (hlc) => {
      lastHlc = later(lastHlc, hlc);
    },
    reload,
    listStream: (stream) => selectStream.all(stream).map(recordOf),
  };
}

function headKey(nodeId: NodeId, epoch: number): string {
  return `${nodeId}/${epoch}`;
}
