import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'saxen';
import { cellAddress, LIMITS, UnreadableFile, type Cell, type Sheet } from './sheet.ts';

type Parts = Readonly<Record<string, Uint8Array>>;

/** Only these are ever unpacked: no pictures, macros or links to elsewhere. */
const WANTED = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

/** The sheets of an .xlsx workbook (ECMA-376) as text. Throws UnreadableFile. */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  const parts = unpack(bytes);
  const { sheets, epoch } = readWorkbook(parts);
  const strings = readStrings(parts);
  return sheets.map(({ name, part }) => readSheet(name, xmlOf(parts, part), strings, epoch));
}

/**
 * The sizes that the archive declares are added up before anything is unpacked, and nothing unpacks to more than it
 * declared: the library writes into a buffer of that size.
 */
function unpack(bytes: Uint8Array): Parts {
  let total = 0;
  let count = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1;
        if (count > LIMITS.parts) throw new UnreadableFile('工作簿里的部件太多，不是事项清单');
        if (!WANTED.test(name)) return false;
        total += originalSize;
        if (total > LIMITS.unpackedBytes) throw new UnreadableFile('工作簿解压后太大，请删去多余的工作表和格式');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('不是有效的 .xlsx 工作簿；旧的 .xls 请先另存为 .xlsx，加密的请先取消密码');
  }
}

function xmlOf(parts: Parts, name: string): string {
  const part = parts[name];
  if (!part) throw new UnreadableFile('工作簿缺少部件，请用表格软件重新保存一次');
  return strFromU8(part);
}

interface XmlHandlers {
  readonly open: (name: string, attrs: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Names without their prefix. A document type is refused, so nothing outside can be named and nothing multiplies. */
function readXml(xml: string, { open, close, text }: XmlHandlers, sheet = ''): void {
  const parser = new Parser();
  parser.on('openTag', (name, attrs, decode) => {
    open(local(name), Object.fromEntries(Object.entries(attrs()).map(([key, value]) => [key, decode(value)])));
  });
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.on('attention', () => {
    throw new UnreadableFile('工作簿里有不允许的文档类型声明', sheet);
  });
  parser.on('error', () => {
    throw new UnreadableFile('工作簿内容损坏，请用表格软件重新保存一次', sheet);
  });
  parser.parse(xml);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly epoch: Sheet['epoch'];
}

function readWorkbook(parts: Parts): Workbook {
  const targets = new Map<string, string>();
  readXml(xmlOf(parts, 'xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let epoch: Sheet['epoch'] = '1900';
  readXml(xmlOf(parts, 'xl/workbook.xml'), {
    open: (name, attrs) => {
      if (name === 'workbookPr' && (attrs['date1904'] === '1' || attrs['date1904'] === 'true')) epoch = '1904';
      if (name === 'sheet') sheets.push({ name: attrs['name'] ?? '', part: targets.get(attrs['r:id'] ?? '') ?? '' });
    },
  });
  if (sheets.length > LIMITS.sheets) throw new UnreadableFile(`超过 ${LIMITS.sheets} 个工作表`);
  return { sheets, epoch };
}

/** Rich text is joined; the phonetic guide above the characters is left out. */
function readStrings(parts: Parts): string[] {
  if (!parts['xl/sharedStrings.xml']) return [];
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  readXml(xmlOf(parts, 'xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 't') inText = false;
      if (name === 'si') strings.push(current);
    },
    text: (text) => {
      if (inText) current += text;
    },
  });
  return strings;
}

interface OpenCell {
  readonly column: number;
  readonly row: number;
  readonly type: string;
  value: string;
  formula: boolean;
}

function readSheet(name: string, xml: string, strings: readonly string[], epoch: Sheet['epoch']): Sheet {
  const rows = new Map<number, Map<number, Cell>>();
  const merges: string[] = [];
  let cell: OpenCell | null = null;
  let inValue = false;
  readXml(xml, {
    open: (tag, attrs) => {
      if (tag === 'c') cell = openCell(name, attrs);
      if (tag === 'f' && cell) cell.formula = true;
      if (tag === 'mergeCell') merges.push(attrs['ref'] ?? '');
      inValue = tag === 'v' || tag === 't';
    },
    close: (tag) => {
      inValue = false;
      if (tag !== 'c' || !cell) return;
      keep(name, rows, cell.row, cell.column, valueOf(cell, strings));
      cell = null;
    },
    text: (text) => {
      if (inValue && cell) cell.value += text;
    },
  }, name);
  fillMerges(name, rows, merges);
  const inOrder = [...rows].sort(([a], [b]) => a - b).map(([no, cells]) => ({ no, cells }));
  return { name, rows: inOrder, epoch };
}

function openCell(sheet: string, attrs: Readonly<Record<string, string>>): OpenCell {
  const address = cellAddress(attrs['r'] ?? '');
  if (address === null) throw new UnreadableFile('工作簿内容损坏，请用表格软件重新保存一次', sheet);
  return { ...address, type: attrs['t'] ?? 'n', value: '', formula: false };
}

function valueOf({ type, value, formula }: OpenCell, strings: readonly string[]): Cell {
  if (formula) return { text: value, kind: 'FORMULA' };
  switch (type) {
    case 's':
      return { text: strings[Number(value)] ?? '', kind: 'TEXT' };
    case 'e':
      return { text: value, kind: 'ERROR' };
    case 'b':
      return { text: value === '1' ? '是' : '否', kind: 'TEXT' };
    case 'n':
      return { text: value, kind: 'NUMBER' };
    default:
      return { text: value, kind: 'TEXT' };
  }
}

function keep(sheet: string, rows: Map<number, Map<number, Cell>>, row: number, column: number, cell: Cell): void {
  if (cell.kind !== 'FORMULA' && cell.text.trim() === '') return;
  if (column >= LIMITS.columns) throw new UnreadableFile(`超过 ${LIMITS.columns} 列`, sheet, row);
  if (cell.text.length > LIMITS.cellChars) throw new UnreadableFile(`有一格超过 ${LIMITS.cellChars} 个字`, sheet, row);
  const cells = rows.get(row) ?? new Map<number, Cell>();
  cells.set(column, cell);
  rows.set(row, cells);
  if (rows.size > LIMITS.rows) throw new UnreadableFile(`超过 ${LIMITS.rows} 行，请分成几个文件`, sheet, row);
}

/** What stands in a merged field stands in each of its rows. Only rows that exist are filled. */
function fillMerges(sheet: string, rows: Map<number, Map<number, Cell>>, merges: readonly string[]): void {
  let filled = 0;
  for (const merge of merges) {
    const [from, to] = merge.split(':').map(cellAddress);
    const cell = from && rows.get(from.row)?.get(from.column);
    if (!from || !to || !cell) continue;
    filled += to.row - from.row;
    if (filled > LIMITS.mergedRows) throw new UnreadableFile('合并的格子太多', sheet);
    for (let row = from.row + 1; row <= to.row; row += 1) rows.get(row)?.set(from.column, cell);
  }
}
