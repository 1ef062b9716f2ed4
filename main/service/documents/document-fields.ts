import type { BusinessDate } from '../../../shared/basics/ids.ts';
import { businessDateAt } from '../../../shared/rules/business-date.ts';
import type { CaseFile, CaseKind } from '../../../shared/types/case-file.ts';
import type { Hall } from '../../../shared/types/hall.ts';

const KIND_TEXT = {
  INSTANT: '即办件', PROMISED: '承诺件', JOINT: '联办件', UPWARD: '报批件', RETURNED: '退回件', SUPPLEMENT: '补办件', SPECIAL: '特办件',
} as const satisfies Record<CaseKind, string>;

/** `2026-03-05` → `2026年3月5日`. */
function chineseDate(date: BusinessDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function dueText(date: BusinessDate | null, provisional: boolean): string {
  if (date === null) return '';
  return provisional ? `${chineseDate(date)}（暂定，以节假日安排公布后为准）` : chineseDate(date);
}

/** Every field a template may name, for one case. */
export function documentFields(file: CaseFile, hall: Hall): ReadonlyMap<string, string> {
  const received = chineseDate(businessDateAt(file.receivedAt));
  return new Map([
    ['hallName', hall.hall.name],
    ['hallAddress', hall.hall.address],
    ['consultPhone', hall.hall.consultPhone],
    ['supervisionPhone', hall.hall.supervisionPhone],
    ['applicantName', file.applicant.name],
    ['itemName', file.item.name],
    ['taskCode', file.item.taskCode],
    ['departmentName', file.item.departmentName],
    ['kindText', KIND_TEXT[file.item.kind]],
    ['localNo', file.localNo],
    ['caseNoText', file.caseNo ?? `${file.localNo}（收件编号；正式编号由中央系统给出后另行告知）`],
    ['queryPin', file.queryPin ?? ''],
    ['workNo', file.workNo],
    ['receivedDate', received],
    ['acceptedDate', file.acceptedAt === null ? '' : chineseDate(businessDateAt(file.acceptedAt))],
    ['promisedText', promisedText(file)],
    ['correctionDueText', dueText(file.correctionDueOn, file.dueProvisional)],
  ]);
}

function promisedText(file: CaseFile): string {
  if (file.item.promisedDays === 0) return `当日办结（${dueText(file.promisedDueOn, file.dueProvisional)}）`;
  return `${dueText(file.promisedDueOn, file.dueProvisional)}（${file.item.promisedDays} 个工作日）`;
}
