import { answerBy } from '../case-clock.ts';
import { checkMaterials } from '../checklist.ts';
import { unavailableReason } from '../item-search.ts';
import type { Refusal } from '../../contract/outcome.ts';
import type { CaseMaterial } from '../../types/case-file.ts';
import { firstOf, no, type CaseContext, type FirstGuard, type Guard } from './guard.ts';

/** 未纳入目录没有编码的不得实施审批 (从化 004:62). */
function itemLive({ item }: CaseContext): Refusal | null {
  if (item === null) return no('UNKNOWN_ITEM', '目录中没有这个事项，请重新选择');
  const reason = unavailableReason(item);
  return reason === null ? null : no('ITEM_NOT_AVAILABLE', reason);
}

/** Every line that the item asks for is on the checklist, and none besides; what only some 情形 ask for may be missing. */
function listComplete(materials: readonly CaseMaterial[], { item }: CaseContext): Refusal | null {
  const ticked = materials.map(({ materialId }) => materialId).sort();
  const conditional = new Set(item?.questions.flatMap(({ options }) => options.flatMap(({ materialIds }) => materialIds)));
  const asked = (item?.materials ?? []).map(({ id }) => id).filter((id) => !conditional.has(id) || ticked.includes(id)).sort();
  return ticked.join() === asked.join() ? null : no('WRONG_CHECKLIST', '材料清单与事项不一致，请重新选择事项');
}

export const created: FirstGuard<'case.created'> = ({ materials }, context) => firstOf(itemLive(context), listComplete(materials, context));

export const receivedAtOnce: FirstGuard<'case.received'> = ({ materials }, context) => firstOf(itemLive(context), listComplete(materials, context));

/** A draft keeps the version it began with; when the catalogue has moved on the checklist has to be looked at again. */
export const received: Guard<'case.received'> = (file, { materials }, context) =>
  firstOf(
    itemLive(context),
    context.item?.version === file.item.itemVersion ? null : no('ITEM_CHANGED', '事项内容已更新，请核对新的材料清单后重新收件'),
    listComplete(materials, context),
    file.stage === 'PREREVIEW' && !file.prePassed ? no('NOT_PRE_PASSED', '预审还没有通过，不能收件') : null,
  );

export const preReturned: Guard<'case.pre-returned'> = (_file, { gaps }) =>
  checkMaterials(gaps).gapsComplete ? null : no('GAPS_NOT_EXPLAINED', '请为每一项缺少的材料写明问题和要求，一次告知全部内容');

/** 一次性告知: once, all of it, in time, and nothing that was waived. */
export const correctionNoticed: Guard<'case.correction-noticed'> = (file, { gaps, exemption }, context) => {
  const { missing } = checkMaterials(file.materials);
  const named = new Set(gaps.map(({ materialId }) => materialId));
  const waived = file.materials.filter(({ status }) => status === 'WAIVED_LICENCE' || status === 'WAIVED_DATA');
  return firstOf(
    file.corrections > 0 && exemption === null
      ? no('SECOND_CORRECTION', '补正只能一次性告知，已经告知过一次；确需再次补正的，由监督人员说明理由后办理')
      : null,
    missing.length === 0 ? no('NOTHING_MISSING', '必要材料已经齐全，应当受理，不能要求补正') : null,
    waived.some(({ materialId }) => named.has(materialId)) ? no('WAIVED_DEMANDED', '已免交的材料不得要求申请人提供') : null,
    missing.every(({ materialId }) => named.has(materialId)) && checkMaterials(gaps).gapsComplete
      ? null
      : no('GAPS_NOT_EXPLAINED', '请为每一项缺少的材料写明问题和要求，一次告知全部内容'),
    context.today > answerBy(file.receivedAt, context.calendar) ? no('NOTICE_TOO_LATE', '收件已满五个工作日，依法视为受理，不能再要求补正') : null,
  );
};

export const supplied: Guard<'case.supplied'> = (file, { materials }) => {
  const handedIn = file.materials.map((line) => materials.find(({ materialId }) => materialId === line.materialId) ?? line);
  return checkMaterials(handedIn).canAccept ? null : no('STILL_MISSING', '告知的材料还没有全部补齐');
};

export const correctionLapsed: Guard<'case.correction-lapsed'> = (file, _payload, { today }) =>
  file.correctionDueOn !== null && today > file.correctionDueOn ? null : no('NOT_LAPSED', '补正期限还没有到，不能退件');

export const refusalProposed: Guard<'case.refusal-proposed'> = (_file, { refusal }) =>
  refusal.reasonCode === 'NOT_OUR_POWER' && refusal.rightAuthority === null
    ? no('NAME_THE_AUTHORITY', '不属于本机关职权的，请写明应当向哪个机关申请')
    : null;

/** 否定报备: nobody refuses alone. */
export const refused: Guard<'case.refused'> = (file, { workNo }) => {
  if (file.refusal === null) return no('NO_PROPOSAL', '请先提出不予受理的理由，再由第二人核准');
  return workNo === file.refusal.proposedBy ? no('SAME_PERSON', '不予受理须由另一人核准，提出人不能核准') : null;
};

export const withdrawn: Guard<'case.withdrawn'> = (_file, { signature }) =>
  signature.strokes === null && signature.name.trim() === '' ? no('NOT_SIGNED', '撤回申请须由申请人签名') : null;

export const voided: Guard<'case.voided'> = (_file, { workNo, confirmedBy }) =>
  workNo === confirmedBy ? no('SAME_PERSON', '作废须由两人办理，请另一人确认') : null;

