import { SHEET_PLANS, NOTES_SHEET, type Column, type SheetPlan } from './columns.ts';
import { readCell } from './read-cell.ts';
import { columnName, type ImportProblem, type Sheet, type SheetRow } from './sheet.ts';

/** One row as its plan reads it, and where it stands. */
export interface RowRecord {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sheet: string;
  readonly row: number;
  /** Field → letter of its column. */
  readonly columns: ReadonlyMap<string, string>;
}

export type Records = Readonly<Record<SheetPlan['kind'], readonly RowRecord[]>>;

interface PlacedColumn {
  readonly at: number;
  readonly column: Column;
}

/** Every row of every sheet; what is wrong goes to `problems`. */
export function readRecords(sheets: readonly Sheet[], problems: ImportProblem[]): Records {
  const records: Record<SheetPlan['kind'], RowRecord[]> = { items: [], materials: [], questions: [], fees: [], flow: [] };
  const seen = new Set<SheetPlan>();
  for (const sheet of sheets) {
    if (sheet.rows.length === 0 || sheet.name.includes(NOTES_SHEET)) continue;
    const plan = planOf(sheet);
    if (!plan || seen.has(plan)) {
      problems.push(of(sheet, 0, '', plan ? `有两个“${plan.name}”表` : `不认识的工作表；请用模板中的名称：${SHEET_PLANS.map(({ name }) => name).join('、')}`));
      continue;
    }
    seen.add(plan);
    records[plan.kind].push(...readSheet(sheet, plan, problems));
  }
  for (const plan of SHEET_PLANS.slice(0, 2)) {
    if (!seen.has(plan)) problems.push({ sheet: '', row: 0, column: '', sentence: `缺少“${plan.name}”表` });
  }
  return records;
}

/** By its name; a CSV file that is called something else by its columns. */
function planOf(sheet: Sheet): SheetPlan | undefined {
  const titles = new Set([...(sheet.rows[0]?.cells.values() ?? [])].map(({ text }) => titleOf(text)));
  return (
    SHEET_PLANS.find(({ name }) => sheet.name.trim() === name) ??
    SHEET_PLANS.find(({ columns }) => columns.every(({ title, required }) => required !== true || titles.has(title)))
  );
}

function titleOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s*]/g, '').replace('(', '（').replace(')', '）');
}

function readSheet(sheet: Sheet, plan: SheetPlan, problems: ImportProblem[]): RowRecord[] {
  const [header, ...rows] = sheet.rows;
  if (!header) return [];
  const before = problems.length;
  const placed = placeColumns(sheet, header, plan, problems);
  return problems.length > before ? [] : rows.map((row) => readRow(sheet, row, placed, problems));
}

function placeColumns(sheet: Sheet, header: SheetRow, plan: SheetPlan, problems: ImportProblem[]): PlacedColumn[] {
  const placed: PlacedColumn[] = [];
  for (const [at, { text }] of header.cells) {
    const column = plan.columns.find(({ title }) => title === titleOf(text));
    const twice = placed.some((other) => other.column === column);
    if (!column || twice) problems.push(of(sheet, header.no, columnName(at), column ? `“${column.title}”列重复` : `不认识的列“${text.slice(0, 20)}”`));
    else placed.push({ at, column });
  }
  for (const column of plan.columns) {
    if (column.required === true && !placed.some((other) => other.column === column)) problems.push(of(sheet, header.no, '', `缺少“${column.title}”列`));
  }
  return placed;
}

function readRow(sheet: Sheet, { no, cells }: SheetRow, placed: readonly PlacedColumn[], problems: ImportProblem[]): RowRecord {
  const fields: Record<string, unknown> = {};
  for (const { at, column } of placed) {
    const cell = cells.get(at);
    if (!cell) {
      if (column.required === true) problems.push(of(sheet, no, columnName(at), `“${column.title}”没有填写`));
      continue;
    }
    const value = readCell(cell, column, sheet.epoch);
    if (value.ok) fields[column.field] = value.value;
    else problems.push(of(sheet, no, columnName(at), `“${column.title}”：${value.error}`));
  }
  return { fields, sheet: sheet.name, row: no, columns: new Map(placed.map(({ at, column }) => [column.field, columnName(at)])) };
}

function of(sheet: Sheet, row: number, column: string, sentence: string): ImportProblem {
  return { sheet: sheet.name, row, column, sentence };
}
