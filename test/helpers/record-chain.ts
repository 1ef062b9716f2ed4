import { sha256Hex } from '../../central/crypto.ts';
import { tick, type Hlc } from '../../shared/basics/hlc.ts';
import { EventId, NodeId, ulidFactory } from '../../shared/basics/ids.ts';
import { canonicalText, FIRST_PREV_HASH } from '../../shared/sync/chain.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import { streamOf, type DomainEvent } from '../../shared/types/events.ts';
import { CLERK_ACTOR, EventMaker, MONDAY_NINE } from './store.ts';

export type Change = Partial<Omit<EventRecord, 'hash'>>;

/** The log of one node, made by hand, so that a test can also make what no honest node would. */
export class RecordChain {
  readonly nodeId: NodeId;
  readonly events: EventMaker;
  readonly #newUlid: () => string;
  #last: EventRecord | null = null;
  #hlc: Hlc | null = null;

  constructor(now = MONDAY_NINE) {
    this.#newUlid = ulidFactory(() => now);
    this.nodeId = NodeId.parse(this.#newUlid());
    this.events = new EventMaker(this.#newUlid, () => now);
  }

  /** The next record, well formed and rightly hashed after `change`. */
  append(event: DomainEvent, change: Change = {}): EventRecord {
    this.#hlc = change.hlc ?? tick(this.#hlc, MONDAY_NINE);
    const unhashed = {
      nodeId: this.nodeId,
      epoch: 1,
      seq: (this.#last?.seq ?? 0) + 1,
      id: EventId.parse(this.#newUlid()),
      hlc: this.#hlc,
      stream: streamOf(event),
      type: event.type,
      version: 1,
      payload: JSON.stringify(event.payload),
      actor: CLERK_ACTOR,
      prevHash: this.#last?.hash ?? FIRST_PREV_HASH,
      ...change,
    };
    this.#last = sealed(unhashed);
    return this.#last;
  }

  /** The records of a whole visit. */
  visit(): EventRecord[] {
    return this.events.visit().map((event) => this.append(event));
  }
}

export function sealed(record: Omit<EventRecord, 'hash'>): EventRecord {
  return { ...record, hash: sha256Hex(canonicalText(record)) };
}
