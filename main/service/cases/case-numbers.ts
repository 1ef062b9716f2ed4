import type { BusinessDate, StationId } from '../../../shared/basics/ids.ts';
import { businessDateAt, nextDate } from '../../../shared/rules/business-date.ts';
import { caseNumber } from '../../../shared/rules/numbering.ts';
import type { Store } from '../../store/types.ts';
import type { HubClient } from '../hub/hub-link.ts';

/** Below this many a new block is asked for, so that a window can go on alone for a while. */
const LOW = 5;
/** Cases looked through for a missing number; a window takes in far fewer while the hall is cut off. */
const LOOK_BACK = 500;

/** Keeps leased case numbers for today and tomorrow at hand. */
export async function refillCaseNumbers(store: Store, client: HubClient, now: number): Promise<void> {
  const today = businessDateAt(now);
  for (const date of [today, nextDate(today)]) {
    if (store.leasedLeft(`case:${date}`) < LOW) await lease(store, client, date);
  }
}

async function lease(store: Store, client: HubClient, date: BusinessDate): Promise<void> {
  const block = await client.leaseCaseNumbers({ date });
  if (block.ok) store.write((tx) => tx.addLease(block.value));
}

/** Gives its 办件编号 to every case that was accepted while no leased number was at hand; each once. */
export async function numberLateCases(store: Store, client: HubClient, stationId: StationId): Promise<void> {
  for (const file of store.listCases({ limit: LOOK_BACK })) {
    if (file.caseNo !== null || file.acceptedAt === null) continue;
    const date = businessDateAt(file.acceptedAt);
    if (store.leasedLeft(`case:${date}`) === 0) await lease(store, client, date);
    const numbered = store.write((tx) => {
      if (tx.findCase(file.id)?.caseNo !== null) return true;
      const serial = tx.takeLeased(`case:${date}`);
      if (serial === null) return false;
      const caseNo = caseNumber(file.item.taskCode, date, serial);
      tx.append({ type: 'case.numbered', payload: { caseId: file.id, caseNo } }, { kind: 'SYSTEM', id: stationId });
      return true;
    });
    if (!numbered) return;
  }
}
