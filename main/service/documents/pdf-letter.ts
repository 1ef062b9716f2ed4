import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { assertNever } from '../../../shared/basics/assert-never.ts';
import type { CaseMaterial } from '../../../shared/types/case-file.ts';
import type { DocumentFonts } from './fonts.ts';
import { fill, type DocumentTemplate, type TemplateBlock } from './template.ts';

/** Everything on one official letter. */
export interface Letter {
  readonly template: DocumentTemplate;
  readonly hallName: string;
  readonly no: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly materials: readonly CaseMaterial[];
  readonly gaps: readonly CaseMaterial[];
  readonly qrPayload: string;
  /** Epoch ms; goes into the file's metadata. */
  readonly issuedAt: number;
}

/** Points. A4 with the margins of GB/T 9704 official letters, a little narrower at the sides for the tables. */
const PAGE = { width: 595.28, height: 841.89, top: 64, bottom: 66, side: 74 };
const WIDTH = PAGE.width - 2 * PAGE.side;
const INK = '#12263F';
const QUIET = '#5A6472';
const LINE = '#B9B4A8';
const BODY = 11;
const LEADING = 6;

type Pdf = InstanceType<typeof PDFDocument>;

interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (material: CaseMaterial, index: number) => string;
}

const RECEIVED_COLUMNS: readonly Column[] = [
  { title: '序号', width: 0.08, cell: (_, i) => String(i + 1) },
  { title: '材料名称', width: 0.6, cell: (m) => m.name },
  { title: '原件', width: 0.16, cell: (m) => `${m.originals} 份` },
  { title: '复印件', width: 0.16, cell: (m) => `${m.copies} 份` },
];

const GAP_COLUMNS: readonly Column[] = [
  { title: '序号', width: 0.08, cell: (_, i) => String(i + 1) },
  { title: '材料名称', width: 0.3, cell: (m) => m.name },
  { title: '存在的问题', width: 0.29, cell: (m) => m.gap?.problem ?? '' },
  { title: '补正要求', width: 0.33, cell: (m) => m.gap?.demand ?? '' },
];

/** Lays the letter out and gives the file with its number of pages. Fonts are embedded as subsets. */
export async function writeLetter(letter: Letter, fonts: DocumentFonts): Promise<{ bytes: Buffer; pages: number }> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.side, right: PAGE.side },
    bufferPages: true,
    // Otherwise the writer begins with a Latin font that no letter uses.
    font: fonts.body,
    lang: 'zh-CN',
    info: { Title: `${letter.template.title} ${letter.no}`, Author: letter.hallName, CreationDate: new Date(letter.issuedAt) },
  });
  const done = collect(pdf);
  pdf.registerFont('body', fonts.body);
  pdf.registerFont('bold', fonts.bold);
  pdf.registerFont('title', fonts.title);
  heading(pdf, letter);
  for (const block of letter.template.blocks) drawBlock(pdf, block, letter);
  drawQr(pdf, letter.qrPayload);
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

function heading(pdf: Pdf, letter: Letter): void {
  pdf.fillColor(INK).font('title').fontSize(14).text(letter.hallName, { align: 'center' });
  pdf.moveDown(0.3).fontSize(24).text(letter.template.title, { align: 'center' });
  pdf.moveDown(0.4).font('body').fontSize(11).fillColor(QUIET).text(letter.no, { align: 'center' });
  const y = pdf.y + 8;
  pdf.moveTo(PAGE.side, y).lineTo(PAGE.side + WIDTH, y).lineWidth(1).strokeColor(INK).stroke();
  pdf.y = y + 14;
  pdf.x = PAGE.side;
}

function drawBlock(pdf: Pdf, block: TemplateBlock, letter: Letter): void {
  switch (block.type) {
    case 'paragraph':
      return paragraph(pdf, fill(block.text, letter.fields), block.indent);
    case 'heading':
      pdf.moveDown(0.4).font('bold').fontSize(12).fillColor(INK).text(fill(block.text, letter.fields), PAGE.side);
      pdf.moveDown(0.3);
      return;
    case 'facts':
      return facts(pdf, block.rows.map(([label, value]) => [label, fill(value, letter.fields)]));
    case 'materials':
      return table(pdf, RECEIVED_COLUMNS, block.which === 'all' ? letter.materials : letter.materials.filter((m) => m.status === 'RECEIVED'));
    case 'gaps':
      return table(pdf, GAP_COLUMNS, letter.gaps);
    case 'signatures':
      return signatures(pdf, block.left, block.right, fill(block.date, letter.fields));
    default:
      return assertNever(block);
  }
}

