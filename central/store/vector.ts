import { NodeId } from '../../shared/basics/ids.ts';
import type { VectorEntry } from '../../shared/sync/wire.ts';
import type { CentralDb } from './database.ts';

/** What the centre holds of the nodes of one site. */
export async function loadVector(db: CentralDb, siteId: string): Promise<VectorEntry[]> {
  const rows = await db.selectFrom('log_chain').selectAll().where('site_id', '=', siteId).execute();
  return rows.map((row) => ({ nodeId: NodeId.parse(row.node_id), epoch: row.epoch, seq: row.seq }));
}
