import type { ScenarioQuestion, ServiceItem } from '../types/catalogue.ts';
import { isUscc } from './numbering.ts';

/** How a region writes its codes (standards.md §2.1: the widths differ, so nothing but this looks into a code). */
export interface CodeProfile {
  readonly catalogCode: RegExp;
  readonly taskCode: RegExp;
  readonly handleItemCode: RegExp;
  /** 实施编码 = 信用代码 18 + 行使层级 1 + 基本编码 12. */
  readonly composed: boolean;
}

/** GB/T 39554.1-2020. */
export const NATIONAL_CODES: CodeProfile = {
  catalogCode: /^[0-9A-Z]{12}$/,
  taskCode: /^[0-9A-Z]{31}$/,
  handleItemCode: /^[0-9A-Z]{33}$/,
  composed: true,
};

/** A region with codes of its own: text, up to fifty characters. */
export const LOCAL_CODES: CodeProfile = { catalogCode: /^\S{1,50}$/, taskCode: /^\S{1,50}$/, handleItemCode: /^\S{1,50}$/, composed: false };

export interface ItemProblem {
  readonly field: keyof ServiceItem;
  readonly sentence: string;
}

type Check = (item: ServiceItem, codes: CodeProfile) => readonly (ItemProblem | null)[];

function problem(bad: boolean, field: keyof ServiceItem, sentence: string): ItemProblem | null {
  return bad ? { field, sentence } : null;
}

/** Everything that does not fit together in one item; empty when it may be published. The sentences are for whoever keeps the catalogue. */
export function checkItem(item: ServiceItem, codes: CodeProfile = NATIONAL_CODES): ItemProblem[] {
  const checks: readonly Check[] = [checkCodes, checkLimits, checkMaterialIds, checkQuestions, checkDates];
  return checks.flatMap((check) => check(item, codes)).filter((found) => found !== null);
}

const USCC_LENGTH = 18;

function checkCodes(item: ServiceItem, codes: CodeProfile): (ItemProblem | null)[] {
  const { taskCode, catalogCode, handleItemCode } = item;
  return [
    problem(catalogCode !== null && !codes.catalogCode.test(catalogCode), 'catalogCode', '基本编码的位数或字符不符合编码规则'),
    problem(handleItemCode !== null && !codes.handleItemCode.test(handleItemCode), 'handleItemCode', '业务办理项编码的位数或字符不符合编码规则'),
    problem(
      codes.composed && handleItemCode !== null && (taskCode === null || !handleItemCode.startsWith(taskCode)),
      'handleItemCode',
      '业务办理项编码应当以实施编码开头',
    ),
    ...(taskCode === null ? [] : checkTaskCode(taskCode, item, codes)),
  ];
}

function checkTaskCode(taskCode: string, { useLevel, catalogCode }: ServiceItem, codes: CodeProfile): (ItemProblem | null)[] {
  if (!codes.taskCode.test(taskCode)) return [problem(true, 'taskCode', '实施编码的位数或字符不符合编码规则')];
  if (!codes.composed) return [];
  return [
    problem(!isUscc(taskCode.slice(0, USCC_LENGTH)), 'taskCode', '实施编码前 18 位不是有效的统一社会信用代码，请核对校验位'),
    problem(taskCode.charAt(USCC_LENGTH) !== useLevel, 'taskCode', '实施编码第 19 位与行使层级不一致'),
    problem(catalogCode !== null && taskCode.slice(USCC_LENGTH + 1) !== catalogCode, 'taskCode', '实施编码后 12 位与基本编码不一致'),
  ];
}

/** Working days in a run of calendar days, at most: to compare the two units without a calendar. */
function calendarDays(days: number, unit: ServiceItem['legalUnit']): number {
  return unit === 'CALENDAR_DAY' ? days : Math.ceil((days * 7) / 5);
}

