import { toHex } from '../core/bytes.ts';
import { decodeHanzi } from '../core/gbk.ts';
import type { Bitmap } from './bitmap.ts';
import { qrSymbol } from './qr-symbol.ts';

export type PaperAlign = 'left' | 'center' | 'right';

/** A run of characters of one look. Widths and heights are factors 1-8. */
export interface PaperRun {
  readonly text: string;
  readonly columns: number;
  readonly widthFactor: number;
  readonly heightFactor: number;
  readonly bold: boolean;
}

/** What is on the paper, from top to bottom. Heights in dots (8 dots are 1 mm). */
export type PaperItem =
  | { readonly type: 'line'; readonly align: PaperAlign; readonly runs: readonly PaperRun[]; readonly dots: number }
  | { readonly type: 'image'; readonly align: PaperAlign; readonly bitmap: Bitmap; readonly dots: number }
  | { readonly type: 'qr'; readonly align: PaperAlign; readonly payload: string; readonly moduleSize: number; readonly dots: number }
  | { readonly type: 'barcode'; readonly align: PaperAlign; readonly payload: string; readonly dots: number }
  | { readonly type: 'feed'; readonly dots: number }
  | { readonly type: 'cut'; readonly partial: boolean; readonly dots: number };

/** The print head's side of a printer: takes commands, puts items on paper. Real-time and status commands it ignores. */
export interface PaperWriter {
  apply(bytes: Uint8Array): readonly PaperItem[];
  isChinese(): boolean;
  /** Power on, or the buffers cleared. */
  reset(): void;
}

export interface PaperWriterOptions {
  readonly columns: number;
  /** Chinese-market models power up in Chinese mode, Western ones do not. */
  readonly chineseAtPowerOn: boolean;
}

const LINE_DOTS = 30;
const CELL_DOTS = 24;
/** From the print head to the cutter. */
const HEAD_TO_CUTTER_DOTS = 120;

interface Look {
  align: PaperAlign;
  bold: boolean;
  width: number;
  height: number;
  hanziWidth: number;
  hanziHeight: number;
}

const DEFAULT_LOOK: Look = { align: 'left', bold: false, width: 1, height: 1, hanziWidth: 1, hanziHeight: 1 };

