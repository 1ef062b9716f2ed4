import type { CameraTurn } from '../../../shared/types/document-camera.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture after turning it clockwise. */
export function turnedSize({ width, height }: Size, turn: CameraTurn): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

/** The largest size of the same shape whose longer side is at most `longest`. Never larger than it was. */
export function fitted({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** The six numbers of a canvas transform that draws a picture of this (unturned) size turned, filling the canvas from its corner. */
export function turnTransform({ width, height }: Size, turn: CameraTurn): readonly [number, number, number, number, number, number] {
  switch (turn) {
    case 0:
      return [1, 0, 0, 1, 0, 0];
    case 90:
      return [0, 1, -1, 0, height, 0];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, -1, 1, 0, 0, width];
  }
}

export function turnOn(turn: CameraTurn): CameraTurn {
  return ({ 0: 90, 90: 180, 180: 270, 270: 0 } as const)[turn];
}
