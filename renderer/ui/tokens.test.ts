import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokensCss } from './tokens-css.ts';
import { dark, light, space, target, typeScale } from './tokens.ts';
import type { ColourName } from './tokens.ts';

/** WCAG 2.2 relative luminance of `#RRGGBB`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

test('contrast is computed as WCAG does', () => {
  expect(contrast('#FFFFFF', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
});

const TEXT_ON: [ColourName, ColourName[]][] = [
  ['ink', ['paper', 'surface', 'actionSoft', 'sealSoft', 'jadeSoft', 'amberSoft']],
  ['inkSoft', ['paper', 'surface', 'actionSoft', 'amberSoft']],
  ['action', ['paper', 'surface', 'actionSoft']],
  ['onAction', ['action', 'actionPressed']],
  ['seal', ['paper', 'surface']],
  ['onSeal', ['seal']],
  ['jade', ['paper', 'surface', 'jadeSoft']],
  ['amber', ['paper', 'surface', 'amberSoft']],
];

describe.each([['light', light], ['dark', dark]] as const)('%s', (_name, set) => {
  test.each(TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s is at least 4.5 : 1',
    (text, ground) => expect(contrast(set[text], set[ground])).toBeGreaterThanOrEqual(4.5),
  );

  test('the outline of something that can be pressed is at least 3 : 1', () => {
    expect(contrast(set.lineStrong, set.paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(set.lineStrong, set.surface)).toBeGreaterThanOrEqual(3);
  });
});

test('numbers on the display are at least 7 : 1, also on the newest call', () => {
  for (const ground of [dark.paper, dark.surface, dark.sealSoft]) {
    expect(contrast(dark.ink, ground)).toBeGreaterThanOrEqual(7);
  }
});

test('sizes are those of the visual brief', () => {
  expect(typeScale).toEqual([14, 16, 20, 24, 32, 48, 72, 112, 200]);
  expect(target).toEqual({ counter: 44, kiosk: 72, elder: 96 });
  for (const [steps, pixels] of Object.entries(space)) expect(pixels).toBe(Number(steps) * 8);
});

test('tokens.css says what tokens.ts says', () => {
  expect(readFileSync(join(__dirname, 'tokens.css'), 'utf8')).toBe(tokensCss());
});
