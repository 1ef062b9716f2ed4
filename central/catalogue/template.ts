import { NOTES_SHEET, SHEET_PLANS, type Column } from './columns.ts';
import { writeXlsx } from './write-xlsx.ts';

/** 导入模板: the empty sheets with their columns, and what to fill in where. */
export function importTemplate(): Uint8Array {
  const notes = SHEET_PLANS.flatMap(({ name, columns }) => columns.map((column) => [name, column.title, column.required === true ? '必填' : '', explanation(column), column.example]));
  return writeXlsx([
    ...SHEET_PLANS.map(({ name, columns }) => ({ name, rows: [columns.map(({ title, required }) => (required === true ? `${title}*` : title))] })),
    { name: NOTES_SHEET, rows: [['工作表', '列', '是否必填', '怎样填写', '例子'], ...notes] },
  ]);
}

function explanation({ labels, explain }: Column): string {
  const choices = labels ? `可填：${Object.keys(labels).join('、')}` : '';
  return [explain, choices].filter((part) => part !== '').join('。');
}
