import { parseIdNumber } from '../../shared/rules/id-number.ts';

export const ID_LENGTH = 18;
const DIGITS = new Set('0123456789');
const LAST_KEYS = new Set('0123456789X');
const NO_KEYS: ReadonlySet<string> = new Set();

/** Region, birth date, rest: how people read the number to each other. */
const GROUPS = [[0, 6], [6, 14], [14, 18]] as const;

/** Keys that may follow what was typed: X only in the last place. */
export function allowedKeys(typed: string): ReadonlySet<string> {
  if (typed.length >= ID_LENGTH) return NO_KEYS;
  return typed.length === ID_LENGTH - 1 ? LAST_KEYS : DIGITS;
}

/** What is wrong with the number as far as it is typed; null when it may become right. */
export function typingProblem(typed: string): string | null {
  if (typed.length < ID_LENGTH) return null;
  const parsed = parseIdNumber(typed);
  return parsed.ok ? null : parsed.error.sentence;
}

/**
 * The number in its three groups for a screen that others may see: finished groups as dots, unless the person asks
 * to see them; places not typed yet as null.
 */
export function shownGroups(typed: string, reveal: boolean): (string | null)[][] {
  return GROUPS.map(([from, to]) => {
    const finished = typed.length > to;
    return Array.from({ length: to - from }, (_, place) => {
      const character = typed[from + place];
      if (character === undefined) return null;
      return finished && !reveal ? '●' : character;
    });
  });
}
