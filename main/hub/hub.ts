import { implement } from '@orpc/server';
import type { StationId } from '../../shared/basics/ids.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import type { NewUlid } from '../../shared/basics/ids.ts';
import { liveValue } from '../../shared/basics/live-value.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { HubReport } from '../../shared/contract/console.ts';
import { hubContract, type HallSnapshot } from '../../shared/contract/hub.ts';
import type { SyncView } from '../../shared/contract/common.ts';
import { DONE, refuse, type Refusal } from '../../shared/contract/outcome.ts';
import { businessDateAt } from '../../shared/rules/business-date.ts';
import type { Lease, SyncBatch, SyncHello, SyncReply, SyncWelcome } from '../../shared/sync/wire.ts';
import type { BusinessDate } from '../../shared/basics/ids.ts';
import type { Hall } from '../../shared/types/hall.ts';
import type { Store } from '../store/types.ts';
import { createQueueAuthority, type QueueAuthority } from './queue-authority.ts';
import { hallSnapshot, ticketView, todayReport } from './queue-reads.ts';
import { createStationRegistry, type StationRegistry } from './station-registry.ts';

/** The snapshot is renewed this often although nothing happened: waits grow by the minute. */
const REFRESH_MS = 15_000;
const YESTERDAYS = 7;
const DAY_MS = 86_400_000;

export interface HubDeps {
  readonly store: Store;
  readonly hall: Hall;
  readonly clock: Clock;
  readonly newUlid: NewUlid;
  /** Receiving half of the sync. */
  readonly inbound: { hello(hello: SyncHello): SyncWelcome; push(batch: SyncBatch, from: string): Promise<SyncReply> };
  /** Uplink to the centre; null when the hall has none. */
  readonly centre: {
    status(): { online: boolean; sync: SyncView };
    leaseCaseNumbers(date: BusinessDate): Promise<Result<Lease, Refusal>>;
  } | null;
  /** Hex key that lets stations recognise a certificate again. */
  readonly identityKey: string;
}

export interface HubContext {
  readonly stationId: StationId;
}

export interface Hub {
  readonly queue: QueueAuthority;
  readonly stations: StationRegistry;
  readonly router: ReturnType<typeof buildRouter>;
  snapshot(): HallSnapshot;
  /** The uplink's state changed. */
  centreChanged(): void;
  close(): void;
}

const NO_CENTRE: SyncView = { state: 'offline', backlog: 0, oldestSeconds: null, deadLetters: 0 };

