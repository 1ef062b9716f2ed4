import { createPaperWriter } from './paper.ts';
import type { PaperItem, PaperWriterOptions } from './paper.ts';
import { createStreamReader } from './stream-reader.ts';

/** One piece of paper between two cuts. */
export interface PaperSlip {
  readonly items: readonly PaperItem[];
  /** False while it still hangs in the printer. */
  readonly cut: boolean;
}

/** What a person can read from a slip. */
export interface SlipText {
  /** Lines of text, blanks at both ends removed; a line printed as a picture is `[图]`. */
  readonly lines: readonly string[];
  readonly qr: readonly string[];
  readonly barcodes: readonly string[];
  readonly cut: boolean;
}

/** The slips that a printer makes of these bytes when nothing goes wrong. */
export function decodeSlips(bytes: Uint8Array, options: PaperWriterOptions): PaperSlip[] {
  const writer = createPaperWriter(options);
  const reader = createStreamReader(writer.isChinese);
  const items: PaperItem[] = [];
  for (const byte of bytes) {
    const command = reader.push(byte);
    if (command) items.push(...writer.apply(command.bytes));
  }
  return slipsOf(items);
}

/** Splits what came out of a printer at its cuts. */
export function slipsOf(items: readonly PaperItem[]): PaperSlip[] {
  const slips: PaperSlip[] = [];
  let current: PaperItem[] = [];
  for (const item of items) {
    if (item.type === 'cut') {
      slips.push({ items: current, cut: true });
      current = [];
    } else {
      current.push(item);
    }
  }
  return current.length > 0 ? [...slips, { items: current, cut: false }] : slips;
}

/** The readable content of a slip. */
export function slipText(slip: PaperSlip): SlipText {
  return {
    lines: slip.items.flatMap((item) => {
      if (item.type === 'image') return ['[图]'];
      if (item.type !== 'line') return [];
      const text = item.runs.map((run) => run.text).join('').trim();
      return text === '' ? [] : [text];
    }),
    qr: slip.items.flatMap((item) => (item.type === 'qr' ? [item.payload] : [])),
    barcodes: slip.items.flatMap((item) => (item.type === 'barcode' ? [item.payload] : [])),
    cut: slip.cut,
  };
}
