import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findShellFile, readShellSettings } from './shell-settings.ts';

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
