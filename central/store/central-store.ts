import type { Logger } from 'pino';
import type { Clock } from '../../shared/basics/clock.ts';
import { ulidFactory, type BusinessDate, type CaseId } from '../../shared/basics/ids.ts';
import { ok, type Result } from '../../shared/basics/result.ts';
import type { CentralCaseDetail, CentralCaseRow } from '../../shared/contract/central.ts';
import type { Lease, RecordVerdict, VectorEntry } from '../../shared/sync/wire.ts';
import type { CentralError } from '../error.ts';
import { getCase, listCases, type CaseListRequest } from './cases.ts';
import { isDurable, openDatabase, type CentralDb } from './database.ts';
import { ingest } from './ingest.ts';
import { leaseCaseNumbers } from './leases.ts';
import { migrate } from './migrate.ts';
import { replayParked } from './replay-parked.ts';
import { createTurnstile } from './turnstile.ts';
import { loadVector } from './vector.ts';

/** Everything the centre keeps. */
export interface CentralStore {
  /** The name of this database as a node of the synchronisation. */
  readonly nodeId: string;
  /** Whether the database answers and flushes before it acknowledges. */
  isDurable(): Promise<boolean>;
  /** One verdict a record, after the flushed commit. */
  ingest(siteId: string, records: readonly unknown[]): Promise<RecordVerdict[]>;
  loadVector(siteId: string): Promise<VectorEntry[]>;
  leaseCaseNumbers(siteId: string, date: BusinessDate, count: number): Promise<Lease>;
  listCases(request: CaseListRequest): Promise<{ rows: CentralCaseRow[]; total: number }>;
  getCase(id: CaseId): Promise<CentralCaseDetail | null>;
  close(): Promise<void>;
}

/** Opens the database at a URL, brings its schema up to date and folds what an older version had to park. */
export async function openCentralStore(url: string, clock: Clock, log: Logger): Promise<Result<CentralStore, CentralError>> {
  const opened = await openDatabase(url, log);
  if (!opened.ok) return opened;
  const { db, close } = opened.value;
  const migrated = await migrate(db);
  if (!migrated.ok) {
    await close();
    return migrated;
  }
  const replayed = await replayParked(db);
  if (replayed > 0) log.info({ replayed }, 'folded events that an older version had parked');
  const nodeId = await loadNodeId(db, clock);
  // Batches queue up here and not for the lock in the database: one waiting connection is enough.
  const oneAtATime = createTurnstile();
  return ok({
    nodeId,
    isDurable: () => isDurable(db),
    ingest: (siteId, records) => ingest(db, clock, oneAtATime, siteId, records),
    loadVector: (siteId) => loadVector(db, siteId),
    leaseCaseNumbers: (siteId, date, count) => leaseCaseNumbers(db, { siteId, date, count, at: clock.now() }),
    listCases: (request) => listCases(db, request),
    getCase: (id) => getCase(db, id),
    close,
  });
}

async function loadNodeId(db: CentralDb, clock: Clock): Promise<string> {
  await db.updateTable('log_head').set({ node_id: ulidFactory(clock.now)() }).where('node_id', 'is', null).execute();
  const { node_id: nodeId } = await db.selectFrom('log_head').select('node_id').executeTakeFirstOrThrow();
  if (nodeId === null) throw new Error('log_head has no node_id after it was set');
  return nodeId;
}
