import type { BusinessDate } from '../basics/ids.ts';

/** China has one time zone and no summer time. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar date in China at an instant (epoch ms). */
export function businessDateAt(instant: number): BusinessDate {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10) as BusinessDate;
}

export function nextDate(date: BusinessDate): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10) as BusinessDate;
}

/** `HH:MM` in China at an instant. */
export function timeOfDayAt(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(11, 16);
}

/** Whether an instant lies in one of the opening hours (`from` included, `to` not); no hours means always open. */
export function isOpenAt(hours: readonly { readonly from: string; readonly to: string }[], instant: number): boolean {
  if (hours.length === 0) return true;
  const time = timeOfDayAt(instant);
  return hours.some((h) => h.from <= time && time < h.to);
}
