import type { z } from 'zod';
import type { BusinessDate } from '../../basics/ids.ts';
import type { Refusal } from '../../contract/outcome.ts';
import type { CASE_EVENT_PAYLOADS, CaseEventType } from '../../types/case-events.ts';
import type { CaseFile } from '../../types/case-file.ts';
import type { ServiceItem } from '../../types/catalogue.ts';
import type { Actor } from '../../types/staff.ts';
import type { CalendarData } from '../workdays.ts';

/** What a guard may know besides the case. */
export interface CaseContext {
  readonly actor: Actor;
  readonly now: number;
  readonly today: BusinessDate;
  readonly calendar: CalendarData;
  /** The item as the catalogue has it now; null when it has none. */
  readonly item: ServiceItem | null;
  /** 信用: UNKNOWN while nobody could be asked. */
  readonly credit: 'CLEAR' | 'BLOCKED' | 'UNKNOWN';
}

export type CasePayload<T extends CaseEventType> = z.infer<(typeof CASE_EVENT_PAYLOADS)[T]>;

/** Why it may not be done, beyond stage and power; null when it may. */
export type Guard<T extends CaseEventType> = (file: CaseFile, payload: CasePayload<T>, context: CaseContext) => Refusal | null;

/** For a case that does not exist yet. */
export type FirstGuard<T extends CaseEventType> = (payload: CasePayload<T>, context: CaseContext) => Refusal | null;

export function no(code: string, sentence: string): Refusal {
  return { code, sentence };
}

export const allowed = (): null => null;

/** The first that has something against it. */
export function firstOf(...refusals: readonly (Refusal | null)[]): Refusal | null {
  return refusals.find((refusal) => refusal !== null) ?? null;
}
