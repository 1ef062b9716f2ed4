import { tick, type Hlc } from '../../shared/basics/hlc.ts';
import type { BusinessDate, BusinessId, CallId, CommandId, NewUlid, StationId, TicketId } from '../../shared/basics/ids.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { WindowCommandResult, type TakenTicket, type WindowCommand } from '../../shared/contract/hub.ts';
import { DONE, Done, outcome, refuse, type Refusal } from '../../shared/contract/outcome.ts';
import { businessDateAt, isOpenAt } from '../../shared/rules/business-date.ts';
import { ticketNo } from '../../shared/rules/numbering.ts';
import { mayDo } from '../../shared/rules/ticket-actions.ts';
import type { Actor, EventRecord, Lease } from '../../shared/sync/wire.ts';
import { EVENT_PAYLOADS } from '../../shared/types/events.ts';
import type { Hall, QueueBusiness } from '../../shared/types/hall.ts';
import type { IdentityProof } from '../../shared/types/identity.ts';
import type { Ticket, TicketKind, TicketState } from '../../shared/types/ticket.ts';
import type { Reads, Store, WriteTx } from '../store/types.ts';
import type { DayBoard } from './day-board.ts';
import { expectedMinutesFor } from './queue-reads.ts';
import { runWindowCommand } from './window-commands.ts';

