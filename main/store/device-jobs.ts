import type { DeviceJob } from '../../shared/types/device-job.ts';
import type { SqliteDatabase } from './connection.ts';
import type { WriteTx } from './types.ts';

export type DeviceJobs = Pick<WriteTx, 'saveDeviceJob' | 'forgetDeviceJobs' | 'findDeviceJob' | 'listOpenDeviceJobs'>;

const COLUMNS = `id, kind, device_id AS deviceId, reference, title, state, queued_at AS queuedAt, started_at AS startedAt,
  ended_at AS endedAt, sentence, settled_by AS settledBy`;

/** What devices of this station were told to do. */
export function createDeviceJobs(db: SqliteDatabase): DeviceJobs {
  const upsert = db.prepare<[DeviceJob]>(
    `INSERT INTO device_job (id, kind, device_id, reference, title, state, queued_at, started_at, ended_at, sentence, settled_by)
       VALUES (:id, :kind, :deviceId, :reference, :title, :state, :queuedAt, :startedAt, :endedAt, :sentence, :settledBy)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
         ended_at = excluded.ended_at, sentence = excluded.sentence, settled_by = excluded.settled_by`,
  );
  const forget = db.prepare<[number]>("DELETE FROM device_job WHERE state IN ('done', 'failed') AND ended_at < ?");
  const byId = db.prepare<[string], DeviceJob>(`SELECT ${COLUMNS} FROM device_job WHERE id = ?`);
  const open = db.prepare<[{ kind: string | null; reference: string | null }], DeviceJob>(
    `SELECT ${COLUMNS} FROM device_job
       WHERE state IN ('queued', 'started', 'unknown') AND (:kind IS NULL OR (kind = :kind AND reference = :reference))
       ORDER BY id`,
  );
  return {
    saveDeviceJob: (job) => void upsert.run(job),
    forgetDeviceJobs: (endedBefore) => void forget.run(endedBefore),
    findDeviceJob: (id) => byId.get(id) ?? null,
    listOpenDeviceJobs: (about) => open.all({ kind: about?.kind ?? null, reference: about?.reference ?? null }),
  };
}