export function createPaperWriter(options: PaperWriterOptions): PaperWriter {
  let look: Look = { ...DEFAULT_LOOK };
  let chinese = options.chineseAtPowerOn;
  let line: PaperRun[] = [];
  let stored = '';
  let moduleSize = 3;
  let barcodeHeight = 162;

  function endLine(): PaperItem {
    const height = Math.max(1, ...line.map((run) => run.heightFactor));
    const item: PaperItem = { type: 'line', align: look.align, runs: line, dots: Math.max(LINE_DOTS, CELL_DOTS * height) };
    line = [];
    return item;
  }

  /** What stands in the line buffer is printed first by every command that moves the paper. */
  function afterLine(...items: PaperItem[]): PaperItem[] {
    return line.length > 0 ? [endLine(), ...items] : items;
  }

  function addText(text: string, columns: 1 | 2): PaperItem[] {
    const [widthFactor, heightFactor] = columns === 2 ? [look.hanziWidth, look.hanziHeight] : [look.width, look.height];
    const used = line.reduce((sum, run) => sum + run.columns, 0);
    const folded = used + columns * widthFactor > options.columns && line.length > 0 ? [endLine()] : [];
    const last = line.at(-1);
    const run = { text, columns: columns * widthFactor, widthFactor, heightFactor, bold: look.bold };
    const joins = last && last.widthFactor === widthFactor && last.heightFactor === heightFactor && last.bold === look.bold;
    if (joins) line[line.length - 1] = { ...run, text: last.text + text, columns: last.columns + run.columns };
    else line.push(run);
    return folded;
  }

  function initialise(): void {
    look = { ...DEFAULT_LOOK };
    line = [];
  }

  function applyEsc(second: number, n: number): PaperItem[] {
    if (second === 0x40) initialise();
    else if (second === 0x61) look.align = ALIGNS[n] ?? look.align;
    else if (second === 0x45) look.bold = (n & 1) === 1;
    else if (second === 0x64) return afterLine({ type: 'feed', dots: n * LINE_DOTS });
    else if (second === 0x4a) return afterLine({ type: 'feed', dots: n });
    return [];
  }

  function applyFs(second: number, n: number): PaperItem[] {
    if (second === 0x26) chinese = true;
    else if (second === 0x2e) chinese = false;
    else if (second === 0x21) {
      look.hanziWidth = (n & 0x04) === 0 ? 1 : 2;
      look.hanziHeight = (n & 0x08) === 0 ? 1 : 2;
    }
    return [];
  }

  function applyGs(bytes: Uint8Array): PaperItem[] {
    const [, second = 0, n = 0, m = 0] = bytes;
    switch (second) {
      case 0x21:
        look.width = look.hanziWidth = (n >> 4) + 1;
        look.height = look.hanziHeight = (n & 0x0f) + 1;
        return [];
      case 0x68:
        barcodeHeight = n;
        return [];
      case 0x56: {
        const feed = n >= 0x41 ? HEAD_TO_CUTTER_DOTS + m : 0;
        return afterLine({ type: 'cut', partial: (n & 1) === (n >= 0x41 ? 0 : 1), dots: feed });
      }
      case 0x76: {
        const bitmap = rasterOf(bytes);
        // Obeyed only at the beginning of a line; otherwise its bytes are lost, as on a real printer.
        return line.length > 0 ? [] : [{ type: 'image', align: look.align, bitmap, dots: bitmap.height }];
      }
      case 0x6b:
        return afterLine({ type: 'barcode', align: look.align, payload: barcodePayload(bytes), dots: barcodeHeight + LINE_DOTS });
      case 0x28:
        return n === 0x6b ? applyQr(bytes) : [];
      default:
        return [];
    }
  }

  function applyQr(bytes: Uint8Array): PaperItem[] {
    if (bytes[5] !== 0x31) return [];
    if (bytes[6] === 0x43) moduleSize = bytes[7] ?? moduleSize;
    if (bytes[6] === 0x50) stored = new TextDecoder().decode(bytes.subarray(8));
    if (bytes[6] !== 0x51 || stored === '') return [];
    return afterLine({ type: 'qr', align: look.align, payload: stored, moduleSize, dots: qrSymbol(stored).size * moduleSize });
  }

  return {
    apply(bytes) {
      const [first = 0, second = 0, third = 0] = bytes;
      switch (first) {
        case 0x1b: return applyEsc(second, third);
        case 0x1c: return applyFs(second, third);
        case 0x1d: return applyGs(bytes);
        case 0x0a: return [endLine()];
        case 0x00: case 0x0d: case 0x10: return [];
        default: return addText(characterOf(bytes), bytes.length === 2 ? 2 : 1);
      }
    },
    isChinese: () => chinese,
    reset() {
      initialise();
      chinese = options.chineseAtPowerOn;
      stored = '';
    },
  };
}

const ALIGNS: readonly PaperAlign[] = ['left', 'center', 'right'];

/** The character, or its bytes in hexadecimal where the font has nothing. */
function characterOf(bytes: Uint8Array): string {
  const [first = 0] = bytes;
  if (bytes.length === 1 && first >= 0x20 && first <= 0x7e) return String.fromCharCode(first);
  const text = bytes.length === 2 ? decodeHanzi(bytes) : '';
  return text.length === 1 && text !== '\ufffd' && !/\p{Co}/u.test(text) ? text : `<${toHex(bytes)}>`;
}

function rasterOf(bytes: Uint8Array): Bitmap {
  const width = ((bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8)) * 8;
  const height = (bytes[6] ?? 0) | ((bytes[7] ?? 0) << 8);
  return { width, height, data: bytes.slice(8) };
}

/** Code 128 in sets B and C, without the set mark. */
function barcodePayload(bytes: Uint8Array): string {
  const data = Array.from(bytes.subarray(4));
  if (data[1] === 0x43) return data.slice(2).map((pair) => String(pair).padStart(2, '0')).join('');
  return String.fromCharCode(...data.slice(2)).replaceAll('{{', '{');
}
