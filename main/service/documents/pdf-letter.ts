import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { assertNever } from '../../../shared/basics/assert-never.ts';
import type { CaseFile, SignedName } from '../../../shared/types/case-file.ts';
import { openFont, type DocumentFonts } from './fonts.ts';
import { tableOf, type LetterTable } from './letter-tables.ts';
import { drawStrokes } from './pdf-signature.ts';
import { fill, type DocumentTemplate, type TemplateBlock } from './template.ts';

/** Everything on one official letter. */
export interface Letter {
  readonly template: DocumentTemplate;
  readonly hallName: string;
  readonly no: string;
  readonly fields: ReadonlyMap<string, string>;
  /** Whose lists the tables show. */
  readonly file: CaseFile;
  /** Given on a pad; null: the letter has a line for the pen. */
  readonly signature: SignedName | null;
  /** Made while the hub was away: the letter says so (离线签发). */
  readonly offline: boolean;
  readonly qrPayload: string;
  /** Epoch ms; goes into the file's metadata. */
  readonly issuedAt: number;
}

/** Points. A4 with the margins of GB/T 9704 official letters, a little narrower at the sides for the tables. */
const PAGE = { width: 595.28, height: 841.89, top: 64, bottom: 60, side: 74 };
const WIDTH = PAGE.width - 2 * PAGE.side;
const BOTTOM = PAGE.height - PAGE.bottom;
const INK = '#12263F';
const QUIET = '#5A6472';
const LINE = '#B9B4A8';
const BODY = 11;
const LEADING = 4;
/** Between the lines of one cell. */
const CELL_LEADING = 1.5;
const BLOCK_GAP = 7;

type Pdf = InstanceType<typeof PDFDocument>;

/** A part of the letter that is never cut; heights in points. */
interface Piece {
  readonly height: number;
  draw(y: number): void;
  /** Never the last on its page: what follows belongs to it. */
  readonly leads: boolean;
  /** Drawn anew at the head of the next page when this piece begins one. */
  readonly head: Piece | null;
}

/** Lays the letter out and gives the file with its number of pages. Fonts are embedded as subsets. */
export async function writeLetter(letter: Letter, fonts: DocumentFonts): Promise<{ bytes: Buffer; pages: number }> {
  const pdf = new PDFDocument({
    size: 'A4',
    // Pages are broken between pieces only, never by the writer.
    margins: { top: PAGE.top, bottom: 0, left: PAGE.side, right: PAGE.side },
    bufferPages: true,
    // Otherwise the writer begins with a Latin font that no letter uses.
    font: '',
    lang: 'zh-CN',
    info: { Title: `${letter.template.title} ${letter.no}`, Author: letter.hallName, CreationDate: new Date(letter.issuedAt) },
  });
  const done = collect(pdf);
  pdf.registerFont('body', openFont(fonts.body));
  pdf.registerFont('bold', openFont(fonts.bold));
  pdf.registerFont('title', openFont(fonts.title));
  drawQr(pdf, letter.qrPayload);
  if (letter.offline) drawMark(pdf, '离线签发');
  layOut(pdf, heading(pdf, letter), led(letter.template.blocks.map((block) => piecesOf(pdf, block, letter))));
  const pages = numberPages(pdf, letter);
  pdf.end();
  return { bytes: await done, pages };
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

/** Signatures stay with the end of what is signed. */
function led(blocks: readonly Block[]): Piece[] {
  return blocks.flatMap(({ pieces }, index) => {
    const isSigned = blocks[index + 1]?.isSignature === true;
    return pieces.map((piece, at) => (isSigned && at === pieces.length - 1 ? { ...piece, leads: true } : piece));
  });
}

function layOut(pdf: Pdf, from: number, pieces: readonly Piece[]): void {
  let y = from;
  pieces.forEach((piece, index) => {
    if (y + heightOfGroup(pieces, index) > BOTTOM && y > PAGE.top) {
      pdf.addPage();
      y = PAGE.top;
      piece.head?.draw(y);
      y += piece.head?.height ?? 0;
    }
    piece.draw(y);
    y += piece.height;
  });
}

/** The piece with everything that must not be parted from it. */
function heightOfGroup(pieces: readonly Piece[], from: number): number {
  let height = 0;
  for (const piece of pieces.slice(from)) {
    height += piece.height;
    if (!piece.leads) break;
  }
  return height;
}

const QR_SIZE = 62;

/** Who, what and under which number, beside the QR code; gives where the text begins. */
function heading(pdf: Pdf, letter: Letter): number {
  const width = WIDTH - 2 * (QR_SIZE + 6);
  const left = PAGE.side + QR_SIZE + 6;
  pdf.fillColor(INK).font('title').fontSize(14).text(letter.hallName, left, PAGE.top, { width, align: 'center' });
  pdf.moveDown(0.3).fontSize(letter.template.title.length > 12 ? 20 : 24).text(letter.template.title, { width, align: 'center' });
  pdf.moveDown(0.4).font('body').fontSize(BODY).fillColor(QUIET).text(letter.no, PAGE.side, pdf.y, { width: WIDTH, align: 'center' });
  const y = pdf.y + 8;
  pdf.moveTo(PAGE.side, y).lineTo(PAGE.side + WIDTH, y).lineWidth(1).strokeColor(INK).stroke();
  return y + 10;
}

interface Block {
  readonly pieces: readonly Piece[];
  readonly isSignature: boolean;
}

function piecesOf(pdf: Pdf, block: TemplateBlock, letter: Letter): Block {
  const text = (raw: string): string => fill(raw, letter.fields);
  switch (block.type) {
    case 'paragraph':
      return plain([paragraph(pdf, text(block.text), block.indent)]);
    case 'heading':
      return plain([subheading(pdf, text(block.text))]);
    case 'facts':
      return plain(spaced(block.rows.map(([label, value]) => fact(pdf, text(label), text(value)))));
    case 'table':
      return plain(spaced(table(pdf, tableOf(block.of, letter.file))));
    case 'form':
      return plain(spaced(table(pdf, { titles: block.titles.map(text), widths: block.widths, rows: emptyRows(block.titles.length, block.rows) })));
    case 'signatures':
      return signed(sealed(pdf, { left: text(block.left), right: text(block.right), date: text(block.date) }, letter.signature));
    case 'hands':
      return signed(twoHands(pdf, text(block.left), text(block.right)));
    case 'signed':
      return signed(signatureLine(pdf, text(block.label), text(block.date), letter.signature));
    default:
      return assertNever(block);
  }
}

function plain(pieces: readonly Piece[]): Block {
  return { pieces, isSignature: false };
}

function signed(piece: Piece): Block {
  return { pieces: [piece], isSignature: true };
}

function single(height: number, draw: (y: number) => void): Piece {
  return { height, draw, leads: false, head: null };
}

/** Room after the last of them. */
function spaced(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, at) => (at === pieces.length - 1 ? { ...piece, height: piece.height + BLOCK_GAP } : piece));
}

