import { z } from 'zod';
import { NodeId } from '../basics/ids.ts';
import { EVENT_PAYLOADS, EVENT_VERSION, isEventType, streamOf } from '../types/events.ts';
import type { DomainEvent, EventType } from '../types/events.ts';
import { EventRecord } from './wire.ts';

/** What still names a record when the rest of it cannot be read. */
const RecordHeader = z.object({
  nodeId: NodeId,
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
});
export type RecordHeader = z.infer<typeof RecordHeader>;

/**
 * KNOWN: can be folded here. PARKED: well formed, but of a type or version this software does not know.
 * DEAD: can never be accepted; `header` is null when not even the name of the record can be read.
 */
export type ParsedRecord =
  | { readonly kind: 'KNOWN'; readonly record: EventRecord; readonly event: DomainEvent }
  | { readonly kind: 'PARKED'; readonly record: EventRecord }
  | { readonly kind: 'DEAD'; readonly reason: string; readonly header: RecordHeader | null };

const ClaimedHash = z.object({ hash: EventRecord.shape.hash });

/** The hash a record that is refused claims to have, from which the next of its chain goes on; '' when it shows none. */
export function claimedHash(raw: unknown): string {
  const claimed = ClaimedHash.safeParse(raw);
  return claimed.success ? claimed.data.hash : '';
}

/** Judges one record as it came from a peer. Never throws; says nothing about its place in the chain. */
export function parseRecord(raw: unknown): ParsedRecord {
  const parsed = EventRecord.safeParse(raw);
  if (!parsed.success) {
    const header = RecordHeader.safeParse(raw);
    return { kind: 'DEAD', reason: `record: ${firstIssue(parsed.error)}`, header: header.success ? header.data : null };
  }
  const record = parsed.data;
  if (!isEventType(record.type) || record.version > EVENT_VERSION) return { kind: 'PARKED', record };
  const event = parseEvent(record.type, record.payload);
  if (typeof event === 'string') return { kind: 'DEAD', reason: event, header: record };
  const stream = streamOf(event);
  if (stream !== record.stream) return { kind: 'DEAD', reason: `stream: expected ${stream}`, header: record };
  return { kind: 'KNOWN', record, event };
}

/** The event in a payload text of a known type, or what is wrong with it. */
function parseEvent(type: EventType, text: string): DomainEvent | string {
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch {
    return 'payload: not JSON';
  }
  const event = { type, payload };
  return isDomainEvent(event) ? event : payloadFault(event);
}

function isDomainEvent(event: { readonly type: EventType; readonly payload: unknown }): event is DomainEvent {
  return EVENT_PAYLOADS[event.type].safeParse(event.payload).success;
}

/** What is wrong with the payload of an event, without its values; empty when it follows its schema. */
export function payloadFault(event: { readonly type: EventType; readonly payload: unknown }): string {
  const parsed = EVENT_PAYLOADS[event.type].safeParse(event.payload);
  return parsed.success ? '' : `payload.${firstIssue(parsed.error)}`;
}

/** Path and rule of the first mistake; never the value, which may be personal. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'invalid' : `${issue.path.join('.') || 'value'}: ${issue.code}`;
}
