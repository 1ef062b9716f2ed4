/** What the host and an evaluator say to each other on the "FF 68" bus. Source: devices.md §4.1, one deployed system. */

import { FUNC, type BusFrame } from '../core/window-bus/frames.ts';

/** The value of the key; null for every frame that is not one key of an evaluator. */
export function readPress(frame: BusFrame): number | null {
  const [value] = frame.data;
  return frame.func === FUNC.press && frame.data.length === 1 && value !== undefined ? value : null;
}
