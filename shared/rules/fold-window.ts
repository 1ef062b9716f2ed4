import { wallTime } from '../basics/hlc.ts';
import type { TicketId, WindowId } from '../basics/ids.ts';
import type { DomainEvent } from '../types/events.ts';
import type { ServiceWindow } from '../types/ticket.ts';
import { moved, refused } from './fold.ts';
import type { FoldStep, StampedEvent } from './fold.ts';

/** The window an event changes; null when it changes none. */
export function windowOf(event: DomainEvent): WindowId | null {
  switch (event.type) {
    case 'window.opened':
    case 'window.closed':
    case 'window.paused':
    case 'window.unpaused':
    case 'ticket.called':
    case 'ticket.started':
    case 'ticket.missed':
    case 'ticket.held':
    case 'ticket.resumed':
    case 'ticket.transferred':
    case 'ticket.finished':
      return event.payload.windowId;
    default:
      return null;
  }
}

/**
 * A window follows its own events and those of the tickets it works on. Closing is always possible and lets go
 * of the ticket, so that a window cannot stay occupied by one that expired or was served elsewhere.
 */
export function foldWindow(window: ServiceWindow | null, { event, hlc }: StampedEvent): FoldStep<ServiceWindow> {
  const since = wallTime(hlc);
  if (event.type === 'window.opened') return opened(window, event.payload, since);
  if (window === null) return refused<ServiceWindow>(null, `${event.type}: window was never opened`);
  switch (event.type) {
    case 'window.closed':
      return moved({ ...window, state: 'CLOSED', workNo: null, clerkName: null, pauseReason: null, ticketId: null, since });
    case 'window.paused':
      if (window.state !== 'OPEN') return refusedIn(window, event);
      return moved({ ...window, state: 'PAUSED', pauseReason: event.payload.reason, since });
    case 'window.unpaused':
      if (window.state !== 'PAUSED') return refusedIn(window, event);
      return moved({ ...window, state: 'OPEN', pauseReason: null, since });
    case 'ticket.called':
      if (window.state !== 'OPEN') return refusedIn(window, event);
      return moved({ ...window, state: 'CALLING', ticketId: event.payload.ticketId, since });
    case 'ticket.resumed':
      if (window.state !== 'OPEN') return refusedIn(window, event);
      return moved({ ...window, state: 'SERVING', ticketId: event.payload.ticketId, since });
    case 'ticket.started':
      if (!isBusyWith(window, event.payload.ticketId)) return refusedIn(window, event);
      return moved({ ...window, state: 'SERVING', since });
    case 'ticket.missed':
    case 'ticket.held':
    case 'ticket.transferred':
    case 'ticket.finished':
      if (!isBusyWith(window, event.payload.ticketId)) return refusedIn(window, event);
      return moved({ ...window, state: 'OPEN', ticketId: null, since });
    default:
      return refused(window, `${event.type}: not an event of a window`);
  }
}

function opened(
  window: ServiceWindow | null,
  event: { windowId: WindowId; windowNo: string; workNo: ServiceWindow['workNo']; clerkName: string },
  since: number,
): FoldStep<ServiceWindow> {
  if (window !== null && window.state !== 'CLOSED') return refused(window, `window.opened: window is ${window.state}`);
  const { windowId, windowNo, workNo, clerkName } = event;
  return moved({ id: windowId, no: windowNo, state: 'OPEN', workNo, clerkName, pauseReason: null, ticketId: null, since });
}

function isBusyWith(window: ServiceWindow, ticketId: TicketId): boolean {
  return window.ticketId === ticketId;
}

function refusedIn(window: ServiceWindow, event: DomainEvent): FoldStep<ServiceWindow> {
  return refused(window, `${event.type}: window is ${window.state}`);
}
