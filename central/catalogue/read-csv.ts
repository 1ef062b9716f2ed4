import { LIMITS, UnreadableFile, type Cell, type Sheet, type SheetRow } from './sheet.ts';

/** UTF-8 or UTF-16 with its mark, UTF-8 without, and otherwise GB 18030, which contains GBK and GB 2312. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  const encodings = a === 0xff && b === 0xfe ? ['utf-16le'] : a === 0xfe && b === 0xff ? ['utf-16be'] : a === 0xef && b === 0xbb && c === 0xbf ? ['utf-8'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    const decoder = new TextDecoder(encoding, { fatal: true });
    try {
      return decoder.decode(bytes);
    } catch {
      // Not in this encoding: the next is tried.
    }
  }
  throw new UnreadableFile('文字编码无法识别，请另存为 UTF-8 或者 GBK 编码');
}

const DELIMITERS = [',', ';', '\t'];

/** The delimiter that the first line has most of. */
function delimiterOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** RFC 4180 with any of three delimiters and any line ends. Throws UnreadableFile. */
export function readCsv(name: string, bytes: Uint8Array): Sheet {
  const text = decodeText(bytes);
  const rows: SheetRow[] = [];
  let no = 0;
  for (const fields of records(name, text, delimiterOf(text))) {
    no += 1;
    if (no > LIMITS.rows) throw new UnreadableFile(`超过 ${LIMITS.rows} 行，请分成几个文件`, name, no);
    if (fields.length > LIMITS.columns) throw new UnreadableFile(`超过 ${LIMITS.columns} 列`, name, no);
    const cells = new Map<number, Cell>();
    fields.forEach((field, column) => {
      if (field.length > LIMITS.cellChars) throw new UnreadableFile(`有一格超过 ${LIMITS.cellChars} 个字`, name, no);
      if (field.trim() !== '') cells.set(column, { text: field, kind: field.startsWith('=') ? 'FORMULA' : 'TEXT' });
    });
    if (cells.size > 0) rows.push({ no, cells });
  }
  return { name, rows, epoch: '1900' };
}

const QUOTE = '"';

function* records(name: string, text: string, delimiter: string): Generator<string[]> {
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { field, end } = text[at] === QUOTE ? quoted(name, text, at) : plain(text, at, delimiter);
    fields.push(field);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length) fields.push('');
      continue;
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n') throw new UnreadableFile('引号不成对，请检查带引号的格子', name);
    at += text.startsWith('\r\n', at) ? 2 : 1;
    yield fields;
    fields = [];
  }
  if (fields.length > 0) yield fields;
}

function plain(text: string, from: number, delimiter: string): { field: string; end: number } {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { field: text.slice(from, end), end };
}

function quoted(name: string, text: string, from: number): { field: string; end: number } {
  let end = from + 1;
  for (;;) {
    end = text.indexOf(QUOTE, end);
    if (end < 0) throw new UnreadableFile('引号不成对，请检查带引号的格子', name);
    if (text[end + 1] !== QUOTE) break;
    end += 2;
  }
  return { field: text.slice(from + 1, end).replaceAll('""', QUOTE), end: end + 1 };
}
