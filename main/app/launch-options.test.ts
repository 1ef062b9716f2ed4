import { parseLaunchOptions } from './launch-options.ts';

test.each([
  [[], { mode: 'demo', headless: false, data: 'data/demo' }],
  [['--headless'], { mode: 'demo', headless: true, data: 'data/demo' }],
  [['--headless', '--data', 'x'], { mode: 'demo', headless: true, data: 'x' }],
  [['--station', 'a.json'], { mode: 'station', file: 'a.json' }],
  [['--hash-pin'], { mode: 'hash-pin' }],
  [['--help', '--station', 'a.json'], { mode: 'help' }],
])('%j', (argv, expected) => {
  expect(parseLaunchOptions(argv)).toEqual(expected);
});

test.each([[['--nonsense']], [['--station']], [['stray']], [['--station', 'a', '--data', 'b']]])('%j is refused with a reason', (argv) => {
  const options = parseLaunchOptions(argv);
  expect(options.mode).toBe('error');
  expect(options.mode === 'error' && options.message.length).toBeGreaterThan(5);
});
