import type { RatingLevel } from '../../shared/types/case-file.ts';

/** From 非常满意 (1) to 非常不满意 (5), the national codes of GB/T 39046, as the row of faces reads. */
export const LEVELS = [1, 2, 3, 4, 5] as const satisfies readonly RatingLevel[];

type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** Key 1 is the first face of the row, above the letters or on a number pad whatever its NumLock; null for any other key. */
export function levelOfKey({ key, code, ctrlKey, altKey, metaKey }: PressedKey): RatingLevel | null {
  if (ctrlKey || altKey || metaKey) return null;
  return LEVELS.find((level) => code === `Numpad${level}` || key === String(level)) ?? null;
}