function paragraph(pdf: Pdf, text: string, indent: boolean): void {
  pdf.font('body').fontSize(BODY).fillColor(INK);
  pdf.text(text, PAGE.side, pdf.y, { width: WIDTH, lineGap: LEADING, indent: indent ? 2 * BODY : 0 });
  pdf.moveDown(0.5);
}

function facts(pdf: Pdf, rows: readonly (readonly [string, string] | readonly string[])[]): void {
  const labelWidth = 92;
  for (const [label = '', value = ''] of rows) {
    pdf.font('body').fontSize(BODY);
    const height = Math.max(pdf.heightOfString(value, { width: WIDTH - labelWidth - 10, lineGap: 3 }), BODY) + 6;
    keepTogether(pdf, height);
    const y = pdf.y;
    pdf.fillColor(QUIET).text(label, PAGE.side, y + 3, { width: labelWidth });
    pdf.fillColor(INK).text(value, PAGE.side + labelWidth + 10, y + 3, { width: WIDTH - labelWidth - 10, lineGap: 3 });
    pdf.moveTo(PAGE.side, y + height).lineTo(PAGE.side + WIDTH, y + height).lineWidth(0.5).strokeColor(LINE).stroke();
    pdf.y = y + height;
  }
  pdf.moveDown(0.7);
}

function table(pdf: Pdf, columns: readonly Column[], rows: readonly CaseMaterial[]): void {
  row(pdf, columns, columns.map((c) => c.title), 'bold');
  if (rows.length === 0) row(pdf, [{ title: '', width: 1, cell: () => '' }], ['（无）'], 'body');
  rows.forEach((material, index) => row(pdf, columns, columns.map((c) => c.cell(material, index)), 'body'));
  pdf.moveDown(0.7);
}

function row(pdf: Pdf, columns: readonly Column[], cells: readonly string[], font: 'body' | 'bold'): void {
  const padding = 4;
  pdf.font(font).fontSize(10.5);
  const heights = columns.map((column, i) => pdf.heightOfString(cells[i] ?? '', { width: column.width * WIDTH - 2 * padding, lineGap: 3 }));
  const height = Math.max(...heights) + 2 * padding;
  keepTogether(pdf, height);
  const y = pdf.y;
  let x = PAGE.side;
  columns.forEach((column, i) => {
    const width = column.width * WIDTH;
    pdf.rect(x, y, width, height).lineWidth(0.5).strokeColor(LINE).stroke();
    pdf.fillColor(INK).text(cells[i] ?? '', x + padding, y + padding, { width: width - 2 * padding, lineGap: 3 });
    x += width;
  });
  pdf.x = PAGE.side;
  pdf.y = y + height;
}

const SIGNATURE_HEIGHT = 84;

function signatures(pdf: Pdf, left: string, right: string, date: string): void {
  keepTogether(pdf, SIGNATURE_HEIGHT);
  const y = pdf.y + 12;
  const half = WIDTH / 2;
  pdf.font('body').fontSize(BODY).fillColor(INK);
  pdf.text(left, PAGE.side, y, { width: half });
  pdf.text('日期：      年    月    日', PAGE.side, y + 40, { width: half });
  pdf.text(right, PAGE.side + half, y, { width: half, align: 'right' });
  pdf.text(date, PAGE.side + half, y + 40, { width: half, align: 'right' });
  pdf.y = y + 70;
}

function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > PAGE.height - PAGE.bottom) pdf.addPage();
}

const QR_SIZE = 62;

/** At the head of the first page, right of the title, where a clerk's scanner finds it at once. */
function drawQr(pdf: Pdf, payload: string): void {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' });
  const dot = QR_SIZE / modules.size;
  const y = pdf.y;
  const { start, count } = pdf.bufferedPageRange();
  pdf.switchToPage(start);
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) pdf.rect(PAGE.side + WIDTH - QR_SIZE + column * dot, PAGE.top - 14 + row * dot, dot, dot);
    }
  }
  pdf.fill(INK);
  pdf.switchToPage(start + count - 1);
  pdf.y = y;
}

function numberPages(pdf: Pdf, letter: Letter): number {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Text below the bottom margin would begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.font('body').fontSize(9).fillColor(QUIET);
    pdf.text(`${letter.no}   模板 ${letter.template.version}`, PAGE.side, PAGE.height - 44, { lineBreak: false });
    pdf.text(`第 ${page + 1} 页 / 共 ${count} 页`, PAGE.side + WIDTH / 2, PAGE.height - 44, { width: WIDTH / 2, align: 'right', lineBreak: false });
  }
  return count;
}
