import { mask } from '../../../shared/rules/masking.ts';
import type { CaseFile, CaseMaterial, DocumentKind, OwedDocument, SignedName } from '../../../shared/types/case-file.ts';
import type { Hall } from '../../../shared/types/hall.ts';
import { CERT_TEXT, chineseDate, chineseDay, deliveryText, dueText, KIND_TEXT, REFUSAL_TEXT, RELATION_TEXT, SPECIAL_TEXT } from './letter-words.ts';

/** What a letter tells of: the case as it stands, and the step that called for the letter. */
export interface LetterSubject {
  readonly file: CaseFile;
  readonly hall: Hall;
  readonly step: Pick<OwedDocument, 'at' | 'workNo'>;
}

type Field = (subject: LetterSubject) => string;

const day = (at: number | null | undefined): string => (at == null ? '' : chineseDay(at));

/** Every field a template may name. A fact that the case does not have is empty. */
const FIELDS = {
  hallName: ({ hall }) => hall.hall.name,
  hallAddress: ({ hall }) => hall.hall.address,
  consultPhone: ({ hall }) => hall.hall.consultPhone,
  supervisionPhone: ({ hall }) => hall.hall.supervisionPhone,
  letterDate: ({ step }) => chineseDay(step.at),
  handlerNo: ({ file, step }) => step.workNo ?? file.workNo,

  applicantName: ({ file }) => file.applicant.name,
  certText: ({ file }) => `${CERT_TEXT[file.applicant.certType]} ${mask('certNo', file.applicant.certNo, 'public')}`,
  phoneText: ({ file }) => (file.applicant.phone === null ? '未留联系电话' : mask('phone', file.applicant.phone, 'clerk')),
  itemName: ({ file }) => file.item.name,
  taskCode: ({ file }) => file.item.taskCode,
  departmentName: ({ file }) => file.item.departmentName,
  kindText: ({ file }) => KIND_TEXT[file.item.kind],
  legalLimitText: ({ file }) => `${file.item.legalDays} 个工作日`,
  promisedLimitText: ({ file }) => (file.item.promisedDays === 0 ? '当日办结' : `${file.item.promisedDays} 个工作日`),
  localNo: ({ file }) => file.localNo,
  caseNo: ({ file }) => file.caseNo ?? '',
  caseNoText: ({ file }) => file.caseNo ?? `${file.localNo}（收件编号，正式编号后补）`,
  queryPin: ({ file }) => file.queryPin ?? '',
  paperText: ({ file }) => paperText(file.materials),

  workNo: ({ file }) => file.workNo,
  receivedDate: ({ file }) => chineseDay(file.receivedAt),
  preResultText: ({ file }) => (file.prePassed ? '预审通过' : '预审未通过，请按下表补正后重新提交'),
  correctionDueText: ({ file }) => dueText(file.correctionDueOn, false),
  suppliedDate: ({ file }) => day(file.supply?.at),
  refusalReason: ({ file }) => (file.refusal === null ? '' : REFUSAL_TEXT[file.refusal.reasonCode]),
  refusalFacts: ({ file }) => file.refusal?.facts ?? '',
  rightAuthorityText: ({ file }) => rightAuthorityText(file),
  proposedBy: ({ file }) => file.refusal?.proposedBy ?? '',

  acceptedDate: ({ file }) => day(file.acceptedAt),
  promisedText: ({ file }) => promisedText(file),
  promisedDueText: ({ file }) => dueText(file.promisedDueOn, file.dueProvisional),
  legalDueText: ({ file }) => dueText(file.legalDueOn, file.dueProvisional),
  toleratedDate: ({ file }) => day(file.tolerance?.toleratedAt),
  toleranceDueText: ({ file }) => dueText(file.tolerance?.dueOn ?? null, false),
  completedDate: ({ file }) => day(file.tolerance?.completedAt),

  handoverNo: ({ file }) => file.handover?.no ?? '',
  handoverFrom: ({ file }) => file.handover?.workNo ?? '',
  handoverTo: ({ file }) => file.handover?.toDepartment ?? '',
  handoverPages: ({ file }) => (file.handover === null ? '' : `${file.handover.pages} 页`),
  handoverDate: ({ file }) => day(file.handover?.at),
  specialText: ({ file }) => lastSuspension(file, ({ kind }) => SPECIAL_TEXT[kind]),
  specialBasis: ({ file }) => lastSuspension(file, ({ basis }) => basis),
  specialDaysText: ({ file }) => lastSuspension(file, ({ plannedDays }) => `${plannedDays} 个工作日`),
  specialStartDate: ({ file }) => lastSuspension(file, ({ startOn }) => chineseDate(startOn)),
  specialApprovedBy: ({ file }) => lastSuspension(file, ({ approvedBy }) => approvedBy),
  extensionDaysText: ({ file }) => (file.extension === null ? '' : `${file.extendedDays} 个工作日`),
  extensionReason: ({ file }) => file.extension?.reason ?? '',
  extensionApprovedBy: ({ file }) => file.extension?.approvedBy ?? '',

  decisionDate: ({ file }) => day(file.decidedAt),
  decidedBy: ({ file }) => file.decidedBy ?? '',
  decisionReasons: ({ file }) => file.decision?.reasons ?? '',
  decisionRemedies: ({ file }) => file.decision?.remedies ?? '',
  resultDocNo: ({ file }) => file.result?.docNo ?? '',
  certName: ({ file }) => file.result?.certName ?? '',
  certificateNo: ({ file }) => file.result?.certNo ?? '',
  holderName: ({ file }) => file.result?.holderName ?? '',
  holderCertText: ({ file }) => mask('certNo', file.result?.holderCertNo ?? '', 'public'),
  resultItemName: ({ file }) => file.result?.itemName ?? '',
  validText: ({ file }) => validText(file),
  resultCopiesText: ({ file }) => (file.result === null ? '' : `${file.result.copies} 份`),

  deliveryText: ({ file }) => deliveryText(file),
  receiverName: ({ file }) => file.pickup?.receiver ?? '',
  relationText: ({ file }) => (file.pickup === null ? '' : RELATION_TEXT[file.pickup.relation]),
  deliveredDate: ({ file }) => day(file.pickup?.at ?? file.deliveryProof?.at),
  deliveryProofText: ({ file }) => (file.pickup === null ? (file.deliveryProof?.evidence ?? '') : `${file.pickup.receiver}签收，${RELATION_TEXT[file.pickup.relation]}`),
  withdrawReason: ({ file }) => file.withdrawal?.reason ?? '',
  returnReason: ({ file }) => returnReason(file),
} as const satisfies Record<string, Field>;

