import { PRESSURE_UNKNOWN } from '../../../shared/rules/signature.ts';
import type { SignaturePoint, Stroke } from '../../../shared/types/signature.ts';

/** The field's own units, whatever size it has on the screen. */
export const FIELD = { width: 2_000, height: 800 } as const;

/** More than a person writes; an elbow on the screen must not fill the memory. */
const MOST_POINTS = 5_000;
const MOST_STROKES = 300;

/** Where the pen is, as the browser tells it. */
export interface PenSample {
  /** Parts of the field's width and height; outside of 0 to 1 where the pen left it. */
  readonly partX: number;
  readonly partY: number;
  /** 0 to 1; null where the pointer does not measure it. */
  readonly pressure: number | null;
  /** Milliseconds, from any beginning. */
  readonly at: number;
}

export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** The pen is down: the last stroke is still growing. */
  readonly penDown: boolean;
  readonly begunAt: number | null;
}

export type PenAction =
  | { readonly type: 'down' | 'move'; readonly samples: readonly PenSample[] }
  | { readonly type: 'up' | 'undo' | 'clear' };

export const BLANK: Drawing = { strokes: [], penDown: false, begunAt: null };

/** Pure: what the field shows after the pen did this. */
export function drawn(drawing: Drawing, action: PenAction): Drawing {
  switch (action.type) {
    case 'down':
      return putDown(drawing, action.samples);
    case 'move':
      return drawing.penDown ? grow(drawing, action.samples) : drawing;
    case 'up':
      return { ...drawing, penDown: false };
    case 'undo':
      return { ...drawing, strokes: drawing.strokes.slice(0, -1), penDown: false };
    case 'clear':
      return BLANK;
  }
}

function putDown(drawing: Drawing, samples: readonly PenSample[]): Drawing {
  const [first] = samples;
  if (first === undefined || drawing.strokes.length >= MOST_STROKES) return drawing;
  const begunAt = drawing.begunAt ?? first.at;
  return { strokes: [...drawing.strokes, samples.map((sample) => pointOf(sample, begunAt))], penDown: true, begunAt };
}

function grow(drawing: Drawing, samples: readonly PenSample[]): Drawing {
  const last = drawing.strokes.at(-1) ?? [];
  if (last.length + samples.length > MOST_POINTS) return drawing;
  const points = samples.map((sample) => pointOf(sample, drawing.begunAt ?? sample.at));
  return { ...drawing, strokes: [...drawing.strokes.slice(0, -1), [...last, ...points]] };
}

/** A pen beyond the edge writes on the edge. */
function pointOf({ partX, partY, pressure, at }: PenSample, begunAt: number): SignaturePoint {
  return [
    within(partX * FIELD.width, FIELD.width),
    within(partY * FIELD.height, FIELD.height),
    pressure === null ? PRESSURE_UNKNOWN : within(pressure * 1_000, 1_000),
    within(at - begunAt, 3_600_000),
  ];
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)));
}
