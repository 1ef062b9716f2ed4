import { checkMaterials } from '../../../shared/rules/checklist.ts';
import { DOCUMENT_TITLES } from '../../../shared/rules/document-titles.ts';
import type { CaseFile, CaseMaterial } from '../../../shared/types/case-file.ts';
import { chineseDate, chineseDay, SPECIAL_TEXT } from './letter-words.ts';
import type { TemplateTable } from './template.ts';

/** A table as it is drawn. `widths` are parts of the page that make 1 together. */
export interface LetterTable {
  readonly titles: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

interface Column<T> {
  readonly title: string;
  readonly width: number;
  readonly cell: (line: T, index: number) => string;
}

const NUMBER: Column<unknown> = { title: '序号', width: 0.08, cell: (_, index) => String(index + 1) };
const originals: Column<CaseMaterial> = { title: '原件', width: 0.14, cell: (line) => `${line.originals} 份` };
const copies: Column<CaseMaterial> = { title: '复印件', width: 0.14, cell: (line) => `${line.copies} 份` };

const MATERIAL_COLUMNS: readonly Column<CaseMaterial>[] = [NUMBER, { title: '材料名称', width: 0.64, cell: ({ name }) => name }, originals, copies];

const DEMAND_COLUMNS: readonly Column<CaseMaterial>[] = [
  NUMBER,
  { title: '材料名称', width: 0.5, cell: ({ name }) => name },
  { title: '必要性', width: 0.14, cell: ({ required }) => (required ? '必要' : '按需') },
  originals,
  copies,
];

const GAP_COLUMNS: readonly Column<CaseMaterial>[] = [
  NUMBER,
  { title: '材料名称', width: 0.3, cell: ({ name }) => name },
  { title: '存在的问题', width: 0.29, cell: ({ gap }) => gap?.problem ?? '' },
  { title: '补正要求', width: 0.33, cell: ({ gap }) => gap?.demand ?? '' },
];

const DIFFERENCE_COLUMNS: readonly Column<CaseFile['differences'][number]>[] = [
  NUMBER,
  { title: '核对项', width: 0.2, cell: ({ field }) => field },
  { title: '受理信息', width: 0.36, cell: ({ accepted }) => accepted },
  { title: '结果信息', width: 0.36, cell: ({ result }) => result },
];

/** An opinion is cut where it would be higher than a page. */
const OPINION_PART = 300;

const STEP_COLUMNS: readonly Column<CaseFile['steps'][number]>[] = [
  { title: '环节', width: 0.13, cell: ({ name }) => name },
  { title: '部门', width: 0.19, cell: ({ branch }) => branch },
  { title: '审查意见', width: 0.32, cell: ({ agreed, opinion }) => `${agreed ? '同意' : '不同意'}：${opinion}` },
  { title: '审查人', width: 0.13, cell: ({ workNo }) => `工号 ${workNo}` },
  { title: '日期', width: 0.23, cell: ({ at }) => chineseDay(at) },
];

const SUSPENSION_COLUMNS: readonly Column<CaseFile['suspensions'][number]>[] = [
  { title: '程序', width: 0.16, cell: ({ kind }) => SPECIAL_TEXT[kind] },
  { title: '依据', width: 0.28, cell: ({ basis }) => basis },
  { title: '所需时间', width: 0.16, cell: ({ plannedDays }) => `${plannedDays} 个工作日` },
  { title: '开始', width: 0.2, cell: ({ startOn }) => chineseDate(startOn) },
  { title: '结束', width: 0.2, cell: ({ endOn }) => (endOn === null ? '进行中' : chineseDate(endOn)) },
];

const DOCUMENT_COLUMNS: readonly Column<CaseFile['documents'][number]>[] = [
  NUMBER,
  { title: '文书', width: 0.32, cell: ({ kind }) => DOCUMENT_TITLES[kind] },
  { title: '文书编号', width: 0.6, cell: ({ no }) => no },
];

function tableFrom<T>(columns: readonly Column<T>[], lines: readonly T[]): LetterTable {
  return {
    titles: columns.map(({ title }) => title),
    widths: columns.map(({ width }) => width),
    rows: lines.map((line, index) => columns.map(({ cell }) => cell(line, index))),
  };
}

function materialsNamed(file: CaseFile, ids: readonly string[]): CaseMaterial[] {
  return file.materials.filter(({ materialId }) => ids.includes(materialId));
}

/** The list of a case that a template asks for. */
export function tableOf(which: TemplateTable, file: CaseFile): LetterTable {
  switch (which) {
    case 'all':
      return tableFrom(DEMAND_COLUMNS, file.materials);
    case 'received':
      return tableFrom(MATERIAL_COLUMNS, file.materials.filter(({ status }) => status === 'RECEIVED'));
    case 'supplied':
      return tableFrom(MATERIAL_COLUMNS, materialsNamed(file, file.supply?.materialIds ?? []));
    case 'promised':
      return tableFrom(DEMAND_COLUMNS, materialsNamed(file, file.tolerance?.materialIds ?? []));
    case 'gaps':
      return tableFrom(GAP_COLUMNS, checkMaterials(file.materials).missing);
    case 'differences':
      return tableFrom(DIFFERENCE_COLUMNS, file.differences);
    case 'steps':
      return cutOpinions(tableFrom(STEP_COLUMNS, file.steps));
    case 'suspensions':
      return tableFrom(SUSPENSION_COLUMNS, file.suspensions);
    case 'documents':
      return tableFrom(DOCUMENT_COLUMNS, file.documents);
  }
}

const OPINION = STEP_COLUMNS.findIndex(({ title }) => title === '审查意见');

function cutOpinions(table: LetterTable): LetterTable {
  const rows = table.rows.flatMap((row) =>
    partsOf(row[OPINION] ?? '').map((part, index) => row.map((cell, column) => (column === OPINION ? part : index === 0 ? cell : ''))),
  );
  return { ...table, rows };
}

function partsOf(text: string): string[] {
  const characters = Array.from(text);
  const count = Math.max(1, Math.ceil(characters.length / OPINION_PART));
  return Array.from({ length: count }, (_, index) => characters.slice(index * OPINION_PART, (index + 1) * OPINION_PART).join(''));
}
