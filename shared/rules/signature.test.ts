import type { Signature, SignaturePoint, Stroke } from '../types/signature.ts';
import { boundingBox, signaturePath, signatureProblem, smoothed } from './signature.ts';

const point = (x: number, y: number): SignaturePoint => [x, y, 500, 0];
const line = (...xy: (readonly [number, number])[]): Stroke => xy.map(([x, y]) => point(x, y));
const signed = (...strokes: Stroke[]): Signature => ({ width: 1_000, height: 500, strokes });

test.each([
  ['nothing', signed(), '请签名'],
  ['one dot', signed(line([500, 250])), '请签名'],
  ['a dot with a tremble', signed(line([500, 250], [505, 250], [500, 252])), '请签名'],
  ['two dots far apart: the pen did not go between them', signed(line([0, 0]), line([900, 400])), '请签名'],
  ['just too short', signed(line([0, 0], [149, 0])), '请签名'],
  ['one short stroke', signed(line([0, 0], [150, 0])), null],
  ['many small strokes', signed(line([0, 0], [0, 60]), line([50, 0], [50, 60]), line([90, 0], [90, 60])), null],
])('%s', (_, signature, problem) => {
  expect(signatureProblem(signature)).toBe(problem);
});

test('the box around the ink', () => {
  expect(boundingBox([line([30, 90], [10, 40]), line([200, 60])])).toEqual({ left: 10, top: 40, width: 190, height: 50 });
  expect(boundingBox([])).toBeNull();
});

test('a tremble is halved, both ends stay where the pen was', () => {
  expect(smoothed(line([0, 0], [10, 8], [20, 0], [30, 8]))).toEqual([[0, 0], [10, 4], [20, 4], [30, 8]]);
});

test.each([
  ['a dot', [line([5, 6])], 'M5 6h0'],
  ['a line', [line([0, 0], [10, 5])], 'M0 0L10 5'],
  ['a curve', [line([0, 0], [10, 0], [20, 0])], 'M0 0Q10 0 15 0L20 0'],
  ['two strokes', [line([0, 0], [10, 5]), line([7, 7])], 'M0 0L10 5M7 7h0'],
  ['nothing', [], ''],
])('%s as a path', (_, strokes, path) => {
  expect(signaturePath(strokes)).toBe(path);
});

test('a long signature does not overflow anything', () => {
  const long = Array.from({ length: 200 }, () => Array.from({ length: 1_000 }, (_, i) => point(i, i % 7)));
  expect(boundingBox(long)).toEqual({ left: 0, top: 0, width: 999, height: 6 });
});
