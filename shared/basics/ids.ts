import { monotonicFactory } from 'ulid';
import { z } from 'zod';

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

function ulidSchema<const B extends string>(brand: B) {
  return z.string().regex(ULID, `${brand} must be a ULID`).brand<B>();
}

function nameSchema<const B extends string>(brand: B) {
  return z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, `${brand}: lower-case letters, digits and hyphens, at most 40`)
    .brand<B>();
}

/** One database on one machine. Made when the database is created. */
export const NodeId = ulidSchema('NodeId');
export type NodeId = z.infer<typeof NodeId>;
export const EventId = ulidSchema('EventId');
export type EventId = z.infer<typeof EventId>;
/** Made by whoever asks; a repeat of the same command answers with the stored outcome. */
export const CommandId = ulidSchema('CommandId');
export type CommandId = z.infer<typeof CommandId>;
export const TicketId = ulidSchema('TicketId');
export type TicketId = z.infer<typeof TicketId>;
export const CallId = ulidSchema('CallId');
export type CallId = z.infer<typeof CallId>;
export const CaseId = ulidSchema('CaseId');
export type CaseId = z.infer<typeof CaseId>;
export const DocumentId = ulidSchema('DocumentId');
export type DocumentId = z.infer<typeof DocumentId>;
export const SignatureId = ulidSchema('SignatureId');
export type SignatureId = z.infer<typeof SignatureId>;
export const CardPhotoId = ulidSchema('CardPhotoId');
export type CardPhotoId = z.infer<typeof CardPhotoId>;
export const RatingId = ulidSchema('RatingId');
export type RatingId = z.infer<typeof RatingId>;
export const TestId = ulidSchema('TestId');
export type TestId = z.infer<typeof TestId>;

/** `<station>/<kind of device>`, or with `/<n>` where a station has several of a kind. */
export const DeviceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}\/[A-Za-z]{1,20}(\/[1-9]\d?)?$/, 'DeviceId: station/kind')
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** Names given in hall.json. */
export const SiteId = nameSchema('SiteId');
export type SiteId = z.infer<typeof SiteId>;
export const StationId = nameSchema('StationId');
export type StationId = z.infer<typeof StationId>;
export const WindowId = nameSchema('WindowId');
export type WindowId = z.infer<typeof WindowId>;
export const BusinessId = nameSchema('BusinessId');
export type BusinessId = z.infer<typeof BusinessId>;
export const ItemId = nameSchema('ItemId');
export type ItemId = z.infer<typeof ItemId>;
export const WorkNo = z.string().regex(/^\d{3,8}$/, '工号为 3–8 位数字').brand<'WorkNo'>();
export type WorkNo = z.infer<typeof WorkNo>;

/** Local calendar date of the hall, `YYYY-MM-DD`. */
export const BusinessDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).brand<'BusinessDate'>();
export type BusinessDate = z.infer<typeof BusinessDate>;

/** ULIDs that sort in the order they were made, also within one millisecond. */
export type NewUlid = () => string;

export function ulidFactory(now: () => number): NewUlid {
  const next = monotonicFactory(pooledRandom());
  return () => next(now());
}

/** Secure random numbers in [0, 1), drawn many at once: asking for each byte costs more than the rest of a ULID. */
function pooledRandom(): () => number {
  const pool = new Uint8Array(1_024);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    const byte = pool[used] ?? 0;
    used += 1;
    return byte / 256;
  };
}
