import { tick } from '../../../basics/hlc.ts';
import { BusinessDate, CaseId, CommandId, ItemId, StationId, WindowId, WorkNo } from '../../../basics/ids.ts';
import type { Refusal } from '../../../contract/outcome.ts';
import { CASE_EVENT_PAYLOADS, type CaseEventType } from '../../../types/case-events.ts';
import type { CaseFile, CaseItem, CaseMaterial } from '../../../types/case-file.ts';
import { ServiceItem } from '../../../types/catalogue.ts';
import { ROLE_POWERS, type Actor, type StaffRole, type StaffType } from '../../../types/staff.ts';
import { businessDateAt } from '../../business-date.ts';
import { caseRefusal, type CaseProposal } from '../../case-guards.ts';
import { caseDue, clockStart } from '../../case-clock.ts';
import { foldCase } from '../../fold-case.ts';
import { CalendarData } from '../../workdays.ts';
import type { CaseContext, CasePayload } from '../guard.ts';

export const CALENDAR: CalendarData = CalendarData.parse({
  version: 'test-2025', years: [2025, 2026], source: 'State Council notices, as far as these tests touch them', sha256: '0'.repeat(64),
  offDays: ['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08'],
  extraWorkDays: ['2025-09-28', '2025-10-11'],
});

/** People of the tests. */
export const CLERK = WorkNo.parse('1001');
export const CHIEF = WorkNo.parse('1009');
export const REVIEWER = WorkNo.parse('2001');
export const HEAD = WorkNo.parse('2009');
export const OUTPUT = WorkNo.parse('3001');

const DAY = 24 * 3_600_000;
/** Monday, 2025-11-03, 10:00 in the hall. */
export const MONDAY = Date.UTC(2025, 10, 3, 2);

export const ITEM: CaseItem = {
  itemId: ItemId.parse('food-licence'), itemVersion: 3, taskCode: '11990101990000017G4990700100001', name: '食品经营许可', departmentName: '市场监管局',
  kind: 'PROMISED', promisedDays: 10, legalDays: 20, unified: false, tolerable: ['plan'], branches: [],
};

export const CATALOGUE_ITEM = ServiceItem.parse({
  id: ITEM.itemId, version: 3, taskCode: ITEM.taskCode, name: ITEM.name, plainName: '', departmentName: ITEM.departmentName, zoneName: '', type: '01',
  reviewType: 'SUBSTANTIVE', legalDays: 20, promisedDays: 10, acceptCondition: '', basis: '',
  materials: [material('form'), material('plan')].map(({ materialId, name }) => ({ id: materialId, name, required: true, originals: 1, copies: 0, spec: '', basis: '', acceptStandard: '' })),
  businessIds: ['market'], state: 'LIVE',
});

export function material(materialId: string, status: CaseMaterial['status'] = 'RECEIVED'): CaseMaterial {
  const gap = status === 'MISSING' ? { problem: '未提交', demand: '请补交' } : null;
  return { materialId, name: materialId, required: true, status, originals: 1, copies: 0, gap };
}

export const WHOLE = [material('form'), material('plan')];
export const WITHOUT_PLAN = [material('form'), material('plan', 'MISSING')];
export const CASE_ID = CaseId.parse('01K9A0000000000000000000AA');
export const SIGNED = { name: '李四', strokes: 'M0 0L9 9' };

export function beginning(change: Partial<CasePayload<'case.received'>> = {}): CasePayload<'case.received'> {
  return {
    caseId: CASE_ID, commandId: CommandId.parse('01K9A0000000000000000000AB'), localNo: '990101-COUNTER-1-20251103-0001', item: ITEM,
    applicant: { kind: 'PERSON', name: '李四', certType: 'RESIDENT_ID', certNo: '11010519491231002X', certNoHash: 'a'.repeat(64), phone: null },
    identityCheck: 'SAME_AS_TICKET', materials: WHOLE, ticketId: null, windowId: WindowId.parse('w1'), stationId: StationId.parse('counter-1'), workNo: CLERK,
    at: MONDAY, submitMode: 'WINDOW', flags: { promiseBased: false, entrusted: false, backfilled: false, themeId: null, leadCaseId: null }, ...change,
  };
}

export function actor(workNo: WorkNo | null, roles: readonly StaffRole[], staffType: StaffType = 'CIVIL_SERVANT'): Actor {
  return { workNo, staffType, powers: roles.flatMap((role) => [...ROLE_POWERS[role]]), items: null };
}

