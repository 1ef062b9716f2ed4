import { create } from 'qrcode';

/** A QR symbol as a printer draws it: model 2, correction M, without the white margin. */
export interface QrSymbol {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/** The symbol of a payload; throws when it is longer than any symbol holds. */
export function qrSymbol(payload: string): QrSymbol {
  const { modules } = create([{ data: new TextEncoder().encode(payload), mode: 'byte' }], { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) !== 0 };
}
