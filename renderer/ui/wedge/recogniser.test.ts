import fc from 'fast-check';
import { createWedgeRecogniser, GAP_MS, LONGEST, type KeyStroke } from './recogniser.ts';

type Typed = readonly [key: string, gapMs: number, plain?: boolean];

/** Plays keys, each so long after the last; what the page gets, in order, with codes as `<…>`. A pause releases as the page's timer does. */
function play(keys: readonly Typed[]): string[] {
  const wedge = createWedgeRecogniser();
  const page: string[] = [];
  let at = 1_000;
  for (const [key, gapMs, plain = true] of keys) {
    if (gapMs > GAP_MS) page.push(...wedge.release());
    at += gapMs;
    const { release, keep, code } = wedge.press({ key, at, plain });
    page.push(...release);
    if (code !== null) page.push(`<${code}>`);
    if (!keep) page.push(key);
  }
  page.push(...wedge.release());
  return page;
}

function burst(text: string, gapMs: number, first = 1_000): Typed[] {
  return [...text].map((key, i): Typed => [key, i === 0 ? first : gapMs]);
}

const TABLE: readonly [string, readonly Typed[], readonly string[]][] = [
  ['a scanner, 5 ms', [...burst('A001', 5), ['Enter', 5]], ['<A001>']],
  ['a slow scanner, 50 ms', [...burst('yichuang:ticket:01J', 50), ['Enter', 50]], ['<yichuang:ticket:01J>']],
  ['51 ms is typing', [...burst('A001', 51), ['Enter', 51]], ['A', '0', '0', '1', 'Enter']],
  ['twelve keys a second', [...burst('A001', 83), ['Enter', 83]], ['A', '0', '0', '1', 'Enter']],
  ['a burst without Enter', burst('A001', 5), ['A', '0', '0', '1']],
  ['Enter comes late', [...burst('A001', 5), ['Enter', 200]], ['A', '0', '0', '1', 'Enter']],
  ['three rolled over keys and Enter', [...burst('abc', 20), ['Enter', 20]], ['a', 'b', 'c', 'Enter']],
  ['typing, then a code at once', [['x', 500], ...burst('A001', 5, 60), ['Enter', 5]], ['x', '<A001>']],
  ['a code, then typing at once', [...burst('A001', 5), ['Enter', 5], ['x', 5], ['y', 90]], ['<A001>', 'x', 'y']],
  ['two codes in a row', [...burst('A001', 5), ['Enter', 5], ...burst('A002', 5, 10), ['Enter', 5]], ['<A001>', '<A002>']],
  ['Shift goes down for capitals', [['Shift', 500], ['A', 5], ['0', 5], ['Shift', 5], ['B', 5], ['1', 5], ['Enter', 5]], ['Shift', 'Shift', '<A0B1>']],
  ['Enter alone', [['Enter', 500]], ['Enter']],
  ['a space alone presses a button', [[' ', 500]], [' ']],
  ['a space within a code', [...burst('A 001', 5), ['Enter', 5]], ['<A 001>']],
  ['an operation key in the middle', [...burst('A00', 5), ['F1', 5], ['1', 5], ['Enter', 5]], ['A', '0', '0', 'F1', '1', 'Enter']],
  ['Backspace after fast typing', [...burst('ab', 30), ['Backspace', 30]], ['a', 'b', 'Backspace']],
  ['a key held down', [['1', 500], ['1', 300, false], ['1', 30, false], ['1', 30, false], ['1', 30, false], ['Enter', 30]], ['1', '1', '1', '1', '1', 'Enter']],
  ['Ctrl+C', [['c', 500, false]], ['c']],
  ['an input method composes', [['Process', 500, false], ['Process', 20, false], ['Enter', 20, false]], ['Process', 'Process', 'Enter']],
  ['Enter ends a composition right after keys', [...burst('nihao', 20), ['Enter', 20, false]], [...'nihao', 'Enter']],
  ['hanzi from an input method', [['你', 500], ['Enter', 5]], ['你', 'Enter']],
];

test.each(TABLE)('%s', (_name, keys, page) => expect(play(keys)).toEqual(page));

test('a code longer than any is handed on as it came, not kept for ever', () => {
  const page = play([...burst('x'.repeat(LONGEST + 1), 1), ['Enter', 1]]);
  expect(page.join('')).toBe(`${'x'.repeat(LONGEST + 1)}Enter`);
});

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'A01bz:. ') },
  { weight: 2, arbitrary: fc.constant('Enter') },
  { weight: 1, arbitrary: fc.constantFrom('Shift', 'F1', 'Tab', 'Backspace', 'Escape', 'Process') },
);
const typed = fc.tuple(key, fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 400 })), fc.constant(true));

test('no key is lost, doubled or moved; a code is only what came without a pause', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: typed }, fc.tuple(key, fc.constant(30), fc.constant(false))), { maxLength: 40 }), (keys) => {
      const page = play(keys);
      const isNeutral = (k: string): boolean => k === 'Shift';
      // A code stands for its characters and its Enter.
      const spelled = page.flatMap((item) => (item.startsWith('<') ? [...item.slice(1, -1), 'Enter'] : [item]));
      expect(spelled.filter((k) => !isNeutral(k))).toEqual(keys.map(([k]) => k).filter((k) => !isNeutral(k)));
    }),
    { numRuns: 20_000, seed: 20260315 },
  );
}, 60_000);

test('a person never makes a code: whatever is typed with 60 ms and more between keys arrives as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: 60, max: 400 })), { maxLength: 40 }), (keys) => {
      expect(play(keys)).toEqual(keys.map(([k]) => k));
    }),
    { numRuns: 5_000, seed: 20260315 },
  );
});

test('a scanner always makes a code, whatever was typed before', () => {
  const code = fc.string({ minLength: 4, maxLength: 60, unit: fc.constantFrom(...'A01bz:.-/') });
  fc.assert(
    fc.property(fc.array(typed, { maxLength: 10 }), code, fc.integer({ min: 0, max: GAP_MS }), (before, text, gapMs) => {
      expect(play([...before, ...burst(text, gapMs, 60), ['Enter', gapMs]]).at(-1)).toBe(`<${text}>`);
    }),
    { numRuns: 5_000, seed: 20260315 },
  );
});

test('nothing is held once it was released', () => {
  const wedge = createWedgeRecogniser();
  const stroke: KeyStroke = { key: 'A', at: 0, plain: true };
  expect(wedge.press(stroke)).toEqual({ release: [], keep: true, code: null });
  expect([wedge.holding, wedge.release(), wedge.holding, wedge.release()]).toEqual([true, ['A'], false, []]);
});