export const SYSTEM = actor(null, ['SYSTEM']);

/** A payload that the schema refuses is a mistake of the test. */
function proposal<T extends CaseEventType>(type: T, payload: CasePayload<T>): CaseProposal {
  const made = { type, payload };
  if (!isProposal(made)) throw new Error(`${type}: not as its schema says`);
  return made;
}

function isProposal(made: { readonly type: CaseEventType; readonly payload: unknown }): made is CaseProposal {
  return CASE_EVENT_PAYLOADS[made.type].safeParse(made.payload).success;
}

/** One case walked through its events, each asked of the guards first. */
export class CaseWalk {
  file: CaseFile | null = null;
  now = MONDAY;
  context: Partial<CaseContext> = {};

  get today(): BusinessDate {
    return businessDateAt(this.now);
  }

  later(days: number): this {
    this.now += days * DAY;
    return this;
  }

  /** Why the guards refuse it; null when they allow it. */
  ask<T extends CaseEventType>(type: T, payload: CasePayload<T>, who: Actor): Refusal | null {
    const context: CaseContext = { actor: who, now: this.now, today: this.today, calendar: CALENDAR, item: CATALOGUE_ITEM, credit: 'CLEAR', ...this.context };
    return caseRefusal(this.file, proposal(type, payload), context);
  }

  /** Does what has to be allowed. */
  do<T extends CaseEventType>(type: T, payload: CasePayload<T>, who: Actor): this {
    const refusal = this.ask(type, payload, who);
    if (refusal !== null) throw new Error(`${type}: ${refusal.code} ${refusal.sentence}`);
    const step = foldCase(this.file, { event: proposal(type, payload), hlc: tick(null, this.now) });
    if (step.conflict !== null) throw new Error(step.conflict);
    this.file = step.next;
    return this;
  }

  due(change: Partial<Pick<CaseFile, 'suspensions' | 'extendedDays'>> = {}) {
    const file = this.file;
    if (file === null) throw new Error('no case yet');
    return caseDue({ from: clockStart(file) ?? this.today, item: file.item, suspensions: file.suspensions, extendedDays: file.extendedDays, ...change }, CALENDAR);
  }

  received(change: Partial<CasePayload<'case.received'>> = {}): this {
    return this.do('case.received', beginning({ at: this.now, ...change }), actor(CLERK, ['CLERK'], 'OUTSOURCED'));
  }

  accepted(workNo = CLERK): this {
    const payload = { caseId: CASE_ID, caseNo: null, queryPin: '123456', acceptedAt: this.now, workNo, ...this.due() };
    return this.do('case.accepted', payload, actor(workNo, ['CLERK'], 'OUTSOURCED'));
  }

  inReview(): this {
    return this.do('case.handed-over', { caseId: CASE_ID, workNo: CLERK, handoverNo: '交-1', toDepartment: ITEM.departmentName, pages: 5 }, actor(CLERK, ['CLERK']))
      .do('case.signed-for', { caseId: CASE_ID, workNo: REVIEWER, note: '' }, actor(REVIEWER, ['REVIEWER']));
  }

  reviewed(branch = ITEM.departmentName, agreed = true): this {
    const step = { name: '审核', branch, workNo: REVIEWER, opinion: '同意', agreed, last: true, at: this.now };
    return this.do('case.step-done', { caseId: CASE_ID, step }, actor(REVIEWER, ['REVIEWER']));
  }

  decided(granted = true): this {
    const payload = { caseId: CASE_ID, workNo: HEAD, granted, reasons: granted ? '' : '不符合规定条件', remedies: granted ? '' : '可在六十日内申请行政复议', at: this.now };
    return this.do('case.decided', payload, actor(HEAD, ['DECIDER']));
  }

  resultIn(change: object = {}): this {
    const result = {
      docNo: '许〔2025〕1号', certName: '食品经营许可证', certNo: 'JY1', holderName: '李四', holderCertNo: '11010519491231002X', itemName: ITEM.name,
      validFrom: BusinessDate.parse('2025-11-10'), validTo: BusinessDate.parse('2030-11-09'), copies: 1, ...change,
    };
    return this.do('case.result-handed-over', { caseId: CASE_ID, workNo: REVIEWER, result }, actor(REVIEWER, ['REVIEWER']));
  }
}
