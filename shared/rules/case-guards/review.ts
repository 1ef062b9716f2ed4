import type { Refusal } from '../../contract/outcome.ts';
import type { CaseFile, CaseItem } from '../../types/case-file.ts';
import type { WorkNo } from '../../basics/ids.ts';
import { caseDue, clockStart, longestExtension } from '../case-clock.ts';
import { firstOf, no, type CaseContext, type CasePayload, type Guard } from './guard.ts';

/** 受审分离: who accepted does not review or decide. */
function notAcceptor(file: CaseFile, workNo: WorkNo): Refusal | null {
  return file.acceptedBy === workNo || file.workNo === workNo ? no('ACCEPTOR', '受理人不能审查或决定同一件，请由他人办理') : null;
}

/** 从化 004:170: outsourced staff never decide. */
function publicServant({ actor }: CaseContext): Refusal | null {
  const may = actor.staffType === 'CIVIL_SERVANT' || actor.staffType === 'PUBLIC_INSTITUTION';
  return may ? null : no('NOT_QUALIFIED', '审查和决定须由有资格的在编人员作出');
}

function reasonsGiven({ granted, reasons, remedies }: CasePayload<'case.decided'> | CasePayload<'case.instantly-decided'>): Refusal | null {
  if (granted) return null;
  return reasons.trim() === '' || remedies.trim() === '' ? no('NO_REASONS', '不予许可的，须写明理由和申请复议、提起诉讼的权利') : null;
}

export const handedOver: Guard<'case.handed-over'> = (file) =>
  file.custody === 'WINDOW' ? null : no('NOT_HERE', '纸质材料不在窗口，不能移交');

/** Two signatures: nobody receives from himself. */
export const signedFor: Guard<'case.signed-for'> = (file, { workNo }) =>
  workNo === file.handover?.workNo ? no('SAME_PERSON', '移交人不能自己签收') : null;

export const handoverRefused: Guard<'case.handover-refused'> = (file, { workNo }) =>
  workNo === file.handover?.workNo ? no('SAME_PERSON', '移交人不能自己签收') : null;

export const simulated: Guard<'case.simulated'> = (file, { workNo }, context) => firstOf(publicServant(context), notAcceptor(file, workNo));

/** 即办 or 受审合一: the one exception where the acceptor may decide, given the power to. */
export const instantlyDecided: Guard<'case.instantly-decided'> = (file, payload, context) =>
  firstOf(
    file.item.unified || file.item.kind === 'INSTANT' ? null : no('NOT_INSTANT', '不是即办件或受审合一事项，须移交部门审查'),
    publicServant(context),
    reasonsGiven(payload),
  );

/** The branches that have to be done before a decision. */
export function branchesOf({ branches, departmentName }: Pick<CaseItem, 'branches' | 'departmentName'>): readonly string[] {
  return branches.length === 0 ? [departmentName] : branches;
}

export const stepDone: Guard<'case.step-done'> = (file, { step }, context) =>
  firstOf(
    publicServant(context),
    notAcceptor(file, step.workNo),
    branchesOf(file.item).includes(step.branch) ? null : no('NO_SUCH_BRANCH', `“${step.branch}”不参加本件的审查`),
    branchDone(file, step.branch) ? no('BRANCH_DONE', `“${step.branch}”已经审查完毕`) : null,
  );

function branchDone(file: CaseFile, branch: string): boolean {
  return file.steps.some((step) => step.branch === branch && step.last);
}

export const suspended: Guard<'case.suspended'> = (_file, { workNo, approvedBy }) =>
  workNo === approvedBy ? no('SAME_PERSON', '特别程序须由他人批准') : null;

export const resumed: Guard<'case.resumed'> = (file, payload, context) => {
  const open = file.suspensions.find(({ endOn }) => endOn === null);
  if (open === undefined) return no('NOT_SUSPENDED', '本件没有正在进行的特别程序');
  if (payload.endOn < open.startOn) return no('ENDS_BEFORE_START', '特别程序的结束日期早于开始日期');
  const suspensions = file.suspensions.map((one) => (one === open ? { ...one, endOn: payload.endOn } : one));
  return dueRefusal(file, payload, { suspensions, extendedDays: file.extendedDays }, context);
};

/** 许可法 §42: once, with the head's approval, no longer than the law allows. */
export const extended: Guard<'case.extended'> = (file, payload, context) =>
  firstOf(
    file.extendedDays > 0 ? no('EXTENDED_BEFORE', '办理期限只能延长一次') : null,
    payload.days > longestExtension(file.item) ? no('EXTENDED_TOO_LONG', `最多延长 ${longestExtension(file.item)} 个工作日`) : null,
    payload.workNo === payload.approvedBy ? no('SAME_PERSON', '延长期限须由负责人批准') : null,
    dueRefusal(file, payload, { suspensions: file.suspensions, extendedDays: payload.days }, context),
  );

/** Due dates are computed, never typed. */
function dueRefusal(
  file: CaseFile,
  said: { readonly promisedDueOn: string; readonly legalDueOn: string },
  moved: Pick<CaseFile, 'suspensions' | 'extendedDays'>,
  { calendar }: CaseContext,
): Refusal | null {
  const from = clockStart(file);
  if (from === null) return no('NO_CLOCK', '本件的办理期限还没有开始计算');
  const due = caseDue({ from, item: file.item, ...moved }, calendar);
  return due.promisedDueOn === said.promisedDueOn && due.legalDueOn === said.legalDueOn ? null : no('WRONG_DUE', '办结日期与期限规则不符');
}

export const decided: Guard<'case.decided'> = (file, payload, context) => {
  const open = branchesOf(file.item).filter((branch) => !branchDone(file, branch));
  const disagreed = file.steps.some(({ agreed }) => !agreed);
  return firstOf(
    publicServant(context),
    notAcceptor(file, payload.workNo),
    open.length === 0 ? null : no('BRANCHES_OPEN', `还有部门没有审查完毕：${open.join('、')}`),
    payload.granted && disagreed ? no('BRANCH_DISAGREED', '有部门不同意，不能作出准予决定') : null,
    reasonsGiven(payload),
  );
};

export const forwarded: Guard<'case.forwarded'> = (file) =>
  file.item.kind === 'UPWARD' ? null : no('NOT_UPWARD', '不是报批（上报）件，不能转报');