function paragraph(pdf: Pdf, text: string, indent: boolean): Piece {
  const style = { width: WIDTH, lineGap: LEADING, indent: indent ? 2 * BODY : 0 };
  pdf.font('body').fontSize(BODY);
  return single(pdf.heightOfString(text, style) + 3, (y) => {
    pdf.font('body').fontSize(BODY).fillColor(INK).text(text, PAGE.side, y, style);
  });
}

function subheading(pdf: Pdf, text: string): Piece {
  pdf.font('bold').fontSize(12);
  const piece = single(pdf.heightOfString(text, { width: WIDTH }) + 10, (y) => {
    pdf.font('bold').fontSize(12).fillColor(INK).text(text, PAGE.side, y + 5, { width: WIDTH });
  });
  return { ...piece, leads: true };
}

const LABEL = 92;

function fact(pdf: Pdf, label: string, value: string): Piece {
  const style = { width: WIDTH - LABEL - 10, lineGap: CELL_LEADING };
  pdf.font('body').fontSize(BODY);
  const height = Math.max(pdf.heightOfString(value, style), pdf.heightOfString(label, { width: LABEL, lineGap: CELL_LEADING })) + 5;
  return single(height, (y) => {
    pdf.font('body').fontSize(BODY).fillColor(QUIET).text(label, PAGE.side, y + 2.5, { width: LABEL, lineGap: CELL_LEADING });
    pdf.fillColor(INK).text(value, PAGE.side + LABEL + 10, y + 2.5, style);
    pdf.moveTo(PAGE.side, y + height).lineTo(PAGE.side + WIDTH, y + height).lineWidth(0.5).strokeColor(LINE).stroke();
  });
}

function emptyRows(columns: number, rows: number): string[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => ''));
}

/** The titles stand again on every page the table reaches. */
function table(pdf: Pdf, { titles, widths, rows }: LetterTable): Piece[] {
  const head: Piece = { ...row(pdf, widths, titles, 'bold'), leads: true };
  const lines = rows.length === 0 ? [row(pdf, [1], ['（无）'], 'body')] : rows.map((cells) => row(pdf, widths, cells, 'body'));
  return [head, ...lines.map((line) => ({ ...line, head }))];
}

