import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { transformSync } from '@swc/core';
import type { Rectangle } from 'electron';
import * as electron from '../../test/helpers/electron-stand-in.ts';
import * as appProtocol from './app-protocol.ts';
import type { WindowSettings } from './shell-settings.ts';

/** Checklist of Electron's security guide, as this shell has it. */
const SAFE = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  devTools: false,
  spellcheck: false,
};
const SOURCE = readFileSync(`${__dirname}/window-factory.ts`, 'utf8');
const KIOSK: WindowSettings = { page: 'kiosk', displayId: null, bounds: null, kiosk: true };

type Factory = (settings: WindowSettings, bounds: Rectangle, preload: string) => void;

/** Runs the factory from the given source and returns the preferences of the window it made. */
function preferencesOf(source: string): Record<string, unknown> {
  const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } });
  const made: { createWindow?: Factory } = {};
  const modules: Record<string, unknown> = { electron, './app-protocol.ts': appProtocol };
  runInNewContext(code, { exports: made, require: (name: string) => modules[name] });
  made.createWindow?.(KIOSK, { x: 0, y: 0, width: 1, height: 1 }, '/preload.cjs');
  return { ...electron.BrowserWindow.opened.pop()?.options.webPreferences };
}

test('every preference of the checklist is set to its safe value', () => {
  expect(preferencesOf(SOURCE)).toMatchObject(SAFE);
});

test.each(Object.entries(SAFE))('the check above fails when %s is not %s, and when it is left out', (name, value) => {
  const line = `      ${name}: ${value},\n`;
  expect(SOURCE).toContain(line);
  expect(preferencesOf(SOURCE.replace(line, `      ${name}: ${!value},\n`))).not.toMatchObject(SAFE);
  expect(preferencesOf(SOURCE.replace(line, ''))).not.toMatchObject(SAFE);
});
