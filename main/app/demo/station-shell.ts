import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findElectron } from './find-electron.ts';
import type { StationRole } from '../../../shared/types/hall.ts';
import type { PageRole } from '../../web/types.ts';

export interface ShelledStation {
  readonly id: string;
  readonly role: StationRole;
  /** Path of its station.json. */
  readonly file: string;
}

/** How the stations of the demonstration hall are started: as plain services for browsers, or in Electron's windows. */
export interface StationShell {
  readonly kind: 'web' | 'electron';
  command(station: ShelledStation): Promise<readonly [string, ...string[]]>;
}

const WINDOWS: Readonly<Record<StationRole, readonly PageRole[]>> = {
  hub: [],
  kiosk: ['kiosk'],
  counter: ['counter', 'pad'],
  display: ['display'],
  console: ['console'],
};

/** Electron where its program is present and a screen is there; otherwise, and without windows, the web shell. */
export function chooseShell(options: { root: string; dataDir: string; headless: boolean; hasScreen: boolean }): StationShell {
  const electron = options.headless || !options.hasScreen ? null : findElectron(options.root);
  return electron === null ? webShell(options.root) : electronShell(electron, options.root, options.dataDir);
}

function webShell(root: string): StationShell {
  return { kind: 'web', command: ({ file }) => Promise.resolve([process.execPath, join(root, 'main/app/station-main.ts'), file]) };
}

function electronShell(electron: string, root: string, dataDir: string): StationShell {
  const web = webShell(root);
  return {
    kind: 'electron',
    async command(station) {
      const pages = WINDOWS[station.role];
      if (pages.length === 0) return web.command(station);
      const folder = join(dataDir, 'shells', station.id);
      await mkdir(folder, { recursive: true });
      const settings = join(folder, 'shell.json');
      const windows = pages.map((page) => ({ page, displayId: null, bounds: null, kiosk: false }));
      await writeFile(settings, JSON.stringify({ station: station.file, windows }));
      return [electron, join(root, 'dist/electron/main.js'), `--shell=${settings}`, `--user-data-dir=${folder}`];
    },
  };
}

/** Windows and macOS always have one; on Linux somebody has to have started it. */
export function hasScreen(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}
