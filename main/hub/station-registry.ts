import type { StationId } from '../../shared/basics/ids.ts';
import type { SyncView } from '../../shared/contract/common.ts';
import type { AlarmView, StationJob, StationView } from '../../shared/contract/console.ts';
import type { StationOrder } from '../../shared/contract/hub.ts';
import type { DeviceJob } from '../../shared/types/device-job.ts';
import type { DeviceSnapshot } from '../../shared/types/device.ts';
import type { Hall } from '../../shared/types/hall.ts';

interface Entry {
  connections: number;
  lastSeenAt: number | null;
  devices: readonly DeviceSnapshot[];
  undecided: readonly DeviceJob[];
  sync: SyncView | null;
  readonly orders: StationOrder[];
  /** Listeners with nothing to do. */
  readonly wakes: Set<() => void>;
}

/** What the hub knows of its stations while it runs: nothing here needs to outlive a restart. */
export function createStationRegistry(hall: Hall, now: () => number, changed: () => void) {
  const entries = new Map<StationId, Entry>(
    hall.stations.map((station) => [
      station.id,
      { connections: 0, lastSeenAt: null, devices: [], undecided: [], sync: null, orders: [], wakes: new Set<() => void>() },
    ]),
  );
  const alarms = new Map<string, AlarmView>();

  function entryOf(id: StationId): Entry {
    const entry = entries.get(id);
    if (!entry) throw new Error(`station ${id} is not in hall.json`);
    return entry;
  }

  function connect(entry: Entry, change: 1 | -1): void {
    entry.connections += change;
    entry.lastSeenAt = now();
    // Who gave an order that was not fetched sees the station away and orders anew, perhaps elsewhere.
    if (entry.connections === 0) entry.orders.length = 0;
    changed();
  }

  function nextOrder(entry: Entry, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      function wake(): void {
        entry.wakes.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      }
      entry.wakes.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  return {
    reportDevices(id: StationId, { devices, undecided, sync }: Pick<Entry, 'devices' | 'undecided'> & { readonly sync: SyncView }): void {
      const entry = entryOf(id);
      entry.lastSeenAt = now();
      entry.devices = devices;
      entry.undecided = undecided;
      entry.sync = sync;
      changed();
    },

    /** Gives a station something to do. False when it is not connected: nobody would carry it out. */
    order(id: StationId, order: StationOrder): boolean {
      const entry = entryOf(id);
      if (entry.connections === 0) return false;
      entry.orders.push(order);
      for (const wake of [...entry.wakes]) wake();
      return true;
    },

    /** The station counts as connected while it listens here. An order goes to one listener. */
    async *watchOrders(id: StationId, signal: AbortSignal | undefined): AsyncGenerator<StationOrder, void, void> {
      const entry = entryOf(id);
      connect(entry, 1);
      try {
        while (!signal?.aborted) {
          const order = entry.orders.shift();
          if (order) yield order;
          else await nextOrder(entry, signal);
        }
      } finally {
        connect(entry, -1);
      }
    },

    raise(alarm: Omit<AlarmView, 'at'>): void {
      alarms.set(alarm.id, { ...alarm, at: alarms.get(alarm.id)?.at ?? now() });
      changed();
    },

    dismiss(id: string): void {
      alarms.delete(id);
      changed();
    },

    alarms(): AlarmView[] {
      return [...alarms.values()].sort((a, b) => a.at - b.at);
    },

    devices(): DeviceSnapshot[] {
      return [...entries.values()].flatMap((entry) => (entry.connections > 0 ? entry.devices : entry.devices.map(unreachable)));
    },

    /** Also of stations that are away: the paper still lies there. */
    undecidedJobs(): StationJob[] {
      return [...entries].flatMap(([stationId, entry]) => entry.undecided.map((job) => ({ stationId, job })));
    },

    stations(): StationView[] {
      return hall.stations.map((station) => {
        const entry = entryOf(station.id);
        return {
          id: station.id,
          name: station.name,
          role: station.role,
          connected: station.role === 'hub' || entry.connections > 0,
          lastSeenAt: entry.lastSeenAt,
          sync: entry.sync,
        };
      });
    },
  };
}

export type StationRegistry = ReturnType<typeof createStationRegistry>;

/** A device whose station is away: what it said last is no longer known to be true. */
function unreachable(device: DeviceSnapshot): DeviceSnapshot {
  return { ...device, health: 'unknown', state: 'station-away', advice: '所在的工作站没有连上大厅中枢，请检查该工作站的电源和网线' };
}
