import { implement, ORPCError } from '@orpc/server';
import type { BusinessDate, CommandId, StationId, TicketId } from '../../shared/basics/ids.ts';
import type { LiveValue } from '../../shared/basics/live-value.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { HubReport } from '../../shared/contract/console.ts';
import { hubContract, type HallSnapshot } from '../../shared/contract/hub.ts';
import { DONE, refuse, type Done, type Refusal } from '../../shared/contract/outcome.ts';
import { businessDateAt } from '../../shared/rules/business-date.ts';
import { ticketView } from '../../shared/rules/hall-views.ts';
import { mayDo } from '../../shared/rules/ticket-actions.ts';
import type { Lease } from '../../shared/sync/wire.ts';
import type { StationRole } from '../../shared/types/hall.ts';
import { storeRefusals } from '../store/store-refusals.ts';
import type { HubDeps } from './hub.ts';
import type { QueueAuthority } from './queue-authority.ts';
import { createOwnRecords } from './own-records.ts';
import type { StationRegistry } from './station-registry.ts';

/** Who calls; the carrier has checked the station's key. */
export interface HubContext {
  readonly stationId: StationId;
}

export interface HubParts {
  readonly queue: QueueAuthority;
  readonly stations: StationRegistry;
  readonly hallState: LiveValue<HallSnapshot>;
  readonly report: LiveValue<HubReport>;
  leaseCaseNumbers(date: BusinessDate): Promise<Result<Lease, Refusal>>;
}

export type HubRouter = ReturnType<typeof buildHubRouter>;

/** What stations may ask of the hub. */
export function buildHubRouter(deps: HubDeps, { queue, stations, hallState, report, leaseCaseNumbers }: HubParts) {
  const { store, hall, clock } = deps;
  const ownRecords = createOwnRecords();
  const os = implement(hubContract).$context<HubContext>().use(storeRefusals);

  /** A station does only what its role is for: a stolen kiosk key calls nobody and settles nothing. */
  function mustBe(role: StationRole, { stationId }: HubContext): void {
    if (hall.stations.find((station) => station.id === stationId)?.role !== role) {
      throw new ORPCError('FORBIDDEN', { message: `${stationId} is no ${role}` });
    }
  }

  function orderReprint(ticketId: TicketId, at: StationId | null, commandId: CommandId): Done {
    const ticket = store.findTicket(ticketId);
    if (!ticket) return refuse('UNKNOWN_TICKET', '没有这个号码');
    if (!mayDo(ticket.state, 'print')) return refuse('NOT_PRINTABLE', `号码 ${ticket.no} 已经不在排队，不能补打`);
    const given = stations.order(at ?? ticket.stationId, { type: 'REPRINT', ticketId, commandId });
    return given ? DONE : refuse('STATION_AWAY', '这台自助机没有连上中枢，请换一台自助机补打');
  }

  return os.router({
    hello: os.hello.handler(({ input, context }) => {
      ownRecords.greeted(context.stationId, input);
      return { ...deps.inbound.hello(input), identityKey: deps.identityKey };
    }),
    push: os.push.handler(({ input, context }) => {
      if (!ownRecords.areOwn(context.stationId, input)) {
        throw new ORPCError('FORBIDDEN', { message: `${context.stationId} sends records of another database` });
      }
      return deps.inbound.push(input, context.stationId);
    }),
    leaseTickets: os.leaseTickets.handler(({ input, context }) => {
      mustBe('kiosk', context);
      return queue.leaseTickets(input.businessId, input.date);
    }),
    leaseCaseNumbers: os.leaseCaseNumbers.handler(({ input, context }) => {
      mustBe('counter', context);
      return leaseCaseNumbers(input.date);
    }),
    watchHall: os.watchHall.handler(({ signal }) => hallState.watch(signal)),
    watchReport: os.watchReport.handler(({ signal }) => report.watch(signal)),
    watchOrders: os.watchOrders.handler(({ context, signal }) => stations.watchOrders(context.stationId, signal)),
    takeTicket: os.takeTicket.handler(({ input, context }) => {
      mustBe('kiosk', context);
      return queue.takeTicket({ ...input, stationId: context.stationId });
    }),
    resolveTicket: os.resolveTicket.handler(({ input, context }) => {
      mustBe('console', context);
      return queue.resolveTicket(input, { kind: 'MANAGER', id: context.stationId });
    }),
    findTicket: os.findTicket.handler(({ input }) => store.findTicket(input.ticketId)),
    findTicketByNo: os.findTicketByNo.handler(({ input }) => {
      const ticket = store.findTicketByNo(businessDateAt(clock.now()), input.no);
      return ticket && ticketView(ticket, hall);
    }),
    command: os.command.handler(({ input, context }) => queue.command(input, context.stationId)),
    reportDevices: os.reportDevices.handler(({ input, context }) => {
      stations.reportDevices(context.stationId, input);
      return DONE;
    }),
    settleJob: os.settleJob.handler(({ input: { stationId, ...order }, context }) => {
      mustBe('console', context);
      if (!hall.staff.some((account) => account.workNo === order.workNo)) return refuse('UNKNOWN_STAFF', `没有工号 ${order.workNo}，请核对后重新输入`);
      const given = stations.order(stationId, { type: 'SETTLE_JOB', ...order });
      return given ? DONE : refuse('STATION_AWAY', '这台工作站没有连上中枢，请等它恢复后再登记');
    }),
    raiseAlarm: os.raiseAlarm.handler(({ input }) => {
      stations.raise(input);
      return DONE;
    }),
    dismissAlarm: os.dismissAlarm.handler(({ input, context }) => {
      mustBe('console', context);
      stations.dismiss(input.alarmId);
      return DONE;
    }),
    orderSelfTest: os.orderSelfTest.handler(({ input, context }) => {
      mustBe('console', context);
      const at = hall.stations.find(({ id }) => input.deviceId.startsWith(`${id}/`));
      if (at === undefined) return refuse('NO_SUCH_DEVICE', '没有这台设备');
      const given = stations.order(at.id, { type: 'SELF_TEST', ...input });
      return given ? DONE : refuse('STATION_AWAY', '这台工作站没有连上中枢，请等它恢复后再自检');
    }),
    orderReprint: os.orderReprint.handler(({ input, context }) => {
      mustBe('console', context);
      return orderReprint(input.ticketId, input.stationId, input.commandId);
    }),
  });
}
