import type { PrintFailure, TicketPrinter } from '../../../devices/ticket-printer/types.ts';
import type { BusinessDate, BusinessId, CommandId, TicketId } from '../../../shared/basics/ids.ts';
import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import type { TakenTicket } from '../../../shared/contract/hub.ts';
import type { Refusal } from '../../../shared/contract/outcome.ts';
import { businessDateAt, isOpenAt, nextDate } from '../../../shared/rules/business-date.ts';
import { ticketNo } from '../../../shared/rules/numbering.ts';
import type { QueueBusiness } from '../../../shared/types/hall.ts';
import type { IdentityProof } from '../../../shared/types/identity.ts';
import type { PrintProof, Ticket } from '../../../shared/types/ticket.ts';
import { STORE_REFUSAL } from '../../store/store-refusals.ts';
import type { StationContext } from '../context.ts';
import { askHub } from '../hub/ask-hub.ts';
import { HUB_DELAYS, type HubClient } from '../hub/hub-link.ts';
import { ticketSlip } from './ticket-slip.ts';

/** A number and how long its holder will wait. */
export type NumberGiven = Pick<TakenTicket, 'ticket' | 'expectedMinutes'>;

export interface TicketRequest {
  readonly commandId: CommandId;
  readonly businessId: BusinessId;
  readonly identity: IdentityProof | null;
}

/** The hub answers, but its disk does not: to the citizen that is a hub that is away. */
function isHubBroken(answer: Result<TakenTicket, Refusal>): boolean {
  return !answer.ok && answer.error.code.startsWith(STORE_REFUSAL);
}

const LOW_LEASE = 10;
const AWAY: Refusal = { code: 'NO_NUMBERS', sentence: '暂时取不到号码，请到导办台由工作人员为您取号' };

