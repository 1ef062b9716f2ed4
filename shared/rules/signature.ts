import type { Signature, SignaturePoint, Stroke } from '../types/signature.ts';

/** The pen cannot tell how hard it is pressed. */
export const PRESSURE_UNKNOWN = 500;

/** Shorter than this part of the field's width is a dot or a slip of the pen, not a name. */
const SHORTEST_PART = 0.15;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is wrong with a signature that somebody wants to confirm, as a sentence; null when it can stand. */
export function signatureProblem(signature: Signature): string | null {
  return inkLength(signature.strokes) < signature.width * SHORTEST_PART ? '请签名' : null;
}

/** The way the pen went on the field, in its units. */
function inkLength(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + strokeLength(stroke), 0);
}

function strokeLength(stroke: Stroke): number {
  return stroke.reduce((sum, point, i) => sum + distance(stroke[i - 1] ?? point, point), 0);
}

function distance([x1, y1]: SignaturePoint, [x2, y2]: SignaturePoint): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

/** The smallest box around the ink; null without any. */
export function boundingBox(strokes: readonly Stroke[]): Box | null {
  const points = strokes.flat();
  if (points.length === 0) return null;
  const left = points.reduce((least, [x]) => Math.min(least, x), Infinity);
  const right = points.reduce((most, [x]) => Math.max(most, x), -Infinity);
  const top = points.reduce((least, [, y]) => Math.min(least, y), Infinity);
  const bottom = points.reduce((most, [, y]) => Math.max(most, y), -Infinity);
  return { left, top, width: right - left, height: bottom - top };
}

type Spot = readonly [x: number, y: number];

/** Each inner point moves a little towards its neighbours: the tremble of a digitiser goes, the hand's own line stays. */
export function smoothed(stroke: Stroke): readonly Spot[] {
  return stroke.map(([x, y], i) => {
    const before = stroke[i - 1];
    const after = stroke[i + 1];
    if (before === undefined || after === undefined) return [x, y];
    return [(before[0] + 2 * x + after[0]) / 4, (before[1] + 2 * y + after[1]) / 4];
  });
}

/** The `d` of one SVG path for the whole signature, drawn with round caps so that a dot shows. Curves go through the middles of the points. */
export function signaturePath(strokes: readonly Stroke[]): string {
  return strokes.map((stroke) => strokePath(smoothed(stroke))).join('');
}

function strokePath(spots: readonly Spot[]): string {
  const [first, ...rest] = spots;
  if (first === undefined) return '';
  const last = rest.at(-1);
  if (last === undefined) return `M${at(first)}h0`;
  const curves = rest.slice(0, -1).map((spot, i) => `Q${at(spot)} ${at(middle(spot, rest[i + 1] ?? spot))}`);
  return `M${at(first)}${curves.join('')}L${at(last)}`;
}

function middle([x1, y1]: Spot, [x2, y2]: Spot): Spot {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

function at([x, y]: Spot): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
