import type { Clock } from '../../shared/basics/clock.ts';

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 1000;

/** Counts wrong keys: after ten within a minute an address has to wait. */
export class AttemptLimit {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #failures = new Map<string, { count: number; since: number }>();

  constructor(clock: Clock, max = 10) {
    this.#clock = clock;
    this.#max = max;
  }

  isBlocked(address: string): boolean {
    const entry = this.#failures.get(address);
    return entry !== undefined && this.#clock.now() - entry.since < WINDOW_MS && entry.count >= this.#max;
  }

  recordFailure(address: string): void {
    const now = this.#clock.now();
    const entry = this.#failures.get(address);
    if (entry && now - entry.since < WINDOW_MS) {
      entry.count += 1;
      return;
    }
    if (this.#failures.size >= MAX_ADDRESSES) this.#failures.clear();
    this.#failures.set(address, { count: 1, since: now });
  }
}
