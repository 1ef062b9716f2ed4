import { z } from 'zod';
import { EventId, NodeId } from '../basics/ids.ts';
import { Hlc } from '../basics/hlc.ts';

/** Raised when a peer could no longer understand the other side. */
export const SYNC_PROTOCOL = 1;
export const MAX_BATCH = 500;

export const Actor = z.strictObject({
  kind: z.enum(['CITIZEN', 'CLERK', 'MANAGER', 'SYSTEM']),
  /** Work number or station id, never a citizen's name or number. */
  id: z.string().max(60),
});
export type Actor = z.infer<typeof Actor>;

/**
 * One event as it lies in a log and travels between nodes. `(nodeId, epoch, seq)` names it; `seq` has no
 * gaps within an epoch. `payload` is the JSON text that was hashed: a receiver stores the same bytes.
 * `type` and `version` may be unknown to an older receiver, which parks the record.
 */
export const EventRecord = z.strictObject({
  nodeId: NodeId,
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
  id: EventId,
  hlc: Hlc,
  stream: z.string().min(1).max(80),
  type: z.string().min(1).max(60),
  version: z.number().int().positive(),
  payload: z.string().max(200_000),
  actor: Actor,
  /** Hash of the record before it in (nodeId, epoch); 64 zeros for the first. */
  prevHash: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type EventRecord = z.infer<typeof EventRecord>;

/** For each origin and epoch, the highest seq held without a gap, and the hash there. */
export const VectorEntry = z.strictObject({
  nodeId: NodeId,
  epoch: z.number().int().positive(),
  seq: z.number().int().nonnegative(),
});
export type VectorEntry = z.infer<typeof VectorEntry>;

export const SyncHello = z.strictObject({
  protocol: z.number().int(),
  nodeId: NodeId,
  epoch: z.number().int().positive(),
  software: z.string().max(40),
});
export type SyncHello = z.infer<typeof SyncHello>;

export const SyncWelcome = z.strictObject({
  protocol: z.number().int(),
  nodeId: NodeId,
  /** What the receiver already holds; the sender goes on from here. */
  vector: z.array(VectorEntry),
  serverTime: z.number().int(),
});
export type SyncWelcome = z.infer<typeof SyncWelcome>;

/** A batch carries only records whose predecessors (same origin and epoch) are before them or already held. */
export const SyncBatch = z.strictObject({ records: z.array(z.unknown()).min(1).max(MAX_BATCH) });
export type SyncBatch = z.infer<typeof SyncBatch>;

/**
 * STORED: durable here. DUPLICATE: was durable before. PARKED: durable, but of a type unknown here.
 * DEAD: refused for good and shown to a person. GAP: a predecessor is missing, send that first.
 */
export const RecordVerdict = z.strictObject({
  verdict: z.enum(['STORED', 'DUPLICATE', 'PARKED', 'DEAD', 'GAP']),
  reason: z.string().optional(),
});
export type RecordVerdict = z.infer<typeof RecordVerdict>;

export const SyncReply = z.strictObject({
  /** One verdict per record, in the order sent. */
  verdicts: z.array(RecordVerdict),
});
export type SyncReply = z.infer<typeof SyncReply>;

/** A block of numbers nobody else may use, both ends included. */
export const Lease = z.strictObject({
  /** What is counted, for example `case:2026-11-21` or `ticket:A:2026-11-21`. */
  scope: z.string().min(1).max(80),
  from: z.number().int().positive(),
  to: z.number().int().positive(),
});
export type Lease = z.infer<typeof Lease>;
