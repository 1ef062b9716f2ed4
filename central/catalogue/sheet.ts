/** One cell as it stands in the file. */
export interface Cell {
  readonly text: string;
  /** How the file keeps it. A number may have lost leading zeros and digits; a formula or an error is no value. */
  readonly kind: 'TEXT' | 'NUMBER' | 'FORMULA' | 'ERROR';
}

export interface SheetRow {
  /** As the spreadsheet program counts, from 1. */
  readonly no: number;
  /** By column, from 0. */
  readonly cells: ReadonlyMap<number, Cell>;
}

/** Rows that are not blank. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** Day 0 of its date numbers. */
  readonly epoch: '1900' | '1904';
}

/** One mistake and where it is; `row` 0 is the sheet as a whole, sheet '' the file. */
export interface ImportProblem {
  readonly sheet: string;
  readonly row: number;
  /** Letter of the column, or the path in a JSON file; '' where the row as a whole is meant. */
  readonly column: string;
  readonly sentence: string;
}

/** Beyond these a file is no catalogue. */
export const LIMITS = {
  fileBytes: 20 * 1_024 * 1_024,
  /** Of all parts of one workbook together. */
  unpackedBytes: 200 * 1_024 * 1_024,
  parts: 500,
  sheets: 20,
  rows: 50_000,
  columns: 200,
  /** Of all merged fields of a sheet together. */
  mergedRows: 200_000,
  cellChars: 8_000,
  problems: 500,
} as const;

/** Why a file cannot be read at all; carried out of the depths of a parser and never past this folder. */
export class UnreadableFile extends Error {
  readonly sheet: string;
  readonly row: number;

  constructor(message: string, sheet = '', row = 0) {
    super(message);
    this.sheet = sheet;
    this.row = row;
  }
}

/** 0 → A, 26 → AA. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** AA7 → column 26, row 7; null for what is no address. */
export function cellAddress(text: string): { readonly column: number; readonly row: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}
