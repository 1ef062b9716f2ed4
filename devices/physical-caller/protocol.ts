/** What the host and a caller say to each other on the "FF 68" bus. Source: devices.md §5, one deployed system. */

import { FUNC, type BusFrame } from '../core/window-bus/frames.ts';
import type { CallerDigits } from './types.ts';

const BLANK = 0x0a;
const MOST_KEY_BYTES = 3;
const PLACES = 1_000;

/**
 * Whether a frame is a key of a caller. The function of such frames is not documented: any but the evaluator's will
 * do, and the acknowledgement is the same frame again.
 */
export function isKeyFrame({ func, data }: BusFrame): boolean {
  return func !== FUNC.press && data.length >= 1 && data.length <= MOST_KEY_BYTES;
}

/** The six bytes of the display: three places for those who wait (999 at most), three for the last digits of the number. */
export function displayData({ waiting, ticket }: CallerDigits): Uint8Array {
  return Uint8Array.of(...threePlaces(waiting === null ? null : Math.min(waiting, PLACES - 1)), ...threePlaces(ticket));
}

function threePlaces(value: number | null): number[] {
  if (value === null) return [BLANK, BLANK, BLANK];
  return Array.from(String(value % PLACES).padStart(3, '0'), Number);
}
