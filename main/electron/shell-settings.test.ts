import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findShellFile, readShellSettings, withPadScreen } from './shell-settings.ts';

test.each([
  [['electron', 'main.js', '--shell=/a/shell.json'], null, '/a/shell.json'],
  [['electron', 'main.js', '--shell=/a/shell.json'], '/b/shell.json', '/a/shell.json'],
  [['electron', 'main.js'], '/b/shell.json', '/b/shell.json'],
])('%j with %s remembered opens %s', (argv, remembered, expected) => {
  expect(findShellFile(argv, remembered)).toBe(expected);
});

test('without a file and without a memory the shell does not start', () => {
  expect(() => findShellFile(['electron', 'main.js'], null)).toThrow('--shell=');
});

test('a wrong shell file is refused with the place of the mistake', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'shell-')), 'shell.json');
  writeFileSync(file, JSON.stringify({ station: 'station.json', windows: [{ page: 'kisok', displayId: null, bounds: null, kiosk: true }] }));
  expect(() => readShellSettings(file)).toThrow(/windows/);
});

const COUNTER = { page: 'counter', displayId: null, bounds: null, kiosk: false } as const;
const PAD = { page: 'pad', displayId: 7, bounds: null, kiosk: true } as const;

test.each([
  ['the screen of hall.json', [COUNTER], 2, [COUNTER, { page: 'pad', displayId: null, bounds: null, screen: 2, kiosk: true }]],
  ['no pad without one', [COUNTER], undefined, [COUNTER]],
  ["the place in the shell's own file", [COUNTER, PAD], 2, [COUNTER, PAD]],
])('the pad: %s', (_, windows, screen, expected) => {
  expect(withPadScreen({ station: 's.json', windows }, screen).windows).toEqual(expected);
});
