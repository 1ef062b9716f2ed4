import type { CasePayload } from '../shared/rules/case-guards/guard.ts';
import { DOCUMENT_TITLES } from '../shared/rules/document-titles.ts';
import type { CaseEventType } from '../shared/types/case-events.ts';
import type { Delivery, SpecialKind } from '../shared/types/case-file.ts';

const SPECIAL = {
  HEARING: '听证', BIDDING: '招标', AUCTION: '拍卖', INSPECTION: '检验', TESTING: '检测', QUARANTINE: '检疫', APPRAISAL: '鉴定', EXPERT: '专家评审',
  SITE_SURVEY: '现场勘察', PUBLICITY: '公示', VERIFY: '核实',
} as const satisfies Record<SpecialKind, string>;
const DELIVERY = { PICKUP: '自取', MAIL: '邮寄', LOCKER: '文件柜' } as const satisfies Record<Delivery['mode'], string>;

const decided = ({ granted, workNo }: CasePayload<'case.decided'>): string => `${granted ? '准予' : '不予'}决定，工号 ${workNo}`;

/** What each step of a case reads like in the trail, without anything of the applicant. */
const SENTENCES: { readonly [T in CaseEventType]: (payload: CasePayload<T>) => string } = {
  'case.created': ({ item, localNo, workNo }) => `登记“${item.name}”，收件编号 ${localNo}，工号 ${workNo}`,
  'case.pre-submitted': () => '提交预审',
  'case.pre-passed': ({ workNo }) => `预审通过，工号 ${workNo}`,
  'case.pre-returned': ({ gaps }) => `预审退回，需补正 ${gaps.length} 项`,
  'case.received': ({ item, localNo, workNo }) => `收件“${item.name}”，收件编号 ${localNo}，工号 ${workNo}`,
  'case.fixed-on-spot': ({ workNo }) => `当场更正，工号 ${workNo}`,
  'case.correction-noticed': ({ gaps, dueOn, exemption }) =>
    `一次性告知补齐补正 ${gaps.length} 项，请于 ${dueOn} 前补齐${exemption === null ? '' : `（经工号 ${exemption.workNo} 同意再次告知）`}`,
  'case.supplied': ({ workNo }) => `材料补齐，工号 ${workNo}`,
  'case.correction-lapsed': () => '逾期未补正，退件',
  'case.refusal-proposed': ({ refusal }) => `拟不予受理，报第二人核准，提出人工号 ${refusal.proposedBy}`,
  'case.refused': ({ workNo }) => `不予受理，核准人工号 ${workNo}`,
  'case.accepted': ({ caseNo, promisedDueOn }) => `予以受理${numbered(caseNo)}，承诺 ${promisedDueOn} 前办结`,
  'case.tolerated': ({ caseNo, completeBy }) => `容缺受理${numbered(caseNo)}，承诺 ${completeBy} 前补齐`,
  'case.deemed-accepted': ({ caseNo }) => `收件满五个工作日未答复，依法视为受理${numbered(caseNo)}`,
  'case.simulated': ({ workNo }) => `模拟审批，工号 ${workNo}`,
  'case.completed': ({ promisedDueOn }) => `容缺材料补齐，正式受理，承诺 ${promisedDueOn} 前办结`,
  'case.promise-broken': () => '承诺期限内未补齐，终止办理',
  'case.handed-over': ({ toDepartment, pages, handoverNo }) => `材料移交${toDepartment}，共 ${pages} 页，交接单 ${handoverNo}`,
  'case.signed-for': ({ workNo }) => `材料签收，工号 ${workNo}`,
  'case.handover-refused': ({ workNo }) => `材料与交接单不符，退回窗口，工号 ${workNo}`,
  'case.instantly-decided': decided,
  'case.step-done': ({ step }) => `${step.branch}${step.name}${step.agreed ? '同意' : '不同意'}，工号 ${step.workNo}`,
  'case.suspended': ({ kind, plannedDays, approvedBy }) => `进入特别程序（${SPECIAL[kind]}），预计 ${plannedDays} 个工作日，批准人工号 ${approvedBy}`,
  'case.resumed': ({ promisedDueOn }) => `特别程序结束，承诺 ${promisedDueOn} 前办结`,
  'case.extended': ({ days, promisedDueOn }) => `延长 ${days} 个工作日，承诺 ${promisedDueOn} 前办结`,
  'case.decided': decided,
  'case.forwarded': ({ toAuthority }) => `转报${toAuthority}`,
  'case.result-handed-over': ({ workNo }) => `办理结果移交出件窗口，工号 ${workNo}`,
  'case.output-passed': ({ workNo }) => `出件核对相符，工号 ${workNo}`,
  'case.output-refused': ({ differences }) => `出件核对不符（${differences.map(({ field }) => field).join('、')}），不予接收`,
  'case.result-corrected': ({ workNo }) => `办理结果更正，工号 ${workNo}`,
  'case.picked-up': ({ relation, workNo }) => `${relation === 'SELF' ? '本人' : '代理人'}领取，经办人工号 ${workNo}`,
  'case.dispatched': ({ delivery }) => `${DELIVERY[delivery.mode]}送达中`,
  'case.delivery-confirmed': () => '已送达',
  'case.delivery-failed': () => '送达未成功，退回待领取',
  'case.reported-back': () => '送达结果交接，办结归档',
  'case.withdrawn': () => '申请人撤回申请',
  'case.voided': ({ workNo, confirmedBy }) => `作废，经办人工号 ${workNo}，确认人工号 ${confirmedBy}`,
  'case.reopened': () => '依法变更或撤销，另立新件',
  'case.archived': () => '材料退还，归档',
  'case.numbered': ({ caseNo }) => `补给办件编号 ${caseNo}`,
  'case.document-issued': ({ document }) => `出具${DOCUMENT_TITLES[document.kind]} ${document.no}`,
  'case.document-printed': ({ copy }) => (copy === 1 ? '文书已打印' : `文书重打（第 ${copy} 份）`),
};

function numbered(caseNo: string | null): string {
  return caseNo === null ? '' : `，办件编号 ${caseNo}`;
}

export function caseTrailText<T extends CaseEventType>({ type, payload }: { readonly type: T; readonly payload: CasePayload<T> }): string {
  const sentence: (payload: CasePayload<T>) => string = SENTENCES[type];
  return sentence(payload);
}
