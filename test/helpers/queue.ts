import { createDayBoard } from '../../main/hub/day-board.ts';
import { createQueueAuthority } from '../../main/hub/queue-authority.ts';
import { BusinessId, CommandId, StationId, WindowId, WorkNo, type TicketId } from '../../shared/basics/ids.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import type { Ticket, TicketKind } from '../../shared/types/ticket.ts';
import { openTestStore } from './store.ts';
import { testHall, type HallSize } from './test-hall.ts';

export const GENERAL = BusinessId.parse('general');
export const TAX = BusinessId.parse('tax');
export const KIOSK = StationId.parse('kiosk-1');

/** What a command needs besides its type: who gives it, where. */
export function at(n: number) {
  return { windowId: WindowId.parse(`w${n}`), workNo: WorkNo.parse(`100${n}`), clerkName: `王${n}`, station: StationId.parse(`counter-${n}`) };
}

/** The queue authority alone, on a real store. */
export async function openQueue(size: Partial<HallSize> = {}) {
  const hall = await testHall({ kiosks: 1, counters: 2, ...size });
  const opened = openTestStore();
  const { store, clock, newUlid } = opened;
  const board = createDayBoard();
  const events: EventRecord[] = [];
  store.onCommit((records) => {
    board.changed(records);
    events.push(...records);
  });
  const queue = createQueueAuthority({ store, hall, board, now: () => clock.now(), newUlid });
  const newCommand = (): CommandId => CommandId.parse(newUlid());

  /** A number on paper, ready to be called. */
  async function waiting(kind: TicketKind = 'NORMAL', businessId = GENERAL): Promise<Ticket> {
    const taken = await queue.takeTicket({ commandId: newCommand(), businessId, kind, identity: null, stationId: KIOSK });
    const { ticket } = must(taken);
    store.write((tx) => tx.append({ type: 'ticket.printed', payload: { ticketId: ticket.id, copy: 1, proof: 'PRINTER_CONFIRMED' } }, { kind: 'SYSTEM', id: KIOSK }));
    return ticket;
  }

  return {
    ...opened,
    hall,
    board,
    queue,
    events,
    newCommand,
    waiting,
    find: (id: TicketId): Ticket | null => store.findTicket(id),
    /** Types of what was recorded since the last look. */
    newEvents: (): string[] => events.splice(0).map((record) => record.type),
  };
}

export type QueueUnderTest = Awaited<ReturnType<typeof openQueue>>;

export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.sentence}`);
  return result.value;
}

/** `ok`, or the code of the refusal. */
export function codeOf(result: Result<unknown, Refusal>): string {
  return result.ok ? 'ok' : result.error.code;
}
