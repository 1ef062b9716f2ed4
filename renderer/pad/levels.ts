import type { RatingLevel } from '../../shared/types/case-file.ts';

/** From the worst to the best, as the row of faces reads. */
export const LEVELS = [1, 2, 3, 4, 5] as const satisfies readonly RatingLevel[];

/** The level of a key of a keyboard, null for any other key. */
export function levelOfKey(key: string): RatingLevel | null {
  return LEVELS.find((level) => String(level) === key) ?? null;
}
