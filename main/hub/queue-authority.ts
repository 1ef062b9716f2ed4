import { tick, type Hlc } from '../../shared/basics/hlc.ts';
import type { BusinessDate, BusinessId, CallId, CommandId, NewUlid, StationId, TicketId } from '../../shared/basics/ids.ts';
import { ok, type Result } from '../../shared/basics/result.ts';
import { WindowCommandResult, type TakenTicket, type WindowCommand } from '../../shared/contract/hub.ts';
import { DONE, outcome, refuse, type Done, type Refusal } from '../../shared/contract/outcome.ts';
import { businessDateAt, isOpenAt } from '../../shared/rules/business-date.ts';
import { ticketNo } from '../../shared/rules/numbering.ts';
import type { Actor, EventRecord, Lease } from '../../shared/sync/wire.ts';
import { EVENT_PAYLOADS } from '../../shared/types/events.ts';
import type { Hall, QueueBusiness } from '../../shared/types/hall.ts';
import type { IdentityProof } from '../../shared/types/identity.ts';
import type { Ticket, TicketKind } from '../../shared/types/ticket.ts';
import type { Store, WriteTx } from '../store/types.ts';
import { expectedMinutesFor } from './queue-reads.ts';
import { runWindowCommand } from './window-commands.ts';

export interface QueueDeps {
  readonly store: Store;
  readonly hall: Hall;
  readonly now: () => number;
  readonly newUlid: NewUlid;
}

export interface TakeRequest {
  readonly commandId: CommandId;
  readonly businessId: BusinessId;
  readonly kind: TicketKind;
  readonly identity: IdentityProof | null;
  readonly stationId: StationId;
}

const HUB: Actor = { kind: 'SYSTEM', id: 'hub' };
const CommandOutcome = outcome(WindowCommandResult);

/** Offline blocks begin here, so that the numbers given by the hub itself run from 1 without gaps. */
const LEASE_FROM = 501;
const LEASE_SIZE = 20;

/**
 * Answers a repeated command with its first answer. The answer and its effect are one transaction,
 * so a command is done once, whatever happens to the reply.
 */
export function once<T>(tx: WriteTx, commandId: CommandId, parse: (kept: unknown) => T, run: () => T): T {
  const kept = tx.findOutcome(commandId);
  if (kept !== null && kept !== undefined) return parse(kept);
  const outcome = run();
  tx.rememberOutcome(commandId, outcome);
  return outcome;
}

