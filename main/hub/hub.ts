import type { BusinessDate, NewUlid } from '../../shared/basics/ids.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import { liveValue, type LiveValue } from '../../shared/basics/live-value.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { SyncView } from '../../shared/contract/common.ts';
import type { HubReport } from '../../shared/contract/console.ts';
import type { HallSnapshot } from '../../shared/contract/hub.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import { businessDateAt } from '../../shared/rules/business-date.ts';
import type { EventRecord, Lease, SyncBatch, SyncHello, SyncReply, SyncWelcome } from '../../shared/sync/wire.ts';
import type { Hall } from '../../shared/types/hall.ts';
import type { Ticket } from '../../shared/types/ticket.ts';
import type { Store } from '../store/types.ts';
import { createCaseLeases } from './case-leases.ts';
import { createDayBoard } from './day-board.ts';
import { buildHubRouter, type HubRouter } from './hub-router.ts';
import { commandsIn, createQueueAuthority } from './queue-authority.ts';
import { hallSnapshot, todayReport } from './queue-reads.ts';
import { createStationRegistry } from './station-registry.ts';

/** The snapshot is renewed this often although nothing happened: waits grow by the minute. */
const REFRESH_MS = 15_000;

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
    onChange(listener: () => void): () => void;
    leaseCaseNumbers(date: BusinessDate): Promise<Result<Lease, Refusal>>;
  } | null;
  /** Hex key that lets stations recognise a certificate again. */
  readonly identityKey: string;
  /** Hears of work in the background that failed (a full disk); it is tried again at the next refresh. */
  readonly onTrouble: (error: unknown) => void;
}

export interface Hub {
  readonly router: HubRouter;
  close(): void;
}

const NO_CENTRE: { online: boolean; sync: SyncView } = { online: false, sync: { state: 'offline', backlog: 0, oldestSeconds: null, deadLetters: 0 } };

export function createHub(deps: HubDeps): Hub {
  const { store, hall, clock, centre } = deps;
  const now = (): number => clock.now();
  const board = createDayBoard();
  const today = (): readonly Ticket[] => board.tickets(store, businessDateAt(now()));
  const queue = createQueueAuthority({ store, hall, board, now, newUlid: deps.newUlid });
  const stations = createStationRegistry(hall, now, () => report.invalidate());
  const hallState: LiveValue<HallSnapshot> = liveValue(() => hallSnapshot(store, today(), hall, now(), queue.stamp()));
  const report: LiveValue<HubReport> = liveValue(() => reportNow(centre?.status() ?? NO_CENTRE));
  const stopping = new AbortController();
  const stopCommits = store.onCommit(committed);
  const stopCentre = centre?.onChange(() => report.invalidate());
  void refreshForEver();

  function reportNow({ online, sync }: { online: boolean; sync: SyncView }): HubReport {
    return {
      centreOnline: online,
      stations: stations.stations(),
      devices: stations.devices(),
      sync,
      alarms: stations.alarms(),
      undecidedJobs: stations.undecidedJobs(),
      ...todayReport(today(), now()),
    };
  }

  function committed(records: readonly EventRecord[]): void {
    board.changed(records);
    if (records.some(({ stream }) => stream.startsWith('ticket:') || stream.startsWith('window:'))) hallState.invalidate();
    report.invalidate();
    const received = commandsIn(records.filter((record) => record.nodeId !== store.nodeId));
    if (received.length > 0) queue.voidUnheard(received).catch(deps.onTrouble);
  }

  async function refreshForEver(): Promise<void> {
    while (!stopping.signal.aborted) {
      await queue.tidy().catch(deps.onTrouble);
      hallState.invalidate();
      report.invalidate();
      await clock.sleep(REFRESH_MS, stopping.signal);
    }
  }

  return {
    router: buildHubRouter(deps, { queue, stations, hallState, report, leaseCaseNumbers: createCaseLeases(store, centre?.leaseCaseNumbers ?? null) }),
    close() {
      stopping.abort();
      stopCommits();
      stopCentre?.();
    },
  };
}
