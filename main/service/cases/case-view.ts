import type { CaseView } from '../../../shared/contract/common.ts';
import { maskName } from '../../../shared/rules/masking.ts';
import type { CaseFile } from '../../../shared/types/case-file.ts';

export function caseView(file: CaseFile): CaseView {
  return {
    id: file.id,
    localNo: file.localNo,
    caseNo: file.caseNo,
    stage: file.stage,
    itemName: file.item.name,
    applicantMasked: maskName(file.applicant.name),
    receivedAt: file.receivedAt,
    promisedDueOn: file.promisedDueOn,
    dueProvisional: file.dueProvisional,
    queryPin: file.queryPin,
    documents: file.documents.map(({ id, kind, no, pages }) => ({ id, kind, no, pages })),
  };
}
