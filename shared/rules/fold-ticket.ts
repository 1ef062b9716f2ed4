import { wallTime } from '../basics/hlc.ts';
import type { DomainEvent, EventPayload } from '../types/events.ts';
import type { Ticket } from '../types/ticket.ts';
import { moved, refused } from './fold.ts';
import type { FoldStep, StampedEvent } from './fold.ts';
import { mayDo } from './ticket-actions.ts';
import type { TicketAction } from './ticket-actions.ts';

export type TicketEvent = Extract<DomainEvent, { type: `ticket.${string}` }>;
type LaterEvent = Exclude<TicketEvent, { type: 'ticket.taken' }>;

export function isTicketEvent(event: DomainEvent): event is TicketEvent {
  return event.type.startsWith('ticket.');
}

/** The action of TICKET_ACTIONS an event stands for; null where the event leaves the state alone. */
const ACTION_OF = {
  'ticket.printed': null,
  'ticket.print-failed': null,
  'ticket.voided': 'void',
  'ticket.called': 'call',
  'ticket.recalled': 'recall',
  'ticket.started': 'start',
  'ticket.missed': 'miss',
  'ticket.reinstated': 'reinstate',
  'ticket.held': 'hold',
  'ticket.resumed': 'resume',
  'ticket.transferred': 'transfer',
  'ticket.finished': 'finish',
  'ticket.expired': 'expire',
} as const satisfies Record<LaterEvent['type'], TicketAction | null>;

/**
 * State machine of the 取号票 (domain model §3.2). Events come in order of their stamps; the first legal one
 * wins, so of two windows that called one ticket while apart, the earlier call stands.
 */
export function foldTicket(ticket: Ticket | null, { event, hlc }: StampedEvent): FoldStep<Ticket> {
  if (!isTicketEvent(event)) return refused(ticket, `${event.type}: not an event of a ticket`);
  if (event.type === 'ticket.taken') {
    return ticket === null ? moved(takenTicket(event.payload)) : refused(ticket, 'ticket.taken: taken before');
  }
  if (ticket === null) return withoutTicket(event);
  const action = ACTION_OF[event.type];
  if (action !== null && !mayDo(ticket.state, action)) return refused(ticket, `${event.type}: ticket is ${ticket.state}`);
  return applyToTicket(ticket, event, wallTime(hlc));
}

/** A kiosk witnesses the printing of tickets whose record lies at the hub: nothing to fold there, and nothing wrong. */
function withoutTicket(event: LaterEvent): FoldStep<Ticket> {
  const witnessed = event.type === 'ticket.printed' || event.type === 'ticket.print-failed';
  return { next: null, conflict: witnessed ? null : `${event.type}: ticket unknown` };
}

function takenTicket(taken: EventPayload<'ticket.taken'>): Ticket {
  return {
    id: taken.ticketId,
    no: taken.no,
    serial: taken.serial,
    businessId: taken.businessId,
    businessDate: taken.businessDate,
    kind: taken.kind,
    state: 'RESERVED',
    stationId: taken.stationId,
    identity: taken.identity,
    takenAt: taken.at,
    issuedAt: null,
    queuedAt: taken.at,
    offline: taken.offline,
    aheadAtIssue: taken.aheadAtIssue,
    copies: 0,
    printFailure: null,
    windowId: null,
    callId: null,
    callCount: 0,
    missedCount: 0,
    calledAt: null,
    lastCalledAt: null,
    servedFrom: null,
    servedTo: null,
    caseIds: [],
  };
}

/** A ticket that waits belongs to no window. */
const AWAY_FROM_WINDOWS = { windowId: null, callId: null, callCount: 0 } as const;

function applyToTicket(ticket: Ticket, event: LaterEvent, at: number): FoldStep<Ticket> {
  switch (event.type) {
    case 'ticket.printed':
      return printed(ticket, event.payload.copy, at);
    case 'ticket.print-failed':
      // A second slip that failed says nothing of the first, which is proven.
      return moved(ticket.state === 'RESERVED' ? { ...ticket, printFailure: event.payload.failure } : ticket);
    case 'ticket.voided':
      return moved({ ...ticket, state: 'VOID' });
    case 'ticket.called': {
      const { windowId, callId, nth } = event.payload;
      const calledAt = ticket.calledAt ?? at;
      return moved({ ...ticket, state: 'CALLED', windowId, callId, callCount: nth, calledAt, lastCalledAt: at });
    }
    case 'ticket.reinstated':
      return moved({ ...ticket, ...AWAY_FROM_WINDOWS, state: 'WAITING', queuedAt: event.payload.queuedAt });
    case 'ticket.resumed':
      return moved({ ...ticket, state: 'SERVING', windowId: event.payload.windowId });
    case 'ticket.expired':
      return moved({ ...ticket, state: 'EXPIRED' });
    default:
      return atOwnWindow(ticket, event, at);
  }
}

/** Paper that turns up for a void number is a fact somebody has to look at; it does not revive the number. */
function printed(ticket: Ticket, copy: number, at: number): FoldStep<Ticket> {
  if (ticket.state === 'VOID') return refused(ticket, 'ticket.printed: ticket is VOID');
  const onPaper = { ...ticket, copies: Math.max(ticket.copies, copy), printFailure: null, issuedAt: ticket.issuedAt ?? at };
  return moved(ticket.state === 'RESERVED' ? { ...onPaper, state: 'WAITING' } : onPaper);
}

type AtOwnWindow = Extract<
  LaterEvent,
  { type: 'ticket.recalled' | 'ticket.started' | 'ticket.missed' | 'ticket.held' | 'ticket.transferred' | 'ticket.finished' }
>;

/** What only the window may do that has the ticket. */
function atOwnWindow(ticket: Ticket, event: AtOwnWindow, at: number): FoldStep<Ticket> {
  if (ticket.windowId !== event.payload.windowId) return refused(ticket, `${event.type}: ticket is at another window`);
  switch (event.type) {
    case 'ticket.recalled':
      return moved({ ...ticket, callId: event.payload.callId, callCount: event.payload.nth, lastCalledAt: at });
    case 'ticket.started':
      return moved({ ...ticket, state: 'SERVING', servedFrom: at });
    case 'ticket.missed':
      return moved({
        ...ticket,
        ...AWAY_FROM_WINDOWS,
        state: event.payload.final ? 'ABANDONED' : 'MISSED',
        missedCount: ticket.missedCount + 1,
      });
    case 'ticket.held':
      return moved({ ...ticket, state: 'HELD' });
    case 'ticket.transferred':
      return moved({
        ...ticket,
        ...AWAY_FROM_WINDOWS,
        state: 'WAITING',
        businessId: event.payload.toBusinessId,
        servedFrom: null,
      });
    case 'ticket.finished':
      return moved({ ...ticket, state: 'DONE', servedTo: at, caseIds: event.payload.caseIds });
  }
}
