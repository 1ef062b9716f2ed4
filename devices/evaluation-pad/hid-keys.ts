/** Reports of a USB number pad, the boot keyboard of the USB HID class (1.11, appendix B), as digits. Pure. */

/** Modifiers, a reserved byte and six keys that are down. */
const REPORT_LENGTH = 8;
const KEYS_AT = 2;
/** 1 to 3 in the places of keys: too many are down, or the report is damaged. */
const LAST_ERROR = 3;

/** Usage of the key 1 above the letters and of the 1 of the number pad; 2 to 9 and then 0 follow each. */
const ROWS = [0x1e, 0x59] as const;
const DIGITS = 10;

function digitOf(usage: number): number | null {
  const row = ROWS.find((first) => usage >= first && usage < first + DIGITS);
  return row === undefined ? null : (usage - row + 1) % DIGITS;
}

/**
 * The digits that are down, each key for itself; null for a report that says nothing of them. A device with several
 * reports puts the number before them.
 */
function digitsDown(report: Uint8Array): ReadonlyMap<number, number> | null {
  const bytes = report.length === REPORT_LENGTH + 1 ? report.subarray(1) : report;
  if (bytes.length !== REPORT_LENGTH) return null;
  const usages = [...bytes.subarray(KEYS_AT)];
  if (usages.some((usage) => usage >= 1 && usage <= LAST_ERROR)) return null;
  return new Map(usages.flatMap((usage): [number, number][] => {
    const digit = digitOf(usage);
    return digit === null ? [] : [[usage, digit]];
  }));
}

/**
 * Reads one report after the other; the digit that was just pressed, or null. Only a single key out of rest counts:
 * two at once, or one while another is held, could be anybody's elbow. A key that is held, or reported again, is one press.
 */
export function createDigitReader(): (report: Uint8Array) => number | null {
  let areDown = false;
  return (report) => {
    const down = digitsDown(report);
    if (down === null) return null;
    const [digit, ...more] = down.values();
    const isPress = !areDown && digit !== undefined && more.length === 0;
    areDown = down.size > 0;
    return isPress ? digit : null;
  };
}
