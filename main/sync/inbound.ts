import { SYNC_PROTOCOL } from '../../shared/sync/wire.ts';
import type { SyncBatch, SyncHello, SyncReply, SyncWelcome } from '../../shared/sync/wire.ts';
import type { Clock } from '../../shared/basics/clock.ts';
import type { Store } from '../store/types.ts';

/** The receiving half of a hop; a carrier calls it after it knows who is speaking. */
export interface Inbound {
  hello(hello: SyncHello): SyncWelcome;
  /** `from`: name of the sender, kept with what is refused. Rejects with StoreUnavailable; then nothing is acknowledged. */
  push(batch: SyncBatch, from: string): Promise<SyncReply>;
}

export function createInbound({ store, clock }: { readonly store: Store; readonly clock: Clock }): Inbound {
  return {
    hello: () => ({
      protocol: SYNC_PROTOCOL,
      nodeId: store.nodeId,
      vector: store.sync.vector(),
      serverTime: clock.now(),
    }),
    push: async (batch, from) => ({ verdicts: await store.sync.applyInbound(batch.records, from) }),
  };
}
