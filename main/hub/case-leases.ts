import type { BusinessDate } from '../../shared/basics/ids.ts';
import { ok, type Result } from '../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../shared/contract/outcome.ts';
import type { Lease } from '../../shared/sync/wire.ts';
import type { Store, WriteTx } from '../store/types.ts';

/** What one window gets at a time; it divides the blocks the centre gives. */
const RUN = 10;

/** Hands the centre's case numbers of a date on to the stations, in short runs of neighbouring numbers. */
export function createCaseLeases(store: Store, askCentre: ((date: BusinessDate) => Promise<Result<Lease, Refusal>>) | null) {
  return async function lease(date: BusinessDate): Promise<Result<Lease, Refusal>> {
    const scope = `case:${date}`;
    const kept = store.write((tx) => takeRun(tx, scope));
    if (kept) return ok(kept);
    if (!askCentre) return refuse('NO_CENTRE', '大厅没有接入中央系统，暂用本地编号');
    const block = await askCentre(date);
    if (!block.ok) return block;
    const run = store.write((tx) => {
      tx.addLease(block.value);
      return takeRun(tx, scope);
    });
    return run ? ok(run) : refuse('NO_NUMBERS', '办件编号已经用完，暂用本地编号');
  };
}

/** A number that follows a gap between two blocks is left unused: case numbers are unique, not gap-free. */
function takeRun(tx: WriteTx, scope: string): Lease | null {
  const first = tx.takeLeased(scope);
  if (first === null) return null;
  let last = first;
  while (last - first + 1 < RUN && tx.takeLeased(scope) === last + 1) last += 1;
  return { scope, from: first, to: last };
}
