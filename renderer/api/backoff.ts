const FIRST_MS = 250;
const LONGEST_MS = 5000;

/**
 * How long to wait before attempt `failures` + 1, in milliseconds: doubling from a quarter second to 5 s, spread by
 * half so that the screens of a hall do not all come back in the same instant. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(full / 2 + (full / 2) * random);
}
