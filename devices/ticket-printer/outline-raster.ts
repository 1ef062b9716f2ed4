import { blankBitmap, setDot } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';

/** A drawing command of a glyph outline, as font libraries give them (y upwards). */
export interface OutlineCommand {
  readonly command: string;
  readonly args: readonly number[];
}

/** Outline units to dots: x' = x * scaleX + left, y' = baseline - y * scaleY. */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly left: number;
  readonly baseline: number;
}

type Point = readonly [x: number, y: number];

interface Edge {
  readonly from: Point;
  readonly to: Point;
}

/** Straight pieces a curve is cut into; at 24 dots a glyph nothing finer can be seen. */
const CURVE_STEPS = 6;
const SCANS_PER_DOT = 4;
const SAMPLES_PER_DOT = 4;
/** Share of a dot that has to be covered to print it; below one half because thin strokes must not vanish. */
const INK_THRESHOLD = 0.4;

/** Fills an outline by scan lines under the non-zero rule and sets every dot that is covered enough. */
export function fillOutline(commands: readonly OutlineCommand[], place: Placement, width: number, height: number): Bitmap {
  const edges = toEdges(commands, place);
  const bitmap = blankBitmap(width, height);
  for (let y = 0; y < height; y += 1) {
    const covered = new Uint16Array(width);
    for (let scan = 0; scan < SCANS_PER_DOT; scan += 1) {
      coverScanLine(edges, y + (scan + 0.5) / SCANS_PER_DOT, covered);
    }
    covered.forEach((samples, x) => {
      if (samples >= INK_THRESHOLD * SCANS_PER_DOT * SAMPLES_PER_DOT) setDot(bitmap, x, y);
    });
  }
  return bitmap;
}

function coverScanLine(edges: readonly Edge[], y: number, covered: Uint16Array): void {
  const crossings = edges
    .filter(({ from, to }) => from[1] <= y !== to[1] <= y)
    .map(({ from, to }) => ({
      x: from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]),
      turn: from[1] < to[1] ? 1 : -1,
    }))
    .sort((a, b) => a.x - b.x);
  let winding = 0;
  crossings.forEach((crossing, i) => {
    winding += crossing.turn;
    const next = crossings[i + 1];
    if (winding !== 0 && next) coverSpan(crossing.x, next.x, covered);
  });
}

function coverSpan(from: number, to: number, covered: Uint16Array): void {
  const first = Math.max(0, Math.ceil(from * SAMPLES_PER_DOT - 0.5));
  const last = Math.min(covered.length * SAMPLES_PER_DOT, Math.ceil(to * SAMPLES_PER_DOT - 0.5));
  for (let sample = first; sample < last; sample += 1) {
    const x = Math.floor(sample / SAMPLES_PER_DOT);
    covered[x] = (covered[x] ?? 0) + 1;
  }
}

function toEdges(commands: readonly OutlineCommand[], place: Placement): Edge[] {
  const edges: Edge[] = [];
  let start: Point = [0, 0];
  let pen: Point = [0, 0];
  function lineTo(x: number, y: number): void {
    edges.push({ from: toDots(pen, place), to: toDots([x, y], place) });
    pen = [x, y];
  }
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    const [px, py] = pen;
    if (command === 'moveTo') {
      start = [a, b];
      pen = start;
    } else if (command === 'lineTo') {
      lineTo(a, b);
    } else if (command === 'quadraticCurveTo') {
      eachStep((t, u) => lineTo(u * u * px + 2 * u * t * a + t * t * c, u * u * py + 2 * u * t * b + t * t * d));
    } else if (command === 'bezierCurveTo') {
      eachStep((t, u) => lineTo(
        u ** 3 * px + 3 * u * u * t * a + 3 * u * t * t * c + t ** 3 * e,
        u ** 3 * py + 3 * u * u * t * b + 3 * u * t * t * d + t ** 3 * f,
      ));
    } else if (command === 'closePath') {
      lineTo(...start);
    } else {
      throw new Error(`unknown outline command ${command}`);
    }
  }
  return edges;
}

function eachStep(step: (t: number, u: number) => void): void {
  for (let i = 1; i <= CURVE_STEPS; i += 1) step(i / CURVE_STEPS, 1 - i / CURVE_STEPS);
}

function toDots([x, y]: Point, place: Placement): Point {
  return [x * place.scaleX + place.left, place.baseline - y * place.scaleY];
}
