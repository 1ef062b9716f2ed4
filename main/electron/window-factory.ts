import { BrowserWindow } from 'electron';
import type { Rectangle } from 'electron';
import { pageUrl } from './app-protocol.ts';
import type { WindowSettings } from './shell-settings.ts';

/** The only place that makes a window. */
export function createWindow(settings: WindowSettings, bounds: Rectangle, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    kiosk: settings.kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#F7F6F2',
    webPreferences: {
      preload,
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
      // The display speaks without anybody touching it first.
      autoplayPolicy: 'no-user-gesture-required',
      // Chromium's viewer for the documents a clerk prints.
      plugins: settings.page === 'counter',
      // A display must not fall asleep behind another window.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  // A page that cannot be loaded is treated as one that crashed, see page-guard.ts.
  window.loadURL(pageUrl(settings.page)).catch(() => undefined);
  return window;
}
