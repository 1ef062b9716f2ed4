/**
 * ESC/POS commands as bytes. Sources: Epson ESC/POS reference, cross-read with Chinese makers' manuals
 * (docs/devices/ticket-printer.md lists them). Nothing here knows about slips or connections.
 */
import { concatBytes } from '../core/bytes.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

export const LINE_FEED = Uint8Array.of(0x0a);

/** ESC @, FS &: everything at its default, then Chinese mode whatever the model powers up in. */
export const PROLOGUE = Uint8Array.of(ESC, 0x40, FS, 0x26);

/** GS V 66 0: feed to the cutter, partial cut. */
export const FEED_AND_CUT = Uint8Array.of(GS, 0x56, 0x42, 0x00);

/** ESC a n. */
export function align(where: 'left' | 'center' | 'right'): Uint8Array {
  return Uint8Array.of(ESC, 0x61, { left: 0, center: 1, right: 2 }[where]);
}

/** ESC E n. */
export function bold(on: boolean): Uint8Array {
  return Uint8Array.of(ESC, 0x45, on ? 1 : 0);
}

/**
 * FS ! n, then GS ! n. On most models the later command wins for hanzi too; clones whose GS ! leaves hanzi alone
 * still get the double size that FS ! knows.
 */
export function characterSize(size: 1 | 2 | 3 | 4 | 6): Uint8Array {
  const step = size - 1;
  return Uint8Array.of(FS, 0x21, size === 1 ? 0x00 : 0x0c, GS, 0x21, (step << 4) | step);
}

/** ESC d n: print what is waiting and feed n lines (1-255). */
export function feedLines(lines: number): Uint8Array {
  return Uint8Array.of(ESC, 0x64, lines);
}

/** GS v 0: raster image, `data` row by row, most significant bit leftmost. */
export function rasterImage(bytesPerRow: number, rows: number, data: Uint8Array): Uint8Array {
  const head = Uint8Array.of(GS, 0x76, 0x30, 0, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8);
  return concatBytes([head, data]);
}

/** GS ( k, functions 65, 67, 69, 80, 81: QR model 2, correction M. `payload` is UTF-8. */
export function qrCode(payload: Uint8Array, moduleSize: number): Uint8Array {
  const stored = payload.length + 3;
  return concatBytes([
    Uint8Array.of(GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0),
    Uint8Array.of(GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, moduleSize),
    Uint8Array.of(GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31),
    Uint8Array.of(GS, 0x28, 0x6b, stored & 0xff, stored >> 8, 0x31, 0x50, 0x30),
    payload,
    Uint8Array.of(GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30),
  ]);
}

/** GS h, GS w, GS H, GS k 73: Code 128, text below. `data` begins with its code set (`{B` or `{C`). */
export function code128(data: Uint8Array, heightDots: number, moduleDots: number): Uint8Array {
  return concatBytes([
    Uint8Array.of(GS, 0x68, heightDots, GS, 0x77, moduleDots, GS, 0x48, 2, GS, 0x6b, 0x49, data.length),
    data,
  ]);
}

/** DLE EOT n: real-time status. */
export function realTimeStatus(n: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(DLE, 0x04, n);
}

/** GS r 1: paper status, answered when everything before it has been carried out. */
export const QUEUED_PAPER_STATUS = Uint8Array.of(GS, 0x72, 1);

/** GS ( H function 48: the printer answers with the same four characters once everything before it is printed. */
export function processId(id: string): Uint8Array {
  if (!/^[\x20-\x7e]{4}$/.test(id)) throw new Error('a process id is four printable ASCII characters');
  return concatBytes([Uint8Array.of(GS, 0x28, 0x48, 6, 0, 0x30, 0x30), new TextEncoder().encode(id)]);
}

/** DLE ENQ 2: leave a cutter error and throw away what is in the buffers. Obeyed only in an error. */
export const RECOVER_AND_CLEAR = Uint8Array.of(DLE, 0x05, 2);

/** ESC @ alone. */
export const INITIALISE = Uint8Array.of(ESC, 0x40);

/** GS a n: automatic status back for drawer, on-line, error and paper; 0 switches it off. */
export function automaticStatus(on: boolean): Uint8Array {
  return Uint8Array.of(GS, 0x61, on ? 0x0f : 0x00);
}
