import type { StationId } from '../../shared/basics/ids.ts';
import type { SyncView } from '../../shared/contract/common.ts';
import type { AlarmView, StationView } from '../../shared/contract/console.ts';
import type { StationOrder } from '../../shared/contract/hub.ts';
import type { DeviceSnapshot } from '../../shared/types/device.ts';
import type { Hall } from '../../shared/types/hall.ts';

interface Entry {
  connections: number;
  lastSeenAt: number | null;
  devices: readonly DeviceSnapshot[];
  sync: SyncView | null;
  orders: StationOrder[];
  wake: (() => void) | null;
}

/** What the hub knows of its stations while it runs: nothing here needs to outlive a restart. */
export function createStationRegistry(hall: Hall, now: () => number, changed: () => void) {
  const entries = new Map<StationId, Entry>(
    hall.stations.map((station) => [
      station.id,
      { connections: 0, lastSeenAt: null, devices: [], sync: null, orders: [], wake: null },
    ]),
  );
  const alarms = new Map<string, AlarmView>();

  function entryOf(id: StationId): Entry {
    const entry = entries.get(id);
    if (!entry) throw new Error(`station ${id} is not in hall.json`);
    return entry;
  }

  return {
    connected(id: StationId): void {
      const entry = entryOf(id);
      entry.connections += 1;
      entry.lastSeenAt = now();
      changed();
    },

    disconnected(id: StationId): void {
      const entry = entryOf(id);
      entry.connections -= 1;
      entry.lastSeenAt = now();
      changed();
    },

    reportDevices(id: StationId, devices: readonly DeviceSnapshot[], sync: SyncView): void {
      const entry = entryOf(id);
      entry.lastSeenAt = now();
      entry.devices = devices;
      entry.sync = sync;
      changed();
    },

    /** Gives a station something to do. False when it is not connected: nobody would carry it out. */
    order(id: StationId, order: StationOrder): boolean {
      const entry = entryOf(id);
      if (entry.connections === 0) return false;
      entry.orders.push(order);
      entry.wake?.();
      return true;
    },

    async *watchOrders(id: StationId, signal: AbortSignal | undefined): AsyncGenerator<StationOrder, void, void> {
      const entry = entryOf(id);
      while (!signal?.aborted) {
        const order = entry.orders.shift();
        if (order) {
          yield order;
          continue;
        }
        await new Promise<void>((resolve) => {
          entry.wake = resolve;
          signal?.addEventListener('abort', () => resolve(), { once: true });
        });
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
