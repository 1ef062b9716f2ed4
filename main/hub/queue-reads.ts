import type { Hlc } from '../../shared/basics/hlc.ts';
import type { BusinessId, WindowId } from '../../shared/basics/ids.ts';
import type { CallView, BusinessView, TicketView, WindowView } from '../../shared/contract/common.ts';
import type { HubReport } from '../../shared/contract/console.ts';
import type { HallSnapshot } from '../../shared/contract/hub.ts';
import { businessDateAt, isOpenAt } from '../../shared/rules/business-date.ts';
import { ticketView, windowView } from '../../shared/rules/hall-views.ts';
import { callingOrder, expectedMinutes, isPriority } from '../../shared/rules/queue-order.ts';
import type { Hall, QueueBusiness, WindowConfig } from '../../shared/types/hall.ts';
import type { ServiceWindow, Ticket } from '../../shared/types/ticket.ts';
import type { Reads } from '../store/types.ts';

const SNAPSHOT_CALLS = 20;
const SNAPSHOT_WAITING = 100;
/** Longer than any print takes, its failing included. */
const PRINTING_MS = 30_000;

/** The waiting tickets of some businesses in the order they will be called. `day`: every ticket of the day. */
export function waitingInOrder(day: readonly Ticket[], hall: Hall, now: number, businessIds: readonly BusinessId[]): Ticket[] {
  const waiting = day.filter((ticket) => ticket.state === 'WAITING' && businessIds.includes(ticket.businessId));
  return callingOrder(waiting, orderRules(hall), now, priorityRun(day));
}

function orderRules(hall: Hall): Parameters<typeof callingOrder>[1] {
  return {
    maxConsecutivePriority: hall.queue.maxConsecutivePriority,
    weights: new Map(hall.businesses.map((business) => [business.id, business.weight])),
  };
}

/** How many priority tickets were called in a row just before now. */
function priorityRun(day: readonly Ticket[]): number {
  const [priority, others] = [day.filter(isPriority), day.filter((ticket) => !isPriority(ticket))];
  const lastOther = others.reduce((latest, ticket) => Math.max(latest, ticket.calledAt ?? 0), 0);
  return priority.filter((ticket) => (ticket.calledAt ?? 0) > lastOther).length;
}

/** Windows that work on a business now (open, calling or serving). */
function workingWindows(windows: readonly ServiceWindow[], configs: readonly WindowConfig[], business: BusinessId): WindowConfig[] {
  const working = new Set(windows.filter((w) => w.state !== 'CLOSED' && w.state !== 'PAUSED').map((w) => w.id));
  return configs.filter((config) => working.has(config.id) && config.businessIds.includes(business));
}

export function expectedMinutesFor(reads: Reads, hall: Hall, business: QueueBusiness, ahead: number): number {
  return expectedMinutes(ahead, business.avgServiceMinutes, workingWindows(reads.listWindows(), hall.windows, business.id).length);
}

/** A window as it is now. */
export function readWindow(config: WindowConfig, reads: Reads): WindowView {
  const window = reads.findWindow(config.id);
  const ticket = window?.ticketId ? reads.findTicket(window.ticketId) : null;
  return windowView(config, window, ticket?.no ?? null);
}

function businessView(business: QueueBusiness, hall: Hall, reads: Reads, waiting: readonly Ticket[], now: number): BusinessView {
  const mine = waiting.filter((ticket) => ticket.businessId === business.id);
  const oldest = mine.reduce((earliest, ticket) => Math.min(earliest, ticket.queuedAt), now);
  const working = workingWindows(reads.listWindows(), hall.windows, business.id);
  const open = isOpenAt(business.openHours, now);
  const windows = working.length > 0 ? working : hall.windows.filter((w) => w.businessIds.includes(business.id));
  return {
    id: business.id,
    name: business.name,
    zoneName: hall.zones.find((zone) => zone.id === business.zoneId)?.name ?? '',
    prefix: business.prefix,
    waiting: mine.length,
    expectedMinutes: expectedMinutes(mine.length, business.avgServiceMinutes, working.length),
    longestMinutes: Math.max(0, Math.floor((now - oldest) / 60_000)),
    windowNos: windows.map((w) => w.no),
    open,
    closedReason: open ? '' : `办理时间：${business.openHours.map((h) => `${h.from}–${h.to}`).join('、')}`,
  };
}

/** One announcement per called ticket and window: the last one counts. */
function recentCalls(tickets: readonly Ticket[], hall: Hall): CallView[] {
  return tickets
    .flatMap((ticket): CallView[] => {
      const window = hall.windows.find((w) => w.id === ticket.windowId);
      if (ticket.callId === null || ticket.lastCalledAt === null || window === undefined) return [];
      return [
        {
          callId: ticket.callId,
          ticketId: ticket.id,
          no: ticket.no,
          windowId: window.id,
          windowNo: window.no,
          nth: Math.max(1, ticket.callCount),
          at: ticket.lastCalledAt,
        },
      ];
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, SNAPSHOT_CALLS);
}

/** Everything a station may know of the hall at this moment. `day`: every ticket of today. */
export function hallSnapshot(reads: Reads, day: readonly Ticket[], hall: Hall, now: number, hlc: Hlc): HallSnapshot {
  const waiting = waitingInOrder(day, hall, now, hall.businesses.map((b) => b.id));
  const inState = (state: Ticket['state']): TicketView[] =>
    day.filter((ticket) => ticket.state === state).map((ticket) => ticketView(ticket, hall));
  return {
    hlc,
    businessDate: businessDateAt(now),
    businesses: hall.businesses.map((business) => businessView(business, hall, reads, waiting, now)),
    windows: hall.windows.map((config) => readWindow(config, reads)),
    calls: recentCalls(day, hall),
    waiting: waiting.slice(0, SNAPSHOT_WAITING).map((ticket) => ticketView(ticket, hall)),
    held: inState('HELD'),
    missed: inState('MISSED'),
    serverTime: now,
  };
}

/**
 * A number a person has to look at: no paper is proven, and the kiosk said so or says nothing. While it is being
 * printed nobody need look.
 */
function isUnproven(ticket: Ticket, now: number): boolean {
  return ticket.state === 'RESERVED' && (ticket.printFailure !== null || now - ticket.takenAt > PRINTING_MS);
}

/** Today's figures and the numbers without proven paper, for the console. */
export function todayReport(day: readonly Ticket[], now: number): Pick<HubReport, 'today' | 'unproven'> {
  const called = day.filter((ticket) => ticket.calledAt !== null);
  const waitedMs = called.reduce((sum, ticket) => sum + Math.max(0, (ticket.calledAt ?? 0) - ticket.takenAt), 0);
  return {
    today: {
      issued: day.filter((ticket) => ticket.issuedAt !== null).length,
      waiting: day.filter((ticket) => ticket.state === 'WAITING').length,
      served: day.filter((ticket) => ticket.state === 'DONE').length,
      averageWaitMinutes: called.length === 0 ? null : Math.round(waitedMs / called.length / 6_000) / 10,
    },
    unproven: day
      .filter((ticket) => isUnproven(ticket, now))
      .sort((a, b) => a.takenAt - b.takenAt)
      .map(({ id, no, printFailure, stationId, takenAt }) => ({ ticketId: id, no, failure: printFailure, stationId, takenAt })),
  };
}

export function windowConfigOf(hall: Hall, id: WindowId): WindowConfig | undefined {
  return hall.windows.find((w) => w.id === id);
}
