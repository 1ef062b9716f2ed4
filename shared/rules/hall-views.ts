import type { TicketView, WindowView } from '../contract/common.ts';
import type { Hall, WindowConfig } from '../types/hall.ts';
import type { ServiceWindow, Ticket } from '../types/ticket.ts';

/** What the pages of a hall are told of a ticket: nothing of the person. */
export function ticketView(ticket: Ticket, hall: Hall): TicketView {
  return {
    id: ticket.id,
    no: ticket.no,
    businessId: ticket.businessId,
    businessName: hall.businesses.find((b) => b.id === ticket.businessId)?.name ?? ticket.businessId,
    kind: ticket.kind,
    state: ticket.state,
    offline: ticket.offline,
    identified: ticket.identity !== null,
    takenAt: ticket.takenAt,
    windowNo: hall.windows.find((w) => w.id === ticket.windowId)?.no ?? null,
    callCount: ticket.callCount,
    stationId: ticket.stationId,
  };
}

/** What the pages of a hall are told of a window; `window` is null for one that was never opened. */
export function windowView(config: WindowConfig, window: ServiceWindow | null, ticketNo: WindowView['ticketNo']): WindowView {
  return {
    id: config.id,
    no: config.no,
    name: config.name,
    businessIds: [...config.businessIds],
    state: window?.state ?? 'CLOSED',
    workNo: window?.workNo ?? null,
    clerkName: window?.clerkName ?? null,
    pauseReason: window?.pauseReason ?? null,
    ticketId: window?.ticketId ?? null,
    ticketNo,
    since: window?.since ?? 0,
  };
}
