import { dark, ELDER_SCALE, font, light, lineHeight, motion, radius, space, target, typeScale } from './tokens.ts';

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('.', '-');
}

function lines(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([name, value]) => `  --${name}: ${value};`).join('\n');
}

function pixels(prefix: string, values: Record<string, number>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${prefix}-${kebab(name)}`, `${value}px`]);
}

function colours(set: Record<string, string>): [string, string][] {
  return Object.entries(set).map(([name, value]) => [kebab(name), value]);
}

/** The text of `tokens.css`. Text sizes follow `--scale`, which 长辈版 sets on the root element. */
export function tokensCss(): string {
  const root = lines([
    ['scale', '1'],
    ['target', `${target.kiosk}px`],
    ...colours(light),
    ...pixels('space', space),
    ...pixels('target', target),
    ...pixels('radius', radius),
    ...Object.entries(font).map(([name, value]): [string, string] => [`font-${name}`, value]),
    ...Object.entries(lineHeight).map(([name, value]): [string, string] => [`line-${name}`, String(value)]),
    ['motion-quick', `${motion.quick}ms`],
    ['motion-page', `${motion.page}ms`],
    ['motion-flash', `${motion.flashPeriod}ms`],
    ['motion-flashes', String(motion.flashes)],
  ]);
  const text = lines(typeScale.map((size) => [`text-${size}`, `calc(${size}px * var(--scale))`]));
  return [
    '/* The values of tokens.ts; tokens.test.ts says when they differ. */',
    `:root {\n${root}\n${text}\n}`,
    `:root[data-size='elder'] {\n${lines([['scale', String(ELDER_SCALE)], ['target', `${target.elder}px`]])}\n}`,
    `:root[data-theme='dark'] {\n${lines(colours(dark))}\n  color-scheme: dark;\n}`,
    '',
  ].join('\n\n');
}
