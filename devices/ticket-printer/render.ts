import { assertNever } from '../../shared/basics/assert-never.ts';
import { dotAt } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import type { PaperSlip } from './decode.ts';
import type { PaperAlign, PaperItem, PaperRun } from './paper.ts';
import { qrSymbol } from './qr-symbol.ts';

const COLUMN_DOTS = 12;
const CELL_DOTS = 24;
const BASELINE = 0.84;
/** White of the paper beside the printed width, as on the roll: (640 - 576) / 2 dots on 80 mm paper. */
const MARGIN = 32;
/** Font A is monospaced, 12 dots wide. */
const LATIN_FACE = ' font-family="\'DejaVu Sans Mono\',monospace" font-size="20"';
const INK = '#1c1b1a';

/** A picture of the slip as a person holds it, one unit a dot, as an SVG document. */
export function renderSlip(slip: PaperSlip, columns: number): string {
  const width = columns * COLUMN_DOTS;
  let y = MARGIN;
  const shapes: string[] = [];
  for (const item of slip.items) {
    shapes.push(drawItem(item, y, width));
    y += item.dots;
  }
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * MARGIN}" height="${height}" viewBox="${-MARGIN} 0 ${width + 2 * MARGIN} ${height}">`,
    `<rect x="${-MARGIN}" width="${width + 2 * MARGIN}" height="${height}" fill="#fdfdfb"/>`,
    `<g fill="${INK}" font-family="'Noto Sans CJK SC','Noto Sans SC','WenQuanYi Micro Hei',sans-serif" font-size="${CELL_DOTS}" text-anchor="middle" shape-rendering="crispEdges">`,
    ...shapes,
    '</g></svg>',
  ].join('\n');
}

function drawItem(item: PaperItem, y: number, width: number): string {
  switch (item.type) {
    case 'line': return drawLine(item.runs, item.dots, startOf(item.align, lineWidth(item.runs), width), y);
    case 'image': return drawBitmap(item.bitmap, startOf(item.align, item.bitmap.width, width), y);
    case 'qr': return drawQr(item.payload, item.moduleSize, item.align, y, width);
    case 'barcode': return drawBarcodeStandIn(item.payload, item.dots, y, width);
    case 'feed': case 'cut': return '';
    default: return assertNever(item);
  }
}

function lineWidth(runs: readonly PaperRun[]): number {
  return runs.reduce((sum, run) => sum + run.columns * COLUMN_DOTS, 0);
}

/** Every character in its own cell of the printer's grid, so that columns stand exactly as on paper. */
function drawLine(runs: readonly PaperRun[], dots: number, start: number, y: number): string {
  const cells: string[] = [];
  let x = start;
  for (const run of runs) {
    for (const char of run.text) {
      const cell = (char.charCodeAt(0) < 0x80 ? COLUMN_DOTS : CELL_DOTS) * run.widthFactor;
      const base = y + dots - CELL_DOTS * run.heightFactor * (1 - BASELINE) - 3;
      const weight = run.bold ? ' font-weight="700"' : '';
      if (char !== ' ') {
        const face = cell === COLUMN_DOTS * run.widthFactor ? LATIN_FACE : '';
        cells.push(`<text${face} transform="translate(${x + cell / 2} ${base}) scale(${run.widthFactor} ${run.heightFactor})"${weight}>${escapeXml(char)}</text>`);
      }
      x += cell;
    }
  }
  return cells.join('');
}

function drawBitmap(bitmap: Bitmap, x: number, y: number): string {
  return dotPath(bitmap.width, bitmap.height, 1, x, y, (row, column) => dotAt(bitmap, column, row));
}

function drawQr(payload: string, moduleSize: number, align: PaperAlign, y: number, width: number): string {
  const symbol = qrSymbol(payload);
  return dotPath(symbol.size, symbol.size, moduleSize, startOf(align, symbol.size * moduleSize, width), y, symbol.isDark);
}

/** Bars are not drawn: the picture shows where the code stands and what it says. */
function drawBarcodeStandIn(payload: string, dots: number, y: number, width: number): string {
  return `<rect x="${width / 4}" y="${y}" width="${width / 2}" height="${dots - 30}" fill="none" stroke="${INK}"/>`
    + `<text x="${width / 2}" y="${y + dots - 8}">${escapeXml(payload)}</text>`;
}

function dotPath(columns: number, rows: number, scale: number, x: number, y: number, isDark: (row: number, column: number) => boolean): string {
  const path: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (isDark(row, column)) path.push(`M${x + column * scale} ${y + row * scale}h${scale}v${scale}h-${scale}z`);
    }
  }
  return `<path d="${path.join('')}"/>`;
}

function startOf(align: PaperAlign, content: number, width: number): number {
  switch (align) {
    case 'left': return 0;
    case 'center': return Math.max(0, Math.floor((width - content) / 2));
    case 'right': return Math.max(0, width - content);
    default: return assertNever(align);
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