export function createHub(deps: HubDeps): Hub {
  const { store, hall, clock } = deps;
  const now = (): number => clock.now();
  const queue = createQueueAuthority({ store, hall, now, newUlid: deps.newUlid });
  const stations = createStationRegistry(hall, now, () => report.invalidate());
  const hallState = liveValue<HallSnapshot>(() => hallSnapshot(store, hall, now()));
  const report = liveValue<HubReport>(() => ({
    centreOnline: deps.centre?.status().online ?? false,
    stations: stations.stations(),
    devices: stations.devices(),
    sync: deps.centre?.status().sync ?? NO_CENTRE,
    alarms: stations.alarms(),
    ...todayReport(store, now()),
  }));
  const stopping = new AbortController();
  const stopCommits = store.onCommit((records) => {
    if (records.some((record) => record.stream.startsWith('ticket:') || record.stream.startsWith('window:'))) hallState.invalidate();
    report.invalidate();
    for (const record of records) {
      if (record.nodeId !== store.nodeId && record.type === 'ticket.taken') queue.voidUnheard(record);
    }
  });
  queue.expireBefore(businessDateAt(now()), pastDates(now()));
  void refreshForEver();

  async function refreshForEver(): Promise<void> {
    let day = businessDateAt(now());
    while (!stopping.signal.aborted) {
      await clock.sleep(REFRESH_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      const today = businessDateAt(now());
      if (today !== day) queue.expireBefore(today, pastDates(now()));
      day = today;
      hallState.invalidate();
      report.invalidate();
    }
  }

  return {
    queue,
    stations,
    router: buildRouter(deps, { queue, stations, hallState, report }),
    snapshot: () => hallState.current(),
    centreChanged: () => report.invalidate(),
    close() {
      stopping.abort();
      stopCommits();
    },
  };
}

function pastDates(now: number): BusinessDate[] {
  return Array.from({ length: YESTERDAYS }, (_, i) => businessDateAt(now - (i + 1) * DAY_MS));
}

interface Parts {
  readonly queue: QueueAuthority;
  readonly stations: StationRegistry;
  readonly hallState: ReturnType<typeof liveValue<HallSnapshot>>;
  readonly report: ReturnType<typeof liveValue<HubReport>>;
}

function buildRouter(deps: HubDeps, { queue, stations, hallState, report }: Parts) {
  const { store, hall } = deps;
  const os = implement(hubContract).$context<HubContext>();
  async function leaseCaseNumbers(date: BusinessDate): Promise<Result<Lease, Refusal>> {
    const scope = `case:${date}`;
    const fromHub = store.write((tx) => takeRun(tx, scope));
    if (fromHub) return { ok: true, value: fromHub };
    if (!deps.centre) return refuse('NO_CENTRE', '大厅没有接入中央系统，暂用本地编号');
    const block = await deps.centre.leaseCaseNumbers(date);
    if (!block.ok) return block;
    const lease = store.write((tx) => {
      tx.addLease(block.value);
      return takeRun(tx, scope);
    });
    return lease ? { ok: true, value: lease } : refuse('NO_NUMBERS', '办件编号已经用完，暂用本地编号');
  }

  return os.router({
    hello: os.hello.handler(({ input, context }) => {
      queue.doubtUnreported(context.stationId);
      return { ...deps.inbound.hello(input), identityKey: deps.identityKey };
    }),
    push: os.push.handler(({ input, context }) => deps.inbound.push(input, context.stationId)),
    leaseTickets: os.leaseTickets.handler(({ input }) => queue.leaseTickets(input.businessId, input.date)),
    leaseCaseNumbers: os.leaseCaseNumbers.handler(({ input }) => leaseCaseNumbers(input.date)),
    watchHall: os.watchHall.handler(({ signal }) => hallState.watch(signal)),
    watchReport: os.watchReport.handler(({ signal }) => report.watch(signal)),
    watchOrders: os.watchOrders.handler(async function* ({ context, signal }) {
      stations.connected(context.stationId);
      try {
        yield* stations.watchOrders(context.stationId, signal);
      } finally {
        stations.disconnected(context.stationId);
      }
    }),
    takeTicket: os.takeTicket.handler(({ input, context }) => queue.takeTicket({ ...input, stationId: context.stationId })),
    resolveTicket: os.resolveTicket.handler(({ input, context }) =>
      queue.resolveTicket(input.ticketId, input.action, input.reason, { kind: 'MANAGER', id: context.stationId }),
    ),
    findTicket: os.findTicket.handler(({ input }) => store.findTicket(input.ticketId)),
    findTicketByNo: os.findTicketByNo.handler(({ input }) => {
      const ticket = store.findTicketByNo(businessDateAt(deps.clock.now()), input.no);
      return ticket && ticketView(ticket, hall);
    }),
    command: os.command.handler(({ input }) => queue.command(input)),
    reportDevices: os.reportDevices.handler(({ input, context }) => {
      stations.reportDevices(context.stationId, input.devices, input.sync);
      return DONE;
    }),
    raiseAlarm: os.raiseAlarm.handler(({ input }) => {
      stations.raise(input);
      return DONE;
    }),
    dismissAlarm: os.dismissAlarm.handler(({ input }) => {
      stations.dismiss(input.alarmId);
      return DONE;
    }),
    orderReprint: os.orderReprint.handler(({ input }) => {
      const ticket = store.findTicket(input.ticketId);
      if (!ticket) return refuse('UNKNOWN_TICKET', '没有这个号码');
      const stationId = input.stationId ?? ticket.stationId;
      const given = stations.order(stationId, { type: 'REPRINT', ticketId: ticket.id, commandId: input.commandId });
      return given ? DONE : refuse('STATION_AWAY', '这台自助机没有连上中枢，请换一台自助机补打');
    }),
  });
}

const CASE_RUN = 10;

/** Up to CASE_RUN neighbouring numbers of the hall's block, to be used by one station alone. */
function takeRun(tx: Parameters<Parameters<Store['write']>[0]>[0], scope: string): Lease | null {
  const first = tx.takeLeased(scope);
  if (first === null) return null;
  let last = first;
  for (let n = 1; n < CASE_RUN; n += 1) {
    const next = tx.takeLeased(scope);
    if (next === null) break;
    if (next !== last + 1) {
      tx.addLease({ scope, from: next, to: next });
      break;
    }
    last = next;
  }
  return { scope, from: first, to: last };
}
