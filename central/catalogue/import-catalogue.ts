import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { checkItem, NATIONAL_CODES, type CodeProfile } from '../../shared/rules/item-check.ts';
import { Catalogue, ServiceItem } from '../../shared/types/catalogue.ts';
import { decodeText, readCsv } from './read-csv.ts';
import { readRecords, type Records, type RowRecord } from './read-records.ts';
import { readXlsx } from './read-xlsx.ts';
import { LIMITS, UnreadableFile, type ImportProblem, type Sheet } from './sheet.ts';

export interface ImportFile {
  /** The name without a folder; its ending tells the kind. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Imported = Result<readonly ServiceItem[], readonly ImportProblem[]>;

/**
 * The items of one workbook (.xlsx), of one JSON catalogue, or of several CSV files, one a sheet. All or nothing: with
 * a single mistake nothing is imported, and every mistake (up to 500) is told with its place.
 */
export function importCatalogue(files: readonly ImportFile[], codes: CodeProfile = NATIONAL_CODES): Imported {
  const tooLarge = files.filter(({ bytes }) => bytes.length > LIMITS.fileBytes);
  if (files.length === 0) return fail([whole('', '没有选择文件')]);
  if (tooLarge.length > 0) return fail(tooLarge.map(({ name }) => whole(name, '文件超过 20 MB')));
  try {
    const [first] = files;
    if (files.length === 1 && first && endingOf(first) === 'json') return importJson(first, codes);
    return importSheets(files.flatMap(sheetsOf), codes);
  } catch (error) {
    if (error instanceof UnreadableFile) return fail([{ sheet: error.sheet, row: error.row, column: '', sentence: error.message }]);
    throw error;
  }
}

function whole(sheet: string, sentence: string): ImportProblem {
  return { sheet, row: 0, column: '', sentence };
}

function endingOf({ name }: ImportFile): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function sheetsOf(file: ImportFile): Sheet[] {
  switch (endingOf(file)) {
    case 'xlsx':
      return readXlsx(file.bytes);
    case 'csv':
    case 'txt':
      return [readCsv(file.name.slice(0, file.name.lastIndexOf('.')), file.bytes)];
    default:
      throw new UnreadableFile('只能导入 .xlsx、.csv 或者 .json 文件', file.name);
  }
}

function importSheets(sheets: readonly Sheet[], codes: CodeProfile): Imported {
  const problems: ImportProblem[] = [];
  const records = readRecords(sheets, problems);
  // Rows with mistakes are told as such; what they add up to would only repeat them.
  if (problems.length > 0) return fail(problems.slice(0, LIMITS.problems));
  const children = childrenByItem(records, problems);
  const items = records.items.flatMap((row) => assemble(row, children.get(String(row.fields['id'])) ?? NO_CHILDREN, codes, problems));
  if (records.items.length === 0) problems.push(whole('', '“事项”表中没有事项'));
  return problems.length > 0 ? fail(problems.slice(0, LIMITS.problems)) : ok(items);
}

type Children = Record<'materials' | 'questions' | 'fees' | 'flow', RowRecord[]>;

const NO_CHILDREN: Readonly<Children> = { materials: [], questions: [], fees: [], flow: [] };

function childrenByItem(records: Records, problems: ImportProblem[]): ReadonlyMap<string, Children> {
  const byItem = new Map<string, Children>();
  for (const row of records.items) {
    const id = String(row.fields['id']);
    if (byItem.has(id)) problems.push(at(row, 'id', `事项编号“${id}”重复，一次导入中每个事项只能有一个版本`));
    byItem.set(id, { materials: [], questions: [], fees: [], flow: [] });
  }
  for (const kind of ['materials', 'questions', 'fees', 'flow'] as const) {
    for (const row of records[kind]) {
      const id = String(row.fields['itemId']);
      const own = byItem.get(id);
      if (own) own[kind].push(row);
      else problems.push(at(row, 'itemId', `“事项”表中没有编号“${id.slice(0, 40)}”`));
    }
  }
  return byItem;
}

function at(row: RowRecord, field: string, sentence: string): ImportProblem {
  return { sheet: row.sheet, row: row.row, column: row.columns.get(field) ?? '', sentence };
}

function assemble(row: RowRecord, children: Readonly<Children>, codes: CodeProfile, problems: ImportProblem[]): ServiceItem[] {
  const parsed = ServiceItem.safeParse({
    taskCode: null,
    plainName: '',
    acceptCondition: '',
    basis: '',
    ...row.fields,
    materials: children.materials.map((child) => ({ spec: '', basis: '', ...ownFields(child) })),
    questions: questionsOf(children.questions),
    fees: children.fees.map((child) => ({ amountFen: null, ...ownFields(child) })),
    flow: children.flow.map(ownFields),
  });
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map(({ path }) => placeOf(path, row, children)));
    return [];
  }
  for (const { field, sentence } of checkItem(parsed.data, codes)) problems.push(placeOfField(field, row, children, sentence));
  return [parsed.data];
}

