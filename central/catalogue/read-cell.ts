import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { Column } from './columns.ts';
import type { Cell, Sheet } from './sheet.ts';

type Read = Result<unknown, string>;

const DAY_MS = 86_400_000;
/** Day 0. The 1900 calendar has a 29 February 1900 that never was, so its days from March 1900 on count from 1899-12-30. */
const EPOCHS = { '1900': Date.UTC(1899, 11, 30), '1904': Date.UTC(1904, 0, 1) } as const;
const FIRST_SERIAL = 61;
const LAST_SERIAL = 110_000;

/** Characters that no text of a catalogue has: controls other than line ends and tabs, lone halves, reversed direction. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;

const SENTENCES = {
  FORMULA: '这一格是公式，请粘贴为数值',
  ERROR: '这一格是错误值，请改正',
  FORBIDDEN: '含有看不见的控制字符，请重新输入',
  CODE: '编码请设为文本格式后重新输入，按数字保存会丢失前面的 0 和后面的位数',
  COUNT: '请填写 0 到 9999 的整数',
  MONEY: '请填写不超过两位小数的金额',
  DATE: '日期无效，请写成 2026-01-01 的样子',
  YESNO: '请填写“是”或者“否”',
} as const;

/** The value of one cell of a column, or what is wrong with it. Full-width digits and letters count as ordinary ones, but not in texts. */
export function readCell(cell: Cell, column: Column, epoch: Sheet['epoch']): Read {
  if (cell.kind === 'FORMULA' || cell.kind === 'ERROR') return fail(SENTENCES[cell.kind]);
  if (FORBIDDEN.test(cell.text)) return fail(SENTENCES.FORBIDDEN);
  if (column.kind === 'text') return ok(cell.text.trim());
  const text = cell.text.normalize('NFKC').trim();
  switch (column.kind) {
    case 'code':
      return cell.kind === 'NUMBER' ? fail(SENTENCES.CODE) : ok(text);
    case 'id':
      return ok(text);
    case 'count':
      return /^\d{1,4}(\.0+)?$/.test(text) ? ok(Number(text)) : fail(SENTENCES.COUNT);
    case 'money':
      return readMoney(text, cell.kind === 'NUMBER');
    case 'date':
      return readDate(text, cell.kind === 'NUMBER', epoch);
    case 'yesno':
      return text === '是' || text === '否' ? ok(text === '是') : fail(SENTENCES.YESNO);
    case 'list':
      return ok(parts(text));
    case 'choice':
      return readChoice(text, column);
    case 'choices':
      return readChoices(text, column);
  }
}

function parts(text: string): string[] {
  return text.split(/[、,;\n]/).map((part) => part.trim()).filter((part) => part !== '');
}

function readChoice(text: string, { labels = {} }: Column): Read {
  return Object.hasOwn(labels, text) ? ok(labels[text]) : fail(`“${text.slice(0, 20)}”不在可选内容中，请填写：${Object.keys(labels).join('、')}`);
}

function readChoices(text: string, column: Column): Read {
  const values: unknown[] = [];
  for (const part of parts(text)) {
    const value = readChoice(part, column);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

/** Yuan to fen. A number of the file may carry the tail of its binary form. */
function readMoney(text: string, isNumber: boolean): Read {
  const yuan = isNumber ? String(Math.round(Number(text) * 1e6) / 1e6) : text;
  const [, whole, cents = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  return whole === undefined ? fail(SENTENCES.MONEY) : ok(Number(whole) * 100 + Number(cents.padEnd(2, '0')));
}

/** 2026-01-01, 2026/1/1, 2026.1.1, 2026年1月1日, 20260101, or the day number of the spreadsheet. */
function readDate(text: string, isNumber: boolean, epoch: Sheet['epoch']): Read {
  const serial = Number(text);
  if (isNumber && serial >= FIRST_SERIAL && serial <= LAST_SERIAL) return ok(isoDate(EPOCHS[epoch] + Math.floor(serial) * DAY_MS));
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return fail(SENTENCES.DATE);
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(instant) && isoDate(instant) === iso ? ok(iso) : fail(SENTENCES.DATE);
}

function isoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
