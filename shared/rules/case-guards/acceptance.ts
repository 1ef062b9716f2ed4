import type { Refusal } from '../../contract/outcome.ts';
import type { CaseFile, CaseMaterial } from '../../types/case-file.ts';
import { businessDateAt } from '../business-date.ts';
import { answerBy, caseDue } from '../case-clock.ts';
import { checkMaterials } from '../checklist.ts';
import { firstOf, no, type CaseContext, type Guard } from './guard.ts';

/** 授权: an acceptance is only valid for items the clerk was authorised for. */
function authorised(file: CaseFile, { actor }: CaseContext): Refusal | null {
  const may = actor.items === null || actor.items.includes(file.item.itemId);
  return may ? null : no('NOT_AUTHORISED', `没有“${file.item.name}”的受理授权，请转给有授权的窗口`);
}

export const accepted: Guard<'case.accepted'> = (file, _payload, context) =>
  firstOf(
    authorised(file, context),
    checkMaterials(file.materials).canAccept ? null : no('MATERIALS_MISSING', '必要材料还不齐全，不能受理；请出具一次性补齐补正告知书'),
  );

/** 容缺受理: only what the item lets be handed in later, only for who may be trusted, and never longer than the promise. */
export const tolerated: Guard<'case.tolerated'> = (file, { materialIds, completeBy, promisedBy }, context) => {
  const missing = checkMaterials(file.materials).missing.map(({ materialId }) => materialId);
  const promised = caseDue({ from: context.today, item: file.item, suspensions: [], extendedDays: 0 }, context.calendar).promisedDueOn;
  return firstOf(
    authorised(file, context),
    missing.length === 0 ? no('NOTHING_MISSING', '材料已经齐全，应当正常受理') : null,
    missing.sort().join() === [...materialIds].sort().join() ? null : no('WRONG_GAPS', '容缺材料与实际缺少的材料不一致'),
    missing.every((id) => file.item.tolerable.includes(id)) ? null : no('NOT_TOLERABLE', '缺少的材料中有不可容缺的，请出具补正告知书'),
    creditRefusal(context),
    completeBy > promised ? no('PROMISE_TOO_LONG', `承诺补齐的日期不能晚于承诺办结的日期 ${promised}`) : null,
    promisedBy.name.trim() === '' ? no('NOT_SIGNED', '容缺承诺须由申请人签名') : null,
  );
};

function creditRefusal({ credit }: CaseContext): Refusal | null {
  if (credit === 'BLOCKED') return no('CREDIT_BLOCKED', '申请人有未修复的失信记录，不适用容缺受理');
  return credit === 'UNKNOWN' ? no('CREDIT_UNKNOWN', '现在查询不到信用情况，暂不能容缺受理；请联网后再办，或出具补正告知书') : null;
}

/** 许可法 §32: silence is acceptance, from the day of receipt. */
export const deemedAccepted: Guard<'case.deemed-accepted'> = (file, { acceptedAt }, { today, calendar }) =>
  firstOf(
    file.corrections > 0 ? no('WAS_NOTICED', '已经告知过补正，不适用逾期视为受理') : null,
    today > answerBy(file.receivedAt, calendar) ? null : no('TIME_NOT_OVER', '收件未满五个工作日'),
    acceptedAt === file.receivedAt ? null : no('WRONG_DATE', '视为受理的，受理时间就是收件时间'),
  );

/** What was promised has arrived: its arrival counts, not when it was sent. */
export const completed: Guard<'case.completed'> = (file, { materials, completedAt }) => {
  const promised = file.tolerance?.materialIds ?? [];
  const late = file.tolerance !== null && businessDateAt(completedAt) > file.tolerance.dueOn;
  return firstOf(
    late ? no('TOO_LATE', '承诺补齐的期限已过，不能再补齐') : null,
    promised.every((id) => arrived(materials, id)) ? null : no('STILL_MISSING', '承诺的材料还没有全部补齐'),
  );
};

function arrived(materials: readonly CaseMaterial[], id: string): boolean {
  return materials.some(({ materialId, status }) => materialId === id && status === 'RECEIVED');
}

export const promiseBroken: Guard<'case.promise-broken'> = (file, _payload, { today }) =>
  file.tolerance !== null && today > file.tolerance.dueOn ? null : no('NOT_BROKEN', '承诺补齐的期限还没有到');
