const MINUTE_MS = 60_000;

/** Whole minutes from `from` to `now` (epoch ms); never negative, because clocks of two machines differ a little. */
export function minutesSince(from: number, now: number): number {
  return Math.max(0, Math.floor((now - from) / MINUTE_MS));
}

/** `2026年3月5日` of a business date `2026-03-05`. */
export function formatBusinessDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
