import type { Clock } from './clock.ts';

const WINDOW_MS = 60_000;
const WRONG_KEYS_ALLOWED = 10;
const ADDRESSES_KEPT = 10_000;

/** Counts wrong keys per address: after ten within a minute that address is not listened to for a minute. */
export interface KeyGuard {
  isBlocked(address: string): boolean;
  noteWrong(address: string): void;
}

export function createKeyGuard(clock: Clock): KeyGuard {
  const wrong = new Map<string, { count: number; until: number }>();
  function current(address: string): { count: number; until: number } | undefined {
    const entry = wrong.get(address);
    return entry !== undefined && entry.until > clock.now() ? entry : undefined;
  }
  return {
    isBlocked: (address) => (current(address)?.count ?? 0) >= WRONG_KEYS_ALLOWED,
    noteWrong(address) {
      const count = (current(address)?.count ?? 0) + 1;
      wrong.delete(address);
      wrong.set(address, { count, until: clock.now() + WINDOW_MS });
      const oldest = wrong.keys().next().value;
      if (wrong.size > ADDRESSES_KEPT && oldest !== undefined) wrong.delete(oldest);
    },
  };
}
