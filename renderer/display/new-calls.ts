import type { CallView } from '../../shared/contract/common.ts';

/** Calls of `now` that were not there before; none on the first state, which is history. */
export function newCalls(before: readonly CallView[] | null, now: readonly CallView[]): CallView[] {
  if (before === null) return [];
  const known = new Set(before.map((call) => call.callId));
  return now.filter((call) => !known.has(call.callId));
}
