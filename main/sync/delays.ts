/** Every wait of the sync, in milliseconds. */
export const SYNC_DELAYS = {
  /** An answer that takes longer counts as lost. */
  answer: 10_000,
  /** After the first failure; doubles with each further one. */
  firstRetry: 500,
  longestRetry: 30_000,
  /** An idle link asks the peer anew what it holds: it may have been restored from a copy. */
  recheck: 30_000,
} as const;

/** Wait before the next attempt after `failures` failed ones in a row. */
export function retryDelay(failures: number): number {
  return Math.min(SYNC_DELAYS.longestRetry, SYNC_DELAYS.firstRetry * 2 ** Math.min(failures - 1, 10));
}