const PADDING = 3.5;

function row(pdf: Pdf, widths: readonly number[], cells: readonly string[], font: 'body' | 'bold'): Piece {
  const style = (at: number) => ({ width: (widths[at] ?? 0) * WIDTH - 2 * PADDING, lineGap: CELL_LEADING });
  pdf.font(font).fontSize(10.5);
  const height = Math.max(...cells.map((cell, at) => pdf.heightOfString(cell === '' ? ' ' : cell, style(at)))) + 2 * PADDING;
  return single(height, (y) => {
    let x = PAGE.side;
    pdf.font(font).fontSize(10.5);
    cells.forEach((cell, at) => {
      const width = (widths[at] ?? 0) * WIDTH;
      pdf.rect(x, y, width, height).lineWidth(0.5).strokeColor(LINE).stroke();
      pdf.fillColor(INK).text(cell, x + PADDING, y + PADDING, style(at));
      x += width;
    });
  });
}

const HALF = WIDTH / 2;
const BLANK_DATE = '日期：      年    月    日';

interface Seal {
  readonly left: string;
  readonly right: string;
  readonly date: string;
}

function sealed(pdf: Pdf, { left, right, date }: Seal, signature: SignedName | null): Piece {
  return single(80, (y) => {
    signer(pdf, left, y + 10, 42, signature, date);
    pdf.text(right, PAGE.side + HALF, y + 10, { width: HALF, align: 'right' });
    // No station holds the seal's key: the place is marked until somebody puts the seal there.
    pdf.fillColor(QUIET).fontSize(10).text('待盖章', PAGE.side + HALF, y + 31, { width: HALF, align: 'right' });
    pdf.fillColor(INK).fontSize(BODY).text(date, PAGE.side + HALF, y + 52, { width: HALF, align: 'right' });
  });
}

const SIGNATURE = { width: 84, height: 40 };

/** On the left half: who signs, and `below` it the day; both for the pen where nothing was signed on the pad. */
function signer(pdf: Pdf, label: string, y: number, below: number, signature: SignedName | null, date: string): void {
  pdf.font('body').fontSize(BODY).fillColor(INK).text(label, PAGE.side, y, { width: HALF - 10 });
  const strokes = signature?.strokes ?? null;
  if (strokes !== null) drawStrokes(pdf, strokes, { x: PAGE.side + pdf.widthOfString(label) + 4, y: y - 8, ...SIGNATURE }, INK);
  pdf.text(strokes === null ? BLANK_DATE : `日期：${date}`, PAGE.side, y + below, { width: HALF - 10 });
}

function twoHands(pdf: Pdf, left: string, right: string): Piece {
  return single(70, (y) => {
    pdf.font('body').fontSize(BODY).fillColor(INK);
    [left, right].forEach((label, at) => {
      pdf.text(label, PAGE.side + at * HALF, y + 10, { width: HALF - 10 });
      pdf.text(BLANK_DATE, PAGE.side + at * HALF, y + 44, { width: HALF - 10 });
    });
  });
}

function signatureLine(pdf: Pdf, label: string, date: string, signature: SignedName | null): Piece {
  return single(66, (y) => signer(pdf, label, y + 10, 32, signature, date));
}

/** At the head of the first page, right of the title, where a clerk's scanner finds it at once. */
function drawQr(pdf: Pdf, payload: string): void {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' });
  const dot = QR_SIZE / modules.size;
  for (let line = 0; line < modules.size; line += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(line, column)) pdf.rect(PAGE.side + WIDTH - QR_SIZE + column * dot, PAGE.top - 14 + line * dot, dot, dot);
    }
  }
  pdf.fill(INK);
}

/** At the head of the first page, left of the title. */
function drawMark(pdf: Pdf, text: string): void {
  pdf.font('bold').fontSize(10).fillColor(QUIET);
  const width = pdf.widthOfString(text) + 10;
  pdf.rect(PAGE.side, PAGE.top - 14, width, 20).lineWidth(0.8).strokeColor(QUIET).stroke();
  pdf.text(text, PAGE.side + 5, PAGE.top - 11, { lineBreak: false });
}

function numberPages(pdf: Pdf, letter: Letter): number {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf.font('body').fontSize(9).fillColor(QUIET);
    pdf.text(`${letter.no}   模板 ${letter.template.version}`, PAGE.side, PAGE.height - 44, { lineBreak: false });
    pdf.text(`第 ${page + 1} 页 / 共 ${count} 页`, PAGE.side + WIDTH / 2, PAGE.height - 44, { width: WIDTH / 2, align: 'right', lineBreak: false });
  }
  return count;
}
