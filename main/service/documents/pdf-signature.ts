import type PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;

/** In points. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws a signature as large as its place allows. `path`: what `signaturePath` makes, absolute coordinates only. */
export function drawStrokes(pdf: Pdf, path: string, place: Place, ink: string): void {
  const box = boxOf(path);
  if (box === null) return;
  const scale = Math.min(place.width / box.width, place.height / box.height);
  pdf.save().translate(place.x, place.y).scale(scale).translate(-box.x, -box.y);
  pdf.path(path).lineWidth(1.4 / scale).lineCap('round').lineJoin('round').strokeColor(ink).stroke();
  pdf.restore();
}

/** A dot is drawn as `h0`, which has no place of its own. */
function boxOf(path: string): Place | null {
  const numbers = [...path.replaceAll('h0', '').matchAll(/-?\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  if (xs.length === 0 || xs.length !== ys.length) return null;
  const [left, right] = edges(xs);
  const [top, bottom] = edges(ys);
  return { x: left, y: top, width: Math.max(right - left, 1), height: Math.max(bottom - top, 1) };
}

function edges(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
}
