import { z } from 'zod';
import { BusinessDate } from '../basics/ids.ts';
import { nextDate } from './business-date.ts';

/**
 * The State Council's yearly holiday notices (节假日安排的通知) as data. Made by scripts/make-calendar.mjs and shipped as a
 * file, so that a year that is not there is known to be missing and never guessed.
 */
export const CalendarData = z.strictObject({
  /** Names the data in the records of cases, for example `cn-2020-2026`. */
  version: z.string().min(1),
  /** Years whose notice is included. */
  years: z.array(z.number().int()).min(1),
  /** Mondays to Fridays off. */
  offDays: z.array(BusinessDate),
  /** 调休: Saturdays and Sundays worked. */
  extraWorkDays: z.array(BusinessDate),
  source: z.string(),
  /** SHA-256 of the JSON text of `[years, offDays, extraWorkDays]`, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type CalendarData = z.infer<typeof CalendarData>;

export interface DueDate {
  readonly date: BusinessDate;
  /** 暂定: a day was counted for which no notice exists yet. */
  readonly provisional: boolean;
}

const SATURDAY = 6;
const SUNDAY = 0;

/** Without a notice a year is counted by weekdays alone. */
export function isWorkingDay(date: BusinessDate, calendar: CalendarData): boolean {
  if (calendar.extraWorkDays.includes(date)) return true;
  if (calendar.offDays.includes(date)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== SATURDAY && weekday !== SUNDAY;
}

/** The notice for New Year may move days of the week before it, as that for 2019 did with 29 and 31 December 2018. */
function isKnown(date: BusinessDate, calendar: CalendarData): boolean {
  const year = Number(date.slice(0, 4));
  const needed = date.slice(5) >= '12-25' ? [year, year + 1] : [year];
  return needed.every((covered) => calendar.years.includes(covered));
}

/** The n-th working day after `date`, which itself does not count (whether or not it is one). For 0 it is `date`. */
export function addWorkingDays(date: BusinessDate, n: number, calendar: CalendarData): DueDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${n} is not a number of working days`);
  let day = date;
  let provisional = false;
  for (let counted = 0; counted < n; ) {
    day = nextDate(day);
    if (!isKnown(day, calendar)) provisional = true;
    if (isWorkingDay(day, calendar)) counted += 1;
  }
  return { date: day, provisional };
}