export const FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(FIELDS));

export function documentFields(subject: LetterSubject): ReadonlyMap<string, string> {
  return new Map(Object.entries(FIELDS).map(([name, field]: [string, Field]) => [name, field(subject)]));
}

/** The applicant's or receiver's signature that belongs on a letter of this kind; null where it is given on paper. */
export function signatureOn(kind: DocumentKind, file: CaseFile): SignedName | null {
  if (kind === 'ACCEPT_TOLERANT') return file.tolerance?.promisedBy ?? null;
  if (kind === 'WITHDRAW') return file.withdrawal?.signature ?? null;
  return kind === 'DELIVERY_RECEIPT' ? (file.pickup?.signature ?? null) : null;
}

function paperText(materials: readonly CaseMaterial[]): string {
  const here = materials.filter(({ status }) => status === 'RECEIVED');
  const sum = (count: (line: CaseMaterial) => number): number => here.reduce((total, line) => total + count(line), 0);
  return `${here.length} 项，原件 ${sum((line) => line.originals)} 份、复印件 ${sum((line) => line.copies)} 份`;
}

function rightAuthorityText({ refusal }: CaseFile): string {
  if (refusal === null) return '';
  return refusal.rightAuthority === null ? '不涉及其他机关' : `请向${refusal.rightAuthority}提出申请`;
}

function promisedText(file: CaseFile): string {
  if (file.item.promisedDays === 0) return `当日办结（${dueText(file.promisedDueOn, file.dueProvisional)}）`;
  return `${dueText(file.promisedDueOn, file.dueProvisional)}（${file.item.promisedDays} 个工作日）`;
}

function lastSuspension(file: CaseFile, tell: (suspension: CaseFile['suspensions'][number]) => string): string {
  const last = file.suspensions.at(-1);
  return last === undefined ? '' : tell(last);
}

function validText({ result }: CaseFile): string {
  if (result === null) return '';
  if (result.validTo === null) return result.validFrom === null ? '长期' : `${chineseDate(result.validFrom)}起，长期`;
  return result.validFrom === null ? `至${chineseDate(result.validTo)}` : `${chineseDate(result.validFrom)}至${chineseDate(result.validTo)}`;
}

function returnReason(file: CaseFile): string {
  if (file.tolerance !== null) return `容缺承诺于${chineseDate(file.tolerance.dueOn)}前补齐的材料逾期没有补齐`;
  return file.correctionDueOn === null ? '' : `一次性告知补正后，至${chineseDate(file.correctionDueOn)}没有补正`;
}
