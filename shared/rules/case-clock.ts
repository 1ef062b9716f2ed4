import type { BusinessDate } from '../basics/ids.ts';
import type { CaseFile, CaseItem, Suspension } from '../types/case-file.ts';
import { businessDateAt, nextDate } from './business-date.ts';
import { addWorkingDays, isWorkingDay, type CalendarData } from './workdays.ts';

/** 许可法 §32: without an answer in five working days the application counts as accepted from the day of receipt. */
export const ANSWER_DAYS = 5;
/** The same five days for what the applicant is asked to hand in (固原 002:69). */
export const CORRECTION_DAYS = 5;

/** 许可法 §42: ten days more with the head's approval; fifteen where departments decide together. */
export function longestExtension(item: Pick<CaseItem, 'kind'>): number {
  return item.kind === 'JOINT' ? 15 : 10;
}

export interface CaseDue {
  readonly promisedDueOn: BusinessDate;
  readonly legalDueOn: BusinessDate;
  readonly dueProvisional: boolean;
  readonly calendarVersion: string;
}

/** What moves a due date. */
export interface ClockInput {
  /** The day the time runs from; it does not count itself. */
  readonly from: BusinessDate;
  readonly item: Pick<CaseItem, 'promisedDays' | 'legalDays'>;
  readonly suspensions: readonly Suspension[];
  readonly extendedDays: number;
}

/** Both due dates. Ended suspensions and the extension move both by the same number of working days. */
export function caseDue({ from, item, suspensions, extendedDays }: ClockInput, calendar: CalendarData): CaseDue {
  const more = suspendedDays(suspensions, calendar) + extendedDays;
  const promised = addWorkingDays(from, item.promisedDays + more, calendar);
  const legal = addWorkingDays(from, item.legalDays + more, calendar);
  return {
    promisedDueOn: promised.date,
    legalDueOn: legal.date,
    dueProvisional: promised.provisional || legal.provisional,
    calendarVersion: calendar.version,
  };
}

/** Working days of all ended suspensions, a day that two share once. The day one begins does not count, the day it ends does. */
export function suspendedDays(suspensions: readonly Suspension[], calendar: CalendarData): number {
  const days = new Set<BusinessDate>();
  for (const { startOn, endOn } of suspensions) {
    if (endOn === null) continue;
    for (let day = startOn; day < endOn; ) {
      day = nextDate(day);
      if (isWorkingDay(day, calendar)) days.add(day);
    }
  }
  return days.size;
}

/** The last day to answer an application received on this day. */
export function answerBy(receivedAt: number, calendar: CalendarData): BusinessDate {
  return addWorkingDays(businessDateAt(receivedAt), ANSWER_DAYS, calendar).date;
}

/** The day the formal time runs from: acceptance, or the completion of what was tolerated (东胜 000:79). */
export function clockStart(file: Pick<CaseFile, 'acceptedAt' | 'tolerance'>): BusinessDate | null {
  const start = file.tolerance === null ? file.acceptedAt : file.tolerance.completedAt;
  return start === null ? null : businessDateAt(start);
}

export type WarningLight = 'GREEN' | 'YELLOW' | 'RED' | 'GREY';

const YELLOW_SHARE = 0.2;

/** 红黄灯 towards the promised date: yellow for the last day or the last fifth, red when it is over, grey while the clock stands. */
export function warningLight(
  file: Pick<CaseFile, 'stage' | 'promisedDueOn' | 'decidedAt' | 'item'>,
  today: BusinessDate,
  calendar: CalendarData,
): WarningLight {
  if (file.stage === 'SUSPENDED') return 'GREY';
  if (file.promisedDueOn === null || file.decidedAt !== null) return 'GREEN';
  if (today > file.promisedDueOn) return 'RED';
  const yellowFrom = Math.max(1, Math.floor(file.item.promisedDays * YELLOW_SHARE));
  return addWorkingDays(today, yellowFrom, calendar).date >= file.promisedDueOn ? 'YELLOW' : 'GREEN';
}
