import type { Signature, SignaturePoint } from '../../shared/types/signature.ts';
import { HANVON, type PenPosition } from './protocol.ts';

/** More than a person writes; a pen that lies on the pad must not fill the memory. */
const MOST_POINTS = 5_000;
const MOST_STROKES = 300;

/** Collects the pen's reports into strokes. Pure but for what it has collected. */
export interface Ink {
  /** `atMs` counts from the first touch. A pen that only hovers, or is outside the writing surface, ends the stroke. */
  move(pen: PenPosition, atMs: number): void;
  /** The pen was lifted; whether a stroke ended with it. */
  lift(): boolean;
  clear(): void;
  signature(): Signature;
}

export function createInk(): Ink {
  let strokes: SignaturePoint[][] = [];
  let current: SignaturePoint[] | null = null;

  function lift(): boolean {
    const ended = current !== null;
    current = null;
    return ended;
  }

  return {
    move(pen, atMs) {
      const point = inkPoint(pen, atMs);
      if (point === null) {
        lift();
        return;
      }
      if (current === null) {
        if (strokes.length >= MOST_STROKES) return;
        current = [];
        strokes.push(current);
      }
      if (current.length < MOST_POINTS) current.push(point);
    },
    lift,
    clear() {
      strokes = [];
      current = null;
    },
    signature: () => ({ width: HANVON.width, height: HANVON.height, strokes: strokes.map((stroke) => [...stroke]) }),
  };
}

/** Null where the pen leaves no ink: above the surface, or on the pad's title and keys. */
function inkPoint({ x, y, pressure }: PenPosition, atMs: number): SignaturePoint | null {
  if (pressure === 0 || y < HANVON.firstInkY || y > HANVON.lastInkY) return null;
  return [
    Math.round((x * HANVON.width) / HANVON.maxX),
    Math.round((y * HANVON.height) / HANVON.maxY),
    Math.round((pressure * 1_000) / HANVON.maxPressure),
    Math.min(Math.max(0, atMs), 3_600_000),
  ];
}
