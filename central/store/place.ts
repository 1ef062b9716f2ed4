import { FIRST_PREV_HASH } from '../../shared/sync/chain.ts';
import type { RecordHeader } from '../../shared/sync/validate.ts';
import type { EventRecord, RecordVerdict } from '../../shared/sync/wire.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import { dead, type DeadRecord, type JudgedRecord } from './judge.ts';

/** Where the chain of one (node, epoch) ends. `hash` is '' after a dead record that showed none. */
export interface ChainHead {
  readonly siteId: string;
  readonly seq: number;
  readonly hash: string;
}

/** What lies at a place of a chain: the hash stored there, or why the record sent there is dead. */
export type Held = { readonly hash: string } | { readonly deadReason: string };

/** What the centre holds of the chains a batch touches. */
export interface ChainView {
  headOf(header: RecordHeader): ChainHead | null;
  siteOf(nodeId: string): string | null;
  /** Only asked for places at or before the head. */
  heldAt(header: RecordHeader): Held | null;
}

export interface Placement {
  /** One a record, in the order sent. */
  readonly verdicts: readonly RecordVerdict[];
  readonly stored: readonly { readonly record: EventRecord; readonly event: DomainEvent | null }[];
  readonly dead: readonly DeadRecord[];
  /** The chains that grew, by `chainKey`. */
  readonly heads: ReadonlyMap<string, ChainHead & { readonly header: RecordHeader }>;
}

export function chainKey({ nodeId, epoch }: Pick<RecordHeader, 'nodeId' | 'epoch'>): string {
  return `${nodeId}/${epoch}`;
}

export function placeKey(header: RecordHeader): string {
  return `${chainKey(header)}/${header.seq}`;
}

/**
 * Decides for each judged record whether it takes the next place of its chain. A dead record whose place can be read
 * takes it too, so that its successors are not held up for ever; it is kept for a person to look at.
 */
export function placeBatch(judged: readonly JudgedRecord[], siteId: string, view: ChainView): Placement {
  const heads = new Map<string, ChainHead & { readonly header: RecordHeader }>();
  const placed = new Map<string, Held>();
  const ids = new Set<string>();
  const stored: { record: EventRecord; event: DomainEvent | null }[] = [];
  const deadRecords: DeadRecord[] = [];
  return { verdicts: judged.map(place), stored, dead: deadRecords, heads };

  function place(item: JudgedRecord): RecordVerdict {
    const header = item.kind === 'DEAD' ? item.header : item.record;
    if (header === null) return bury(item);
    const owner = view.siteOf(header.nodeId);
    if (owner !== null && owner !== siteId) return bury(item, 'nodeId: belongs to another hall');
    const head = heads.get(chainKey(header)) ?? view.headOf(header) ?? { siteId, seq: 0, hash: FIRST_PREV_HASH };
    if (header.seq > head.seq + 1) return { verdict: 'GAP', reason: `seq: expected ${head.seq + 1}` };
    if (header.seq <= head.seq) return repeat(item, header);
    return take(item, header, head);
  }

  function take(item: JudgedRecord, header: RecordHeader, head: ChainHead): RecordVerdict {
    if (item.kind === 'DEAD') return takeDead(item, header);
    const { record } = item;
    if (head.hash !== '' && record.prevHash !== head.hash) return takeDead(dead(record, 'prevHash: does not continue the chain'), header);
    if (ids.has(record.id)) return takeDead(dead(record, 'id: used twice'), header);
    ids.add(record.id);
    advance(header, record.hash, { hash: record.hash });
    stored.push({ record, event: item.kind === 'KNOWN' ? item.event : null });
    return { verdict: item.kind === 'KNOWN' ? 'STORED' : 'PARKED' };
  }

  function takeDead(item: DeadRecord, header: RecordHeader): RecordVerdict {
    advance(header, item.claimedHash, { deadReason: item.reason });
    return bury(item);
  }

  function repeat(item: JudgedRecord, header: RecordHeader): RecordVerdict {
    const held = placed.get(placeKey(header)) ?? view.heldAt(header);
    if (held !== null && 'deadReason' in held) return { verdict: 'DEAD', reason: held.deadReason };
    if (item.kind !== 'DEAD' && held?.hash === item.record.hash) return { verdict: 'DUPLICATE' };
    return bury(item, 'seq: another record is stored at this place');
  }

  function advance(header: RecordHeader, hash: string, held: Held): void {
    heads.set(chainKey(header), { siteId, seq: header.seq, hash, header });
    placed.set(placeKey(header), held);
  }

  function bury(item: JudgedRecord, reason?: string): RecordVerdict {
    const corpse = item.kind === 'DEAD' ? item : dead(item.record, reason ?? '');
    const kept = reason === undefined ? corpse : { ...corpse, reason };
    deadRecords.push(kept);
    return { verdict: 'DEAD', reason: kept.reason };
  }
}