export interface QueueDeps {
  readonly store: Store;
  readonly hall: Hall;
  readonly board: DayBoard;
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

export interface ResolveRequest {
  readonly commandId: CommandId;
  readonly ticketId: TicketId;
  /** CONFIRM: the citizen holds the slip. VOID: nobody does. */
  readonly action: 'CONFIRM' | 'VOID';
  readonly reason: string;
}

const HUB: Actor = { kind: 'SYSTEM', id: 'hub' };
const CommandOutcome = outcome(WindowCommandResult);

/** Offline blocks begin here, so that the numbers given by the hub itself run from 1 without gaps. */
const LEASE_FROM = 501;
const LEASE_SIZE = 20;

/** A hub that stood still longer than this has no open numbers left that anybody would miss. */
const DAYS_BACK = 14;
const DAY_MS = 86_400_000;
const EXPIRING = ['RESERVED', 'WAITING', 'CALLED', 'HELD', 'MISSED'] as const satisfies readonly TicketState[];

/**
 * Answers a repeated command with its first answer. The answer and its effect are one transaction,
 * so a command is done once, whatever happens to the reply.
 */
function once<T>(tx: WriteTx, commandId: CommandId, parse: (kept: unknown) => T, run: () => T): T {
  const kept = tx.findOutcome(commandId);
  if (kept !== undefined) return parse(kept);
  const outcome = run();
  tx.rememberOutcome(commandId, outcome);
  return outcome;
}

/** The one place that decides about numbers and calls (architecture: the hub is the queue authority). */
export function createQueueAuthority(deps: QueueDeps) {
  const { store, hall, board, now, newUlid } = deps;

  /** One transaction whose appends the board sees at once. */
  async function decide<T>(body: (tx: WriteTx) => T): Promise<T> {
    try {
      return await store.writeGrouped((tx) => body(watched(tx)));
    } catch (error) {
      board.forget();
      throw error;
    }
  }

  function watched(tx: WriteTx): WriteTx {
    return {
      ...tx,
      append: (event, actor) => {
        const record = tx.append(event, actor);
        board.changed([record]);
        return record;
      },
    };
  }

  /** The hub's clock now: whoever hears the answer goes on from here. */
  function stamp(): Hlc {
    return tick(store.lastHlc(), now());
  }

  function takeTicket(request: TakeRequest): Promise<Result<TakenTicket, Refusal>> {
    return decide((tx) => {
      const earlier = tx.findTicketByCommand(request.commandId);
      if (earlier) return ok(taken(tx, earlier));
      const business = hall.businesses.find((b) => b.id === request.businessId);
      if (!business) return refuse('UNKNOWN_BUSINESS', '没有这项业务，请重新选择');
      const refused = refuseTake(tx, business);
      return refused ? fail(refused) : ok(taken(tx, appendTaken(tx, business, request)));
    });
  }

  function refuseTake(tx: WriteTx, business: QueueBusiness): Refusal | null {
    if (!isOpenAt(business.openHours, now())) {
      return { code: 'BUSINESS_CLOSED', sentence: `“${business.name}”现在不在办理时间，请按公示时间前来或咨询导办台` };
    }
    if (business.dailyQuota === null) return null;
    const issued = board
      .tickets(tx, businessDateAt(now()))
      .filter((ticket) => ticket.businessId === business.id && ticket.state !== 'VOID').length;
    if (issued < business.dailyQuota) return null;
    return { code: 'QUOTA_USED', sentence: `“${business.name}”今天的号码已经取完，请明天再来或咨询导办台` };
  }

  function appendTaken(tx: WriteTx, business: QueueBusiness, request: TakeRequest): Ticket {
    const { commandId, kind, stationId, identity } = request;
    const date = businessDateAt(now());
    const serial = nextSerial(tx, business, date);
    const ticketId = newUlid() as TicketId;
    tx.append(
      {
        type: 'ticket.taken',
        payload: {
          ticketId,
          commandId,
          no: ticketNo(business.prefix, serial),
          serial,
          businessId: business.id,
          businessDate: date,
          kind,
          stationId,
          identity,
          at: now(),
          offline: false,
          aheadAtIssue: board.tickets(tx, date).filter((t) => t.state === 'WAITING' && t.businessId === business.id).length,
        },
      },
      { kind: 'SYSTEM', id: stationId },
    );
    return mustFind(tx, ticketId);
  }

  /** Skips the band that is leased to offline kiosks: 1–500, then beyond the last lease. */
  function nextSerial(tx: WriteTx, business: QueueBusiness, date: BusinessDate): number {
    const counted = tx.nextCounter(`serial:${business.prefix}:${date}`);
    return counted < LEASE_FROM ? counted : leaseBlock(tx, business, date, 1).from;
  }

  function leaseBlock(tx: WriteTx, business: QueueBusiness, date: BusinessDate, size: number): Lease {
    const { from, to } = tx.nextCounterBlock(`lease:${business.prefix}:${date}`, size);
    const before = LEASE_FROM - 1;
    return { scope: `ticket:${business.prefix}:${date}`, from: before + from, to: before + to };
  }

  function taken(tx: WriteTx, ticket: Ticket): TakenTicket {
    const business = hall.businesses.find((b) => b.id === ticket.businessId);
    return { ticket, expectedMinutes: business ? expectedMinutesFor(tx, hall, business, ticket.aheadAtIssue) : 0, hlc: stamp() };
  }

  function leaseTickets(businessId: BusinessId, date: BusinessDate): Promise<Result<Lease, Refusal>> {
    const business = hall.businesses.find((b) => b.id === businessId);
    if (!business) return Promise.resolve(refuse('UNKNOWN_BUSINESS', '没有这项业务'));
    return decide((tx) => ok(leaseBlock(tx, business, date, LEASE_SIZE)));
  }

  /** What a person found out about a number without proven paper. */
  function resolveTicket(request: ResolveRequest, actor: Actor): Promise<Done> {
    const { commandId, ticketId, action, reason } = request;
    return decide((tx) =>
      once<Done>(tx, commandId, (kept) => Done.parse(kept), () => {
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
      }),
    );
  }

  function command(request: WindowCommand, stationId: StationId): Promise<Result<WindowCommandResult, Refusal>> {
    return decide((tx) =>
      once<Result<WindowCommandResult, Refusal>>(tx, request.commandId, (kept) => CommandOutcome.parse(kept), () => {
        const day = board.tickets(tx, businessDateAt(now()));
        const done = runWindowCommand(tx, request, { hall, now: now(), newCallId: () => newUlid() as CallId, stationId, day });
        return done.ok ? ok({ ...done.value, hlc: stamp() }) : done;
      }),
    );
  }

  /**
   * A kiosk that did not hear the answer went on alone with the same command: its slip is the one on paper, so a
   * number given here for that command, which nobody ever saw, is void.
   */
  function voidUnheard(commandIds: readonly CommandId[]): Promise<void> {
    return decide((tx) => {
      for (const commandId of commandIds) {
        const twins = tx.listTicketsByCommand(commandId);
        if (!twins.some((ticket) => ticket.offline)) continue;
        for (const ticket of twins) {
          if (ticket.offline || !mayDo(ticket.state, 'void')) continue;
          tx.append({ type: 'ticket.voided', payload: { ticketId: ticket.id, reason: '自助机未收到应答，已离线取号' } }, HUB);
        }
      }
    });
  }

  /**
   * What no message brings about: earlier days are closed (T13: what still waits there can no longer be called), and
   * numbers are voided whose twin arrived just before this hub went down.
   */
  async function tidy(): Promise<void> {
    await expireBefore(businessDateAt(now()));
    const reserved = store.listTickets({ date: businessDateAt(now()), states: ['RESERVED'] }).filter((ticket) => !ticket.offline);
    const asked = reserved.flatMap(({ id }) => commandsIn(store.listStream(`ticket:${id}`)));
    if (asked.length > 0) await voidUnheard(asked);
  }

  async function expireBefore(today: BusinessDate): Promise<void> {
    const dates = Array.from({ length: DAYS_BACK }, (_, i) => businessDateAt(Date.parse(`${today}T00:00:00+08:00`) - (i + 1) * DAY_MS));
    const open = (reads: Reads): Ticket[] => dates.flatMap((date) => reads.listTickets({ date, states: EXPIRING }));
    if (open(store).length === 0) return;
    await decide((tx) => {
      const old = open(tx);
      for (const { id } of old) tx.append({ type: 'ticket.expired', payload: { ticketId: id } }, HUB);
      for (const window of tx.listWindows()) {
        if (window.ticketId === null || !old.some((ticket) => ticket.id === window.ticketId)) continue;
        tx.append({ type: 'window.closed', payload: { windowId: window.id, windowNo: window.no } }, HUB);
      }
    });
  }

  return { takeTicket, leaseTickets, resolveTicket, command, voidUnheard, tidy, stamp };
}

export type QueueAuthority = ReturnType<typeof createQueueAuthority>;

/** The commands by which these records took a number; those of newer software, which wait for an upgrade, tell none. */
export function commandsIn(records: readonly EventRecord[]): CommandId[] {
  return records
    .filter((record) => record.type === 'ticket.taken')
    .flatMap((record) => {
      const taken = EVENT_PAYLOADS['ticket.taken'].safeParse(JSON.parse(record.payload));
      return taken.success ? [taken.data.commandId] : [];
    });
}

function mustFind(tx: WriteTx, ticketId: TicketId): Ticket {
  const ticket = tx.findTicket(ticketId);
  if (!ticket) throw new Error(`ticket ${ticketId} was appended but is not in the projection`);
  return ticket;
}
