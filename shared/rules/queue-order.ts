import type { BusinessId } from '../basics/ids.ts';
import type { Ticket, TicketKind } from '../types/ticket.ts';

/** What the order rule needs to know of a waiting ticket. */
export type QueuedTicket = Pick<Ticket, 'kind' | 'businessId' | 'queuedAt' | 'serial'>;

export interface OrderRules {
  readonly maxConsecutivePriority: number;
  /** Multiplier of the waiting minutes per business; 1 where absent. */
  readonly weights: ReadonlyMap<BusinessId, number>;
}

const CLASS = { GREEN: 3, PRIORITY: 2, BOOKED: 1, NORMAL: 0 } as const satisfies Record<TicketKind, number>;
const REINSTATED_AFTER = 3;

/** Whether a ticket is called before the others, within the limit of calls in a row. */
export function isPriority(ticket: Pick<QueuedTicket, 'kind'>): boolean {
  return CLASS[ticket.kind] >= CLASS.PRIORITY;
}

/**
 * The calling order (domain model §3.2a): class, then waiting minutes × weight, then time queued, then serial.
 * At most `maxConsecutivePriority` priority calls in a row while others wait.
 *
 * @param recentPriorityRun priority calls made in a row just before now
 */
export function callingOrder<T extends QueuedTicket>(
  waiting: readonly T[],
  rules: OrderRules,
  now: number,
  recentPriorityRun: number,
): T[] {
  const score = (ticket: T): number => ((now - ticket.queuedAt) / 60_000) * (rules.weights.get(ticket.businessId) ?? 1);
  const byScore = (a: T, b: T): number =>
    CLASS[b.kind] - CLASS[a.kind] || score(b) - score(a) || a.queuedAt - b.queuedAt || a.serial - b.serial;
  return alternate([...waiting].sort(byScore), rules.maxConsecutivePriority, recentPriorityRun);
}

/**
 * Where a missed ticket is queued again: just behind the third of those that wait, or at the end when fewer do.
 * Returns the instant it shall be ordered by (domain model §3.2, T8; rule test 13).
 */
export function reinstatedAt(inOrder: readonly QueuedTicket[], policy: 'TAIL' | 'AFTER_3', now: number): number {
  const third = inOrder[REINSTATED_AFTER - 1];
  return policy === 'AFTER_3' && third !== undefined ? third.queuedAt + 1 : now;
}

function alternate<T extends QueuedTicket>(sorted: readonly T[], limit: number, run: number): T[] {
  const priority = sorted.filter(isPriority);
  const normal = sorted.filter((t) => !isPriority(t));
  const order: T[] = [];
  let inRow = run;
  while (priority.length > 0 || normal.length > 0) {
    const takePriority = priority.length > 0 && (inRow < limit || normal.length === 0);
    const next = takePriority ? priority.shift() : normal.shift();
    if (next === undefined) break;
    inRow = takePriority ? inRow + 1 : 0;
    order.push(next);
  }
  return order;
}

/** Minutes until a ticket with `ahead` before it is called, with `openWindows` windows working; rounded up. */
export function expectedMinutes(ahead: number, avgServiceMinutes: number, openWindows: number): number {
  return Math.ceil((ahead * avgServiceMinutes) / Math.max(1, openWindows));
}