function checkLimits(item: ServiceItem): (ItemProblem | null)[] {
  const { legalDays, legalUnit, promisedDays, promisedUnit, flow } = item;
  const longer = legalUnit === promisedUnit ? promisedDays > legalDays : calendarDays(promisedDays, promisedUnit) > calendarDays(legalDays, legalUnit);
  const stepDays = flow.reduce((sum, { limitDays }) => sum + limitDays, 0);
  return [
    problem(longer, 'promisedDays', '承诺时限不得超过法定时限'),
    problem(item.reviewType === 'FORMAL' && promisedDays > 0 && item.branches.length === 0 && item.decidedAbove === null, 'promisedDays', '形式审查的事项即时办结，承诺时限应为 0'),
    problem(item.reviewType === 'SUBSTANTIVE' && promisedDays === 0, 'promisedDays', '实质审查的事项应当写明承诺时限'),
    problem(stepDays > promisedDays, 'flow', '各办理环节的时限合计不得超过承诺时限'),
    problem(item.acceptanceMode === 'UNIFIED' && item.branches.length > 0, 'branches', '受审合一的事项由一个窗口办结，不能再有联办部门'),
    problem(item.decidedAbove !== null && item.branches.length > 0, 'branches', '报上级决定的事项不能再有联办部门'),
  ];
}

function checkMaterialIds({ materials, tolerant, questions }: ServiceItem): (ItemProblem | null)[] {
  const ids = materials.map(({ id }) => id);
  const conditional = new Set(questions.flatMap(({ options }) => options.flatMap(({ materialIds }) => materialIds)));
  return [
    problem(new Set(ids).size < ids.length, 'materials', '材料编号重复'),
    problem(!materials.some(({ required }) => required), 'materials', '至少要有一项必要材料'),
    problem(materials.some(({ originals, copies }) => originals + copies === 0), 'materials', '每项材料的原件和复印件份数不能都是 0'),
    problem(tolerant.some((id) => !ids.includes(id)), 'tolerant', '容缺材料不在材料清单中'),
    problem(materials.some(({ id, required }) => !required && tolerant.includes(id)), 'tolerant', '非必要材料不需要容缺'),
    problem([...conditional].some((id) => !ids.includes(id)), 'questions', '情形引用了材料清单中没有的材料'),
    problem(materials.some(({ required }) => required) && !materials.some(({ id, required }) => required && !conditional.has(id)), 'questions', '至少要有一项必要材料不随情形变化'),
  ];
}

function checkQuestions({ questions }: ServiceItem): (ItemProblem | null)[] {
  const ids = questions.map(({ id }) => id);
  const nexts = questions.flatMap(({ options }) => options.flatMap(({ next }) => (next === null ? [] : [next])));
  const asked = reachable(questions.slice(0, 1), questions);
  return [
    problem(new Set(ids).size < ids.length, 'questions', '情形问题编号重复'),
    problem(questions.some(({ options }) => new Set(options.map(({ id }) => id)).size < options.length), 'questions', '同一问题的选项编号重复'),
    problem(nexts.some((next) => !ids.includes(next)), 'questions', '选项指向的下一问题不存在'),
    problem(questions.some((question) => reachable(following(question, questions), questions).has(question.id)), 'questions', '情形问题首尾相接，永远答不完'),
    problem(questions.some(({ id }) => !asked.has(id)), 'questions', '有的情形问题永远问不到'),
  ];
}

function following(question: ScenarioQuestion, questions: readonly ScenarioQuestion[]): ScenarioQuestion[] {
  return questions.filter(({ id }) => question.options.some(({ next }) => next === id));
}

/** The ids of these questions and of all that can follow them. */
function reachable(from: readonly ScenarioQuestion[], questions: readonly ScenarioQuestion[]): ReadonlySet<string> {
  const found = new Set<ScenarioQuestion>(from);
  for (const question of found) for (const next of following(question, questions)) found.add(next);
  return new Set([...found].map(({ id }) => id));
}

function checkDates({ effectiveFrom, effectiveTo }: ServiceItem): (ItemProblem | null)[] {
  return [problem(effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom, 'effectiveTo', '失效日期不得早于生效日期')];
}
