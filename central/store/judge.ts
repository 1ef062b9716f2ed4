import { isHashRight } from '../../shared/sync/chain.ts';
import { claimedHash, parseRecord, type RecordHeader } from '../../shared/sync/validate.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import type { DomainEvent } from '../../shared/types/events.ts';
import { sha256Hex } from '../crypto.ts';
import { isStorable } from './columns.ts';

/** A record that will never be folded, with all that can be read of it. */
export interface DeadRecord {
  readonly kind: 'DEAD';
  readonly reason: string;
  readonly header: RecordHeader | null;
  /** The hash it claims, from which its successor goes on; '' when it shows none. */
  readonly claimedHash: string;
  readonly raw: unknown;
}

/** A record judged by itself, without its place in the chain. */
export type JudgedRecord =
  | { readonly kind: 'KNOWN'; readonly record: EventRecord; readonly event: DomainEvent }
  | { readonly kind: 'PARKED'; readonly record: EventRecord }
  | DeadRecord;

/** Schema, hash and text of one record as it came. Pure, so a batch is judged before the database is asked. */
export function judge(raw: unknown): JudgedRecord {
  const parsed = parseRecord(raw);
  if (parsed.kind === 'DEAD') return { ...parsed, claimedHash: claimedHash(raw), raw };
  const { record } = parsed;
  if (!isHashRight(record, sha256Hex)) return dead(record, 'hash: does not fit the record');
  if (![record.stream, record.type, record.payload, record.actor.id].every(isStorable)) return dead(record, 'text: not storable');
  return parsed;
}

/** A well-formed record that cannot be accepted for another reason. */
export function dead(record: EventRecord, reason: string): DeadRecord {
  return { kind: 'DEAD', reason, header: record, claimedHash: record.hash, raw: record };
}
