import { businessDateAt, nextDate } from '../../../shared/rules/business-date.ts';
import type { Store } from '../../store/types.ts';
import type { HubClient } from '../hub/hub-link.ts';

/** Below this many a new block is asked for, so that a window can go on alone for a while. */
const LOW = 5;

/** Keeps leased case numbers for today and tomorrow at hand. */
export async function refillCaseNumbers(store: Store, client: HubClient, now: number): Promise<void> {
  const today = businessDateAt(now);
  for (const date of [today, nextDate(today)]) {
    if (store.leasedLeft(`case:${date}`) >= LOW) continue;
    const lease = await client.leaseCaseNumbers({ date });
    if (lease.ok) store.write((tx) => tx.addLease(lease.value));
  }
}
