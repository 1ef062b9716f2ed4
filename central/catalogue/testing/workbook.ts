import { strToU8, unzipSync, zipSync } from 'fflate';
import { SHEET_PLANS, type SheetKind } from '../columns.ts';
import { columnName } from '../sheet.ts';
import { writeXlsx, type TextSheet } from '../write-xlsx.ts';

type Rows = Partial<Record<SheetKind, readonly Readonly<Record<string, string>>[]>>;

/** One item with two materials, by the titles of the columns. */
export const GOOD = {
  items: [
    {
      事项编号: 'food-licence', 版本: '1', 基本编码: '990100100003', 实施编码: '11990101990000017G4990100100003', 事项名称: '食品经营许可（新办）', 实施部门: '市场监督管理局',
      领域: '市场准入', 事项类型: '行政许可', 服务对象: '自然人、企业法人', 审查方式: '实质审查', 法定时限: '20', 承诺时限: '5', 容缺材料: 'rules', 排队业务: 'market', 状态: '在用', 生效日期: '2026-01-01',
    },
  ],
  materials: [
    { 事项编号: 'food-licence', 材料编号: 'form', 材料名称: '申请书', 是否必要: '是', 原件份数: '1', 复印件份数: '0', 受理标准: '填写完整' },
    { 事项编号: 'food-licence', 材料编号: 'rules', 材料名称: '规章制度', 是否必要: '是', 原件份数: '0', 复印件份数: '1', 受理标准: '齐全' },
  ],
} satisfies Rows;

/** The same item with one cell of its first row changed. */
export function goodItem(change: Readonly<Record<string, string>>): Rows {
  return { ...GOOD, items: GOOD.items.map((item) => ({ ...item, ...change })) };
}

export function goodMaterial(change: Readonly<Record<string, string>>): Rows {
  return { ...GOOD, materials: GOOD.materials.map((material, index) => (index === 1 ? { ...material, ...change } : material)) };
}

/** The titles that occur, then the rows. */
export function sheetsOf(rows: Rows): TextSheet[] {
  return SHEET_PLANS.flatMap(({ kind, name }) => {
    const own = rows[kind];
    if (!own) return [];
    const titles = [...new Set(own.flatMap((row) => Object.keys(row)))];
    return [{ name, rows: [titles, ...own.map((row) => titles.map((title) => row[title] ?? ''))] }];
  });
}

export function xlsx(rows: Rows): Uint8Array {
  return writeXlsx(sheetsOf(rows));
}

export function csvText({ rows }: TextSheet, delimiter = ',', lineEnd = '\r\n'): string {
  return rows.map((row) => row.map((cell) => (/["\r\n,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)).join(lineEnd);
}

/** The address of a column of the first sheet. */
export function addressOf(rows: Rows, sheet: 0 | 1, title: string, row: number): string {
  return columnName(sheetsOf(rows)[sheet]?.rows[0]?.indexOf(title) ?? -1) + String(row);
}

/** A workbook with the XML of one of its parts replaced, for what no writer of ours makes. */
export function withPart(bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  const old = parts[part];
  if (!old) throw new Error(`no part ${part}`);
  return zipSync({ ...parts, [part]: strToU8(change(new TextDecoder().decode(old))) });
}

/** One cell of a sheet as the given XML. */
export function withCell(bytes: Uint8Array, sheet: 1 | 2, address: string, cell: string): Uint8Array {
  return withPart(bytes, `xl/worksheets/sheet${sheet}.xml`, (xml) => {
    const changed = xml.replace(new RegExp(`<c r="${address}" [^>]*>.*?</c>`), cell);
    if (changed === xml) throw new Error(`no cell ${address}`);
    return changed;
  });
}
