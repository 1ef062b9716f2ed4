import { fitted, turnedSize, turnOn, turnTransform } from './turned.ts';

const SIZE = { width: 400, height: 300 };

/** Where a corner of the picture comes to lie on the canvas. */
function moved(x: number, y: number, turn: 0 | 90 | 180 | 270): [number, number] {
  const [a, b, c, d, e, f] = turnTransform(SIZE, turn);
  return [a * x + c * y + e, b * x + d * y + f];
}

test.each([
  [0, { width: 400, height: 300 }, [0, 0], [400, 300]],
  [90, { width: 300, height: 400 }, [300, 0], [0, 400]],
  [180, { width: 400, height: 300 }, [400, 300], [0, 0]],
  [270, { width: 300, height: 400 }, [0, 400], [300, 0]],
] as const)('turned by %i', (turn, size, topLeft, bottomRight) => {
  expect(turnedSize(SIZE, turn)).toEqual(size);
  expect(moved(0, 0, turn)).toEqual(topLeft);
  expect(moved(400, 300, turn)).toEqual(bottomRight);
});

test('four turns are none', () => expect(turnOn(turnOn(turnOn(turnOn(0))))).toBe(0));

test.each([
  [{ width: 4_000, height: 3_000 }, { width: 1_600, height: 1_200 }],
  [{ width: 3_000, height: 4_000 }, { width: 1_200, height: 1_600 }],
  [{ width: 640, height: 480 }, { width: 640, height: 480 }],
])('%j fits', (size, expected) => expect(fitted(size, 1_600)).toEqual(expected));