function ownFields({ fields }: RowRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'itemId'));
}

/** Options that follow each other under one number are one question. */
function questionsOf(rows: readonly RowRecord[]): unknown[] {
  const byId = new Map<unknown, { id: unknown; text: unknown; options: unknown[] }>();
  for (const { fields } of rows) {
    const { questionId, text, id, label, materialIds, next } = fields;
    const question = byId.get(questionId) ?? { id: questionId, text, options: [] };
    question.options.push({ id, label, materialIds, next });
    byId.set(questionId, question);
  }
  return [...byId.values()];
}

const NOT_AS_ASKED = '填写不符合要求，请对照模板的填写说明（可能过长、含有不允许的字符，或者超出范围）';

/** Where the value of a schema's complaint stands in the file. */
function placeOf(path: readonly PropertyKey[], row: RowRecord, children: Readonly<Children>): ImportProblem {
  const [field, index, inner] = path;
  if (field === 'materials' && typeof index !== 'number') return at(row, 'id', '“材料”表中没有这个事项的材料');
  if ((field === 'materials' || field === 'fees' || field === 'flow') && typeof index === 'number') {
    const child = children[field][index];
    if (child) return at(child, String(inner), NOT_AS_ASKED);
  }
  return placeOfField(String(field), row, children, field === 'questions' ? '情形问题填写不符合要求，每个问题至少要有两个选项' : NOT_AS_ASKED);
}

/** The column of the item's row, or the first row of the sheet that the field stands in. */
function placeOfField(field: string, row: RowRecord, children: Readonly<Children>, sentence: string): ImportProblem {
  const child = Object.hasOwn(children, field) ? children[field as keyof Children][0] : undefined;
  return child ? at(child, 'itemId', sentence) : at(row, field, sentence);
}

function importJson(file: ImportFile, codes: CodeProfile): Imported {
  let value: unknown;
  try {
    value = JSON.parse(decodeText(file.bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail([whole(file.name, '不是有效的 JSON 文件')]);
  }
  const parsed = Catalogue.safeParse(value);
  if (!parsed.success) return fail(parsed.error.issues.slice(0, LIMITS.problems).map(({ path }) => inJson(file.name, path, NOT_AS_ASKED)));
  const { items } = parsed.data;
  const problems = items.flatMap((item, index) => [
    ...(items.findIndex(({ id, version }) => id === item.id && version === item.version) < index ? [inJson(file.name, ['items', index, 'id'], '事项和版本重复')] : []),
    ...checkItem(item, codes).map(({ field, sentence }) => inJson(file.name, ['items', index, field], sentence)),
  ]);
  return problems.length > 0 ? fail(problems.slice(0, LIMITS.problems)) : ok(items);
}

/** The row is the item's place in the list, from 1. */
function inJson(sheet: string, path: readonly PropertyKey[], sentence: string): ImportProblem {
  const [list, index] = path;
  return { sheet, row: list === 'items' && typeof index === 'number' ? index + 1 : 0, column: path.map(String).join('.'), sentence };
}
