import type { SyncView } from '../../shared/contract/common.ts';
import type { Uplink } from '../sync/uplink.ts';

export function syncView(uplink: Uplink): SyncView {
  const { state, backlog, oldestUnsyncedMs, deadLetters } = uplink.status();
  return { state, backlog, oldestSeconds: oldestUnsyncedMs === null ? null : Math.max(0, oldestUnsyncedMs / 1000), deadLetters };
}
