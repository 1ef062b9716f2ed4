import { Signature } from '../../../shared/types/signature.ts';
import { BLANK, drawn, FIELD, type Drawing, type PenAction, type PenSample } from './pen.ts';

const at = (partX: number, partY: number, ms = 0, pressure: number | null = null): PenSample => ({ partX, partY, pressure, at: 5_000 + ms });
const after = (...actions: PenAction[]): Drawing => actions.reduce(drawn, BLANK);
const down = (...samples: PenSample[]): PenAction => ({ type: 'down', samples });
const move = (...samples: PenSample[]): PenAction => ({ type: 'move', samples });
const UP: PenAction = { type: 'up' };

test('a stroke in the units of the field, counted from the first touch', () => {
  expect(after(down(at(0.5, 0.5, 0, 0.25)), move(at(0.75, 0.5, 16, 0.5), at(1, 1, 24, 1)), UP)).toEqual({
    strokes: [[[1_000, 400, 250, 0], [1_500, 400, 500, 16], [2_000, 800, 1_000, 24]]],
    penDown: false,
    begunAt: 5_000,
  });
});

test('a finger has no pressure, and beyond the edge the edge is written on', () => {
  expect(after(down(at(-0.2, 1.7))).strokes).toEqual([[[0, 800, 500, 0]]]);
});

test('a pen in the air writes nothing', () => {
  expect(after(move(at(0.1, 0.1)))).toEqual(BLANK);
  expect(after(down(at(0.1, 0.1)), UP, move(at(0.9, 0.9))).strokes).toHaveLength(1);
});

test('undo takes one stroke back, clear all and the time', () => {
  const two = [down(at(0.1, 0.1)), UP, down(at(0.2, 0.2, 900)), UP];
  expect(after(...two, { type: 'undo' }).strokes).toEqual([[[200, 80, 500, 0]]]);
  expect(after(...two, { type: 'clear' })).toEqual(BLANK);
  expect(after({ type: 'undo' }).strokes).toEqual([]);
});

test('undo in the middle of a stroke does not leave the pen down on another', () => {
  expect(after(down(at(0.1, 0.1)), UP, down(at(0.2, 0.2)), { type: 'undo' }, move(at(0.9, 0.9))).strokes).toEqual([[[200, 80, 500, 0]]]);
});

test('an elbow on the screen fits into what may be sent', () => {
  let drawing = BLANK;
  for (let i = 0; i < 400; i += 1) drawing = drawn(drawn(drawing, down(at(0.5, 0.5))), UP);
  for (let i = 0; i < 60; i += 1) drawing = drawn({ ...drawing, penDown: true }, move(...Array.from({ length: 100 }, () => at(0.1, 0.1))));
  expect(Signature.safeParse({ ...FIELD, strokes: drawing.strokes }).success).toBe(true);
});
