/** One-bit picture: rows of `Math.ceil(width / 8)` bytes, most significant bit leftmost, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Bytes in one row of a picture that many dots wide. */
export function bytesPerRow(width: number): number {
  return Math.ceil(width / 8);
}

/** A white picture. */
export function blankBitmap(width: number, height: number): Bitmap {
  return { width, height, data: new Uint8Array(bytesPerRow(width) * height) };
}

/** Blackens one dot; dots outside are ignored. */
export function setDot(bitmap: Bitmap, x: number, y: number): void {
  if (x < 0 || y < 0 || x >= bitmap.width || y >= bitmap.height) return;
  const at = y * bytesPerRow(bitmap.width) + (x >> 3);
  bitmap.data[at] = (bitmap.data[at] ?? 0) | (0x80 >> (x & 7));
}

/** Whether the dot is black. */
export function dotAt(bitmap: Bitmap, x: number, y: number): boolean {
  return ((bitmap.data[y * bytesPerRow(bitmap.width) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

/** Draws `source` on `target` with its upper left corner at x, y. */
export function drawBitmap(target: Bitmap, source: Bitmap, x: number, y: number): void {
  for (let row = 0; row < source.height; row += 1) {
    for (let column = 0; column < source.width; column += 1) {
      if (dotAt(source, column, row)) setDot(target, x + column, y + row);
    }
  }
}

/** DLE and the bytes that make a real-time command of it: EOT (status), ENQ (recover), DC4 (pulse, power off, clear). */
const DLE = 0x10;
const REAL_TIME = new Set([0x04, 0x05, 0x14]);

/**
 * Image data in which no real-time command can be read. Printers look for `10 04 n`, `10 05 n` and `10 14 n` in the
 * raw stream, also inside an image: a stray status answer would be taken for ours, and `10 05 02` throws the job
 * away. One dot is added beside the dot of 0x10; nobody sees it.
 */
export function withoutRealTimeCommands(data: Uint8Array): Uint8Array {
  return data.map((byte, at) => (byte === DLE && REAL_TIME.has(data[at + 1] ?? 0) ? 0x30 : byte));
}