/** Takes numbers and puts them on paper: from the hub while it answers, from the kiosk's own block otherwise. */
export function createTicketDesk(context: StationContext, printer: TicketPrinter) {
  const { hall, station, store, clock, hub, log } = context;
  const system = { kind: 'SYSTEM', id: station.id } as const;

  /** A number for this command: the same one however often it is asked. Nothing is printed yet. */
  async function take(request: TicketRequest): Promise<Result<NumberGiven, Refusal>> {
    const own = store.findTicketByCommand(request.commandId);
    if (own) return ok({ ticket: own, expectedMinutes: 0 });
    const answer = await askHub(hub, clock, HUB_DELAYS.takeTicketMs, (client, signal) =>
      client.takeTicket({ ...request, kind: 'NORMAL' }, { signal }),
    );
    if (answer.ok && answer.value.ok) store.observe(answer.value.value.hlc);
    if (answer.ok && !isHubBroken(answer.value)) return answer.value;
    log.warn({ event: 'take-offline', silence: answer.ok ? 'BROKEN' : answer.error }, '大厅中枢不能给号，改用本机号段');
    return takeOffline(request);
  }

  function takeOffline(request: TicketRequest): Result<NumberGiven, Refusal> {
    const business = hall.businesses.find((b) => b.id === request.businessId);
    if (!business) return fail({ code: 'UNKNOWN_BUSINESS', sentence: '没有这项业务，请重新选择' });
    if (!isOpenAt(business.openHours, clock.now())) {
      return fail({ code: 'BUSINESS_CLOSED', sentence: `“${business.name}”现在不在办理时间` });
    }
    const date = businessDateAt(clock.now());
    const view = hub.hall()?.businesses.find((b) => b.id === business.id);
    return store.write((tx) => {
      const serial = tx.takeLeased(`ticket:${business.prefix}:${date}`);
      if (serial === null) return fail(AWAY);
      const ticketId = context.newUlid() as TicketId;
      tx.append(
        {
          type: 'ticket.taken',
          payload: {
            ticketId,
            commandId: request.commandId,
            no: ticketNo(business.prefix, serial),
            serial,
            businessId: business.id,
            businessDate: date,
            kind: 'NORMAL',
            stationId: station.id,
            identity: request.identity,
            at: clock.now(),
            offline: true,
            aheadAtIssue: view?.waiting ?? 0,
          },
        },
        system,
      );
      const ticket = tx.findTicket(ticketId);
      return ticket ? ok({ ticket, expectedMinutes: view?.expectedMinutes ?? 0 }) : fail(AWAY);
    });
  }

  /** One attempt to put the number on paper; what became of it is durable before this resolves. */
  async function print(taken: NumberGiven, copy: number): Promise<Result<void, PrintFailure>> {
    const result = await printer.print(slipOf(taken, copy > 1));
    if (result.ok) recordPrinted(taken.ticket.id, copy, 'PRINTER_CONFIRMED');
    else recordFailure(taken.ticket.id, result.error);
    return result.ok ? ok(undefined) : result;
  }

  function recordPrinted(ticketId: TicketId, copy: number, proof: PrintProof): void {
    store.write((tx) => tx.append({ type: 'ticket.printed', payload: { ticketId, copy, proof } }, system));
  }

  function recordFailure(ticketId: TicketId, failure: PrintFailure): void {
    store.write((tx) =>
      tx.append({ type: 'ticket.print-failed', payload: { ticketId, failure: failure.outcome, cause: failure.cause } }, system),
    );
  }

  function slipOf({ ticket, expectedMinutes }: NumberGiven, reprint: boolean) {
    const business = hall.businesses.find((b) => b.id === ticket.businessId);
    return ticketSlip({
      hallName: hall.hall.name,
      no: ticket.no,
      businessName: business?.name ?? '',
      ahead: ticket.aheadAtIssue,
      minutes: expectedMinutes,
      windowNos: windowNosOf(ticket.businessId),
      takenAt: ticket.takenAt,
      tail: ticket.identity?.tail ?? null,
      qrPayload: `yichuang:ticket:${ticket.id}`,
      offline: ticket.offline,
      reprint,
      missedAdvice: '过号请到导办台或任一窗口重新排队',
    });
  }

  function windowNosOf(businessId: BusinessId): string[] {
    const live = hub.hall()?.businesses.find((b) => b.id === businessId)?.windowNos;
    return live ?? hall.windows.filter((w) => w.businessIds.includes(businessId)).map((w) => w.no);
  }

  /** Keeps blocks of numbers for today and tomorrow at hand, so that the kiosk can go on alone. */
  async function refillLeases(client: HubClient): Promise<void> {
    const today = businessDateAt(clock.now());
    for (const date of [today, nextDate(today)]) {
      for (const business of hall.businesses) await refill(client, business, date);
    }
  }

  async function refill(client: HubClient, business: QueueBusiness, date: BusinessDate): Promise<void> {
    if (store.leasedLeft(`ticket:${business.prefix}:${date}`) >= LOW_LEASE) return;
    const lease = await client.leaseTickets({ businessId: business.id, date });
    if (lease.ok) store.write((tx) => tx.addLease(lease.value));
  }

  /** After a restart: own numbers whose printing was cut off have to be looked at by a person. */
  function doubtUnfinished(): void {
    const date = businessDateAt(clock.now());
    const open = store.listTickets({ date, states: ['RESERVED'] }).filter((ticket) => ticket.printFailure === null);
    for (const ticket of open) recordFailure(ticket.id, { outcome: 'UNKNOWN', cause: 'no-proof', sentence: '' });
  }

  function find(ticketId: TicketId): Promise<Ticket | null> {
    const own = store.findTicket(ticketId);
    if (own) return Promise.resolve(own);
    return askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.findTicket({ ticketId }, { signal })).then(
      (answer) => (answer.ok ? answer.value : null),
    );
  }

  return { take, print, recordPrinted, refillLeases, doubtUnfinished, find };
}

export type TicketDesk = ReturnType<typeof createTicketDesk>;
