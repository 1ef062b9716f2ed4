import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseShell, hasScreen, type ShelledStation } from './station-shell.ts';

const COUNTER: ShelledStation = { id: 'counter-1', role: 'counter', file: '/data/stations/counter-1.json' };
const HUB: ShelledStation = { id: 'hub', role: 'hub', file: '/data/stations/hub.json' };

function rootWith(program: boolean): string {
  const root = mkdtempSync(join(tmpdir(), 'yichuang-shell-'));
  const folder = join(root, 'node_modules/electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  if (program) {
    writeFileSync(join(folder, 'path.txt'), 'electron');
    writeFileSync(join(folder, 'dist/electron'), '');
  }
  return root;
}

test.each([
  [true, false, true, 'electron'],
  [false, false, true, 'web'],
  [true, true, true, 'web'],
  [true, false, false, 'web'],
] as const)('program there %s, headless %s, screen %s: %s', (program, headless, screen, kind) => {
  expect(chooseShell({ root: rootWith(program), dataDir: tmpdir(), headless, hasScreen: screen }).kind).toBe(kind);
});

test('in Electron a counter opens its page and its pad, with a user folder of its own', async () => {
  const root = rootWith(true);
  const dataDir = mkdtempSync(join(tmpdir(), 'yichuang-data-'));
  const [program, entry, shell = '', userData] = await chooseShell({ root, dataDir, headless: false, hasScreen: true }).command(COUNTER);
  expect(program).toBe(join(root, 'node_modules/electron/dist/electron'));
  expect(entry).toBe(join(root, 'dist/electron/main.js'));
  expect(userData).toBe(`--user-data-dir=${join(dataDir, 'shells/counter-1')}`);
  const settings: unknown = JSON.parse(readFileSync(shell.replace('--shell=', ''), 'utf8'));
  expect(settings).toEqual({
    station: COUNTER.file,
    windows: [
      { page: 'counter', displayId: null, bounds: null, kiosk: false },
      { page: 'pad', displayId: null, bounds: null, kiosk: false },
    ],
  });
});

test('the hub has no window and stays a plain service', async () => {
  const command = await chooseShell({ root: rootWith(true), dataDir: tmpdir(), headless: false, hasScreen: true }).command(HUB);
  expect(command[0]).toBe(process.execPath);
  expect(command.at(-1)).toBe(HUB.file);
});

test.each([
  ['win32', {}, true],
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
] as const)('%s with %j has a screen: %s', (platform, env, expected) => {
  expect(hasScreen(platform, { ...env })).toBe(expected);
});
