import { BusinessDate, BusinessId, CallId, CommandId, StationId, TicketId, WindowId, WorkNo } from '../basics/ids.ts';
import { tick } from '../basics/hlc.ts';
import type { DomainEvent } from '../types/events.ts';
import type { Ticket } from '../types/ticket.ts';
import { foldTicket } from './fold-ticket.ts';

const ticketId = TicketId.parse('01JD0000000000000000000000');
const here = { ticketId, windowId: WindowId.parse('w1'), windowNo: '1', workNo: WorkNo.parse('1001') };
const there = { ...here, windowId: WindowId.parse('w2'), windowNo: '2' };
const callId = CallId.parse('01JD0000000000000000000002');

const EVENTS = {
  taken: {
    type: 'ticket.taken',
    payload: {
      ticketId,
      commandId: CommandId.parse('01JD0000000000000000000001'),
      no: 'A001',
      serial: 1,
      businessId: BusinessId.parse('general'),
      businessDate: BusinessDate.parse('2026-11-23'),
      kind: 'NORMAL',
      stationId: StationId.parse('kiosk-1'),
      identity: null,
      at: 1_000,
      offline: false,
      aheadAtIssue: 0,
    },
  },
  printed: { type: 'ticket.printed', payload: { ticketId, copy: 1, proof: 'PRINTER_CONFIRMED' } },
  reprinted: { type: 'ticket.printed', payload: { ticketId, copy: 2, proof: 'PRINTER_CONFIRMED' } },
  failed: { type: 'ticket.print-failed', payload: { ticketId, failure: 'UNKNOWN', cause: 'unplugged' } },
  voided: { type: 'ticket.voided', payload: { ticketId, reason: 'no paper' } },
  called: { type: 'ticket.called', payload: { ...here, callId, nth: 1 } },
  recalled: { type: 'ticket.recalled', payload: { ...here, callId, nth: 2 } },
  recalledElsewhere: { type: 'ticket.recalled', payload: { ...there, callId, nth: 2 } },
  started: { type: 'ticket.started', payload: here },
  startedElsewhere: { type: 'ticket.started', payload: there },
  missed: { type: 'ticket.missed', payload: { ...here, final: false } },
  missedForGood: { type: 'ticket.missed', payload: { ...here, final: true } },
  reinstated: { type: 'ticket.reinstated', payload: { ticketId, queuedAt: 9_000 } },
  held: { type: 'ticket.held', payload: { ...here, reason: '缴费' } },
  resumed: { type: 'ticket.resumed', payload: there },
  transferred: { type: 'ticket.transferred', payload: { ...here, toBusinessId: BusinessId.parse('tax'), reason: '咨询' } },
  finished: { type: 'ticket.finished', payload: { ...here, caseIds: [] } },
  expired: { type: 'ticket.expired', payload: { ticketId } },
} as const satisfies Record<string, DomainEvent>;
type Name = keyof typeof EVENTS;

/** Folds the named events one second apart; the conflicts as `<event>` in order. */
function fold(names: readonly Name[]): { ticket: Ticket | null; conflicts: string[] } {
  let ticket: Ticket | null = null;
  const conflicts: string[] = [];
  for (const [index, name] of names.entries()) {
    const step = foldTicket(ticket, { event: EVENTS[name], hlc: tick(null, (index + 1) * 1_000) });
    ticket = step.next;
    if (step.conflict !== null) conflicts.push(step.conflict);
  }
  return { ticket, conflicts };
}

const waiting = ['taken', 'printed'] as const;
const serving = [...waiting, 'called', 'started'] as const;

test.each<[readonly Name[], Partial<Ticket>]>([
  [['taken'], { state: 'RESERVED', issuedAt: null, copies: 0, queuedAt: 1_000 }],
  [['taken', 'failed'], { state: 'RESERVED', printFailure: 'UNKNOWN' }],
  [['taken', 'failed', 'printed'], { state: 'WAITING', printFailure: null, issuedAt: 3_000 }],
  [['taken', 'voided'], { state: 'VOID' }],
  [waiting, { state: 'WAITING', issuedAt: 2_000, copies: 1 }],
  [[...waiting, 'reprinted'], { state: 'WAITING', issuedAt: 2_000, copies: 2 }],
  [[...waiting, 'called'], { state: 'CALLED', windowId: here.windowId, callCount: 1, calledAt: 3_000, lastCalledAt: 3_000 }],
  [[...waiting, 'called', 'recalled'], { state: 'CALLED', callCount: 2, calledAt: 3_000, lastCalledAt: 4_000 }],
  [serving, { state: 'SERVING', servedFrom: 4_000 }],
  [[...serving, 'reprinted'], { state: 'SERVING', copies: 2 }],
  [[...waiting, 'called', 'missed'], { state: 'MISSED', windowId: null, missedCount: 1, callCount: 0 }],
  [[...waiting, 'called', 'missedForGood'], { state: 'ABANDONED' }],
  [[...waiting, 'called', 'missed', 'reinstated'], { state: 'WAITING', queuedAt: 9_000, takenAt: 1_000 }],
  [[...serving, 'held'], { state: 'HELD', windowId: here.windowId }],
  [[...serving, 'held', 'resumed'], { state: 'SERVING', windowId: there.windowId }],
  [[...serving, 'transferred'], { state: 'WAITING', businessId: BusinessId.parse('tax'), no: 'A001', queuedAt: 1_000, windowId: null }],
  [[...serving, 'finished'], { state: 'DONE', servedTo: 5_000 }],
  [[...waiting, 'expired'], { state: 'EXPIRED' }],
])('%j', (names, expected) => {
  const { ticket, conflicts } = fold(names);
  expect(ticket).toMatchObject(expected);
  expect(conflicts).toEqual([]);
});

test.each<[readonly Name[], Ticket['state'] | undefined, string]>([
  [['voided'], undefined, 'ticket.voided: ticket unknown'],
  [['taken', 'taken'], 'RESERVED', 'ticket.taken: taken before'],
  [['taken', 'called'], 'RESERVED', 'ticket.called: ticket is RESERVED'],
  [['taken', 'voided', 'printed'], 'VOID', 'ticket.printed: ticket is VOID'],
  [[...waiting, 'called', 'called'], 'CALLED', 'ticket.called: ticket is CALLED'],
  [[...waiting, 'called', 'startedElsewhere'], 'CALLED', 'ticket.started: ticket is at another window'],
  [[...waiting, 'called', 'recalledElsewhere'], 'CALLED', 'ticket.recalled: ticket is at another window'],
  [[...serving, 'expired'], 'SERVING', 'ticket.expired: ticket is SERVING'],
  [[...serving, 'finished', 'expired'], 'DONE', 'ticket.expired: ticket is DONE'],
  [[...serving, 'voided'], 'SERVING', 'ticket.voided: ticket is SERVING'],
])('%j leaves the ticket alone and says why', (names, state, conflict) => {
  const { ticket, conflicts } = fold(names);
  expect(ticket?.state).toBe(state);
  expect(conflicts).toEqual([conflict]);
});

test('paper witnessed where the ticket is not known is no conflict', () => {
  expect(fold(['printed', 'failed'])).toEqual({ ticket: null, conflicts: [] });
});
