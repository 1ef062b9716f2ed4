import type { BusinessDate } from '../basics/ids.ts';
import type { CaseKind } from '../types/case-file.ts';
import type { ItemState, LimitUnit, ServiceItem } from '../types/catalogue.ts';
import { nextDate } from './business-date.ts';
import { isWorkingDay, type CalendarData } from './workdays.ts';

/** 即办, 承诺, 联办 or 报批: what a case of this item is from the start. The other three kinds come from what happens to a case. */
export function kindOf(item: Pick<ServiceItem, 'reviewType' | 'branches' | 'decidedAbove'>): CaseKind {
  if (item.decidedAbove !== null) return 'UPWARD';
  if (item.branches.length > 0) return 'JOINT';
  return item.reviewType === 'FORMAL' ? 'INSTANT' : 'PROMISED';
}

const PUBLISHED: ReadonlySet<ItemState> = new Set<ItemState>(['LIVE', 'SUSPENDED', 'CANCELLED']);

/** The version that counts on a day: the newest published one whose days include it. Null when none does. */
export function itemAt(versions: readonly ServiceItem[], date: BusinessDate): ServiceItem | null {
  return versions
    .filter(({ state, effectiveFrom, effectiveTo }) => PUBLISHED.has(state) && (effectiveFrom ?? date) <= date && date <= (effectiveTo ?? date))
    .reduce<ServiceItem | null>((newest, version) => (newest === null || version.version > newest.version ? version : newest), null);
}

/**
 * A limit as working days, in which every case is counted. Calendar days become the working days among them, so that the
 * due day is never later than the law's. `from` does not count itself.
 */
export function limitInWorkingDays(days: number, unit: LimitUnit, from: BusinessDate, calendar: CalendarData): number {
  if (unit === 'WORKING_DAY') return days;
  let date = from;
  let working = 0;
  for (let day = 0; day < days; day += 1) {
    date = nextDate(date);
    if (isWorkingDay(date, calendar)) working += 1;
  }
  return working;
}
