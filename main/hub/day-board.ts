import type { BusinessDate, TicketId } from '../../shared/basics/ids.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import type { Ticket } from '../../shared/types/ticket.ts';
import type { Reads } from '../store/types.ts';

const STREAM = 'ticket:';

/**
 * The tickets of one day in memory: deciding on a call, or showing the hall, must not parse the whole day's rows each
 * time. Only what changed since the last look is read again, through the transaction that asks, so that commands that
 * share a commit see each other's effect.
 */
export interface DayBoard {
  /** Every ticket of the day. */
  tickets(reads: Reads, date: BusinessDate): readonly Ticket[];
  /** These records were appended or committed. */
  changed(records: readonly EventRecord[]): void;
  /** A transaction was undone: what was read in it may never have happened. */
  forget(): void;
}

export function createDayBoard(): DayBoard {
  let held: BusinessDate | null = null;
  let byId = new Map<string, Ticket>();
  const stale = new Set<string>();

  return {
    tickets(reads, date) {
      if (held !== date) {
        byId = new Map(reads.listTickets({ date }).map((ticket) => [ticket.id, ticket]));
        held = date;
        stale.clear();
      }
      for (const id of stale) {
        const ticket = reads.findTicket(id as TicketId);
        if (ticket?.businessDate === date) byId.set(id, ticket);
        else byId.delete(id);
      }
      stale.clear();
      return [...byId.values()];
    },
    changed(records) {
      for (const { stream } of records) if (stream.startsWith(STREAM)) stale.add(stream.slice(STREAM.length));
    },
    forget() {
      held = null;
    },
  };
}
