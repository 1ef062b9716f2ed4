/** Longest pause between two keys of a scanner, in milliseconds. Twelve keys a second, which is fast typing, are 83 apart. */
export const GAP_MS = 50;
/** Fewer keys than this before Enter are typing: fingers can roll over two or three keys as fast as a scanner. */
export const SHORTEST = 4;
/** More than the longest QR code holds. */
export const LONGEST = 4_296;

/** A key going down. `at` is the event's own time, not when the page got round to it. */
export interface KeyStroke {
  /** As `KeyboardEvent.key`. */
  readonly key: string;
  readonly at: number;
  /** Neither Ctrl, Alt or Meta, nor held down until it repeats, nor part of an input method's composition. */
  readonly plain: boolean;
}

/** What to do with the key that was just pressed. */
export interface Verdict {
  /** Characters kept back before that turned out to be typing: they go to the page first, in this order. */
  readonly release: readonly string[];
  /** The key is kept from the page. */
  readonly keep: boolean;
  /** A whole code: a scanner's Enter just came. */
  readonly code: string | null;
}

/** Tells a scanner in keyboard mode from a person. Holds no key longer than `GAP_MS` without having decided. */
export interface WedgeRecogniser {
  press(stroke: KeyStroke): Verdict;
  /** Time went by without a key, or something else happened than a key: what was kept back was typing. */
  release(): readonly string[];
  /** Whether characters are kept back. */
  readonly holding: boolean;
}

/** Modifiers go down between the letters of a burst and say nothing. */
const NEUTRAL: readonly string[] = ['Shift', 'CapsLock'];
const CHARACTER = /^[\u0020-\u007e]$/;

const PASS: Verdict = { release: [], keep: false, code: null };

export function createWedgeRecogniser(): WedgeRecogniser {
  let held: string[] = [];
  let lastAt = 0;

  function release(): readonly string[] {
    const released = held;
    held = [];
    return released;
  }

  function press({ key, at, plain }: KeyStroke): Verdict {
    if (NEUTRAL.includes(key)) return PASS;
    const late = at - lastAt > GAP_MS ? release() : [];
    lastAt = at;
    // A code does not begin with a space, and a space alone presses a button.
    const isCharacter = plain && CHARACTER.test(key) && !(key === ' ' && held.length === 0);
    if (isCharacter && held.length < LONGEST) {
      held.push(key);
      return { release: late, keep: true, code: null };
    }
    if (plain && key === 'Enter' && held.length >= SHORTEST) return { release: late, keep: true, code: release().join('') };
    return { release: [...late, ...release()], keep: false, code: null };
  }

  return {
    press,
    release,
    get holding() {
      return held.length > 0;
    },
  };
}
