import type { CaseFile, CaseResult, OutputDifference } from '../../types/case-file.ts';
import { firstOf, no, type CasePayload, type Guard } from './guard.ts';

/** Full and half width, and forms of one character, are the same; a space more or less too. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return plain(a) === plain(b);
}

/** 统一出件: what stands on the result against what was accepted, field by field (不符不予接收). Both raw forms are told. */
export function outputDifferences(file: CaseFile, result: CaseResult): OutputDifference[] {
  const fields = [
    { field: '持有人', accepted: file.applicant.name, result: result.holderName },
    { field: '证件号码', accepted: file.applicant.certNo, result: result.holderCertNo },
    { field: '事项名称', accepted: file.item.name, result: result.itemName },
  ].filter((one) => !sameText(one.accepted, one.result));
  const { validFrom, validTo } = result;
  const backwards = validFrom !== null && validTo !== null && validTo < validFrom;
  return backwards ? [...fields, { field: '有效期', accepted: `${validFrom} 起`, result: `${validTo} 止` }] : fields;
}

export const outputPassed: Guard<'case.output-passed'> = (file) => {
  if (file.result === null) return no('NO_RESULT', '还没有办理结果');
  const [first] = outputDifferences(file, file.result);
  return first === undefined ? null : no('RESULT_DIFFERS', `“${first.field}”不一致：受理为“${first.accepted}”，结果为“${first.result}”，不予接收`);
};

export const reportedBack: Guard<'case.reported-back'> = (_file, { at }, { now }) =>
  at > now ? no('IN_THE_FUTURE', '送达时间不能晚于现在') : null;

/** Who takes it has signed; an agent is told apart from the holder. */
export const pickedUp: Guard<'case.picked-up'> = (file, payload) =>
  firstOf(signatureRefusal(payload), payload.relation === 'SELF' && !sameText(payload.receiver, file.applicant.name)
    ? no('NOT_THE_HOLDER', '领取人不是持有人；由他人代领的，请选择“代领”并核验授权')
    : null);

function signatureRefusal({ signature }: CasePayload<'case.picked-up'>) {
  return signature.strokes === null && signature.name.trim() === '' ? no('NOT_SIGNED', '领取须签名') : null;
}

export const dispatched: Guard<'case.dispatched'> = (_file, { delivery }) =>
  delivery.mode === 'PICKUP' ? no('NOT_DISPATCHED', '自取件请当面交付并签名') : null;

export const reopened: Guard<'case.reopened'> = (file, { newCaseId }) =>
  firstOf(
    file.doneResult === 'GRANTED' ? null : no('NOTHING_TO_CHANGE', '只有准予办结的件可以变更、撤销或注销'),
    newCaseId === file.id ? no('SAME_CASE', '变更、撤销须另立新件') : null,
  );