/** The one place that decides about numbers and calls (architecture: the hub is the queue authority). */
export function createQueueAuthority(deps: QueueDeps) {
  const { store, hall, now, newUlid } = deps;
  const station = (id: StationId): Actor => ({ kind: 'SYSTEM', id });

  /** The hub's clock now: whoever hears the answer goes on from here. */
  function stamp(): Hlc {
    return tick(store.lastHlc(), now());
  }

  function takeTicket(request: TakeRequest): Promise<Result<TakenTicket, Refusal>> {
    return store.writeGrouped((tx) => {
      const earlier = tx.findTicketByCommand(request.commandId);
      if (earlier) return ok(taken(tx, earlier));
      const business = hall.businesses.find((b) => b.id === request.businessId);
      if (!business) return refuse('UNKNOWN_BUSINESS', '没有这项业务，请重新选择');
      const refused = refuseTake(tx, business);
      if (refused) return { ok: false, error: refused };
      return ok(taken(tx, appendTaken(tx, business, request)));
    });
  }

  function refuseTake(tx: WriteTx, business: QueueBusiness): Refusal | null {
    if (!isOpenAt(business.openHours, now())) {
      return { code: 'BUSINESS_CLOSED', sentence: `“${business.name}”现在不在办理时间，请按公示时间前来或咨询导办台` };
    }
    const issued = tx.listTickets({ date: businessDateAt(now()), businessId: business.id }).filter((t) => t.state !== 'VOID');
    if (business.dailyQuota !== null && issued.length >= business.dailyQuota) {
      return { code: 'QUOTA_USED', sentence: `“${business.name}”今天的号码已经取完，请明天再来或咨询导办台` };
    }
    return null;
  }

  function appendTaken(tx: WriteTx, business: QueueBusiness, request: TakeRequest): Ticket {
    const date = businessDateAt(now());
    const serial = nextSerial(tx, business, date);
    const ticketId = newUlid() as TicketId;
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
          kind: request.kind,
          stationId: request.stationId,
          identity: request.identity,
          at: now(),
          offline: false,
          aheadAtIssue: tx.countTickets({ date, state: 'WAITING', businessId: business.id }),
        },
      },
      station(request.stationId),
    );
    return mustFind(tx, ticketId);
  }

  /** Skips the band that is leased to offline kiosks: 1–500, then beyond the last lease. */
  function nextSerial(tx: WriteTx, business: QueueBusiness, date: BusinessDate): number {
    const counted = tx.nextCounter(`serial:${business.prefix}:${date}`);
    return counted < LEASE_FROM ? counted : tx.nextCounterBlock(`lease:${business.prefix}:${date}`, 1).from + LEASE_FROM - 1;
  }

  function taken(tx: WriteTx, ticket: Ticket): TakenTicket {
    const business = hall.businesses.find((b) => b.id === ticket.businessId);
    return { ticket, expectedMinutes: business ? expectedMinutesFor(tx, hall, business, ticket.aheadAtIssue) : 0, hlc: stamp() };
  }

  function leaseTickets(businessId: BusinessId, date: BusinessDate): Promise<Result<Lease, Refusal>> {
    const business = hall.businesses.find((b) => b.id === businessId);
    if (!business) return Promise.resolve(refuse('UNKNOWN_BUSINESS', '没有这项业务'));
    return store.writeGrouped((tx) => {
      const block = tx.nextCounterBlock(`lease:${business.prefix}:${date}`, LEASE_SIZE);
      return ok({ scope: `ticket:${business.prefix}:${date}`, from: block.from + LEASE_FROM - 1, to: block.to + LEASE_FROM - 1 });
    });
  }

  /** What a person found out about a number without proven paper. */
  function resolveTicket(ticketId: TicketId, action: 'CONFIRM' | 'VOID', reason: string, actor: Actor): Promise<Done> {
    return store.writeGrouped((tx) => {
      const ticket = tx.findTicket(ticketId);
      if (!ticket) return refuse('UNKNOWN_TICKET', '没有这个号码');
      if (ticket.state !== 'RESERVED') return refuse('ALREADY_SETTLED', `号码 ${ticket.no} 已经处理过了`);
      tx.append(
        action === 'CONFIRM'
          ? { type: 'ticket.printed', payload: { ticketId, copy: ticket.copies + 1, proof: 'STAFF_CONFIRMED' } }
          : { type: 'ticket.voided', payload: { ticketId, reason } },
        actor,
      );
      return DONE;
    });
  }

  /** A kiosk came back: what it had not reported when it went away, somebody has to look at. */
  function doubtUnreported(stationId: StationId): void {
    const date = businessDateAt(now());
    const silent = store.listTickets({ date, states: ['RESERVED'] }).filter((t) => t.stationId === stationId && t.printFailure === null);
    if (silent.length === 0) return;
    store.write((tx) => {
      for (const ticket of silent) {
        tx.append({ type: 'ticket.print-failed', payload: { ticketId: ticket.id, failure: 'UNKNOWN', cause: 'station-restarted' } }, HUB);
      }
    });
  }

  function command(request: WindowCommand): Promise<Result<WindowCommandResult, Refusal>> {
    return store.writeGrouped((tx) =>
      once<Result<WindowCommandResult, Refusal>>(
        tx,
        request.commandId,
        (kept) => CommandOutcome.parse(kept),
        () => {
          const done = runWindowCommand(tx, request, { hall, now: now(), newCallId: () => newUlid() as CallId });
          return done.ok ? ok({ ...done.value, hlc: stamp() }) : done;
        },
      ),
    );
  }

  /**
   * A kiosk that did not hear the answer went on alone with the same command: its slip is the one on paper,
   * so the number given here, which nobody ever saw, is void.
   */
  function voidUnheard(record: EventRecord): void {
    const { ticketId, commandId, offline } = EVENT_PAYLOADS['ticket.taken'].parse(JSON.parse(record.payload));
    const unheard = store.findTicketByCommand(commandId);
    if (!offline || unheard === null || unheard.id === ticketId || unheard.state !== 'RESERVED') return;
    store.write((tx) => {
      tx.append({ type: 'ticket.voided', payload: { ticketId: unheard.id, reason: '自助机未收到应答，已离线取号' } }, HUB);
    });
  }

  /** Closes the books of every earlier day: what still waits there can no longer be called (T13). */
  function expireBefore(today: BusinessDate, dates: readonly BusinessDate[]): void {
    const old = dates.filter((date) => date < today);
    store.write((tx) => {
      for (const ticket of old.flatMap((date) => tx.listTickets({ date, states: ['RESERVED', 'WAITING', 'CALLED', 'HELD', 'MISSED'] }))) {
        tx.append({ type: 'ticket.expired', payload: { ticketId: ticket.id } }, HUB);
      }
    });
  }

  return { takeTicket, leaseTickets, resolveTicket, doubtUnreported, command, voidUnheard, expireBefore };
}

export type QueueAuthority = ReturnType<typeof createQueueAuthority>;

export function mustFind(tx: WriteTx, ticketId: TicketId): Ticket {
  const ticket = tx.findTicket(ticketId);
  if (!ticket) throw new Error(`ticket ${ticketId} was appended but is not in the projection`);
  return ticket;
}
