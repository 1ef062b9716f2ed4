import { z } from 'zod';
import { NodeId, type StationId } from '../../shared/basics/ids.ts';
import type { SyncBatch, SyncHello } from '../../shared/sync/wire.ts';

/**
 * A station sends the log of its own database and nobody else's. Which database that is it says in its greeting, on
 * the connection its key opened.
 */
export function createOwnRecords() {
  const nodes = new Map<StationId, NodeId>();
  return {
    greeted(stationId: StationId, hello: SyncHello): void {
      nodes.set(stationId, hello.nodeId);
    },

    /** Whether every record that names its origin names the database this station greeted with. */
    areOwn(stationId: StationId, batch: SyncBatch): boolean {
      const node = nodes.get(stationId);
      return batch.records.map(originOf).every((origin) => origin === null || origin === node);
    },
  };
}

const ClaimedOrigin = z.object({ nodeId: NodeId });

/** The origin a record claims; null for something that is no record and will be refused as such, one by one. */
function originOf(record: unknown): NodeId | null {
  const claimed = ClaimedOrigin.safeParse(record);
  return claimed.success ? claimed.data.nodeId : null;
}
