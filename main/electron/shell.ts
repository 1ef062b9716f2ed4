import { app, Menu, protocol, screen, session } from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import type { Logger } from 'pino';
import type { Clock } from '../../shared/basics/clock.ts';
import { readPageFiles } from '../web/page-files.ts';
import type { PageFiles } from '../web/page-files.ts';
import type { PageRole } from '../web/types.ts';
import { createAppProtocol, pageUrl, roleOfUrl } from './app-protocol.ts';
import { handOverPort, serveConnectChannel } from './ipc.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';
import { guardPage } from './page-guard.ts';
import type { ShellSettings, WindowSettings } from './shell-settings.ts';
import { ServiceSupervisor } from './supervisor.ts';
import type { ServiceProcess } from './supervisor.ts';
import { createWindow } from './window-factory.ts';
import { findBounds } from './window-layout.ts';

export interface ShellOptions {
  readonly settings: ShellSettings;
  readonly pagesDir: string;
  readonly preload: string;
  readonly fork: () => ServiceProcess;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Opens the station's windows and keeps them and the service alive; call once the app is ready. Resolves when the app
 * was asked to quit and the service has closed its store and devices.
 */
export async function openShell({ settings, pagesDir, preload, fork, clock, log }: ShellOptions): Promise<void> {
  const pages = new Map<PageRole, PageFiles>();
  const roles = new Set(settings.windows.flatMap(({ page }) => pagesOfWindow(page)));
  for (const role of roles) pages.set(role, await readPageFiles(pagesDir, role));
  Menu.setApplicationMenu(null);
  protocol.handle('app', createAppProtocol(pages));
  lockDownSession(session.defaultSession, mayUseCamera);
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, (address) => mayGoTo(contents, address)));

  const open = new Map<WindowSettings, BrowserWindow>();
  const service = new ServiceSupervisor({ fork, station: settings.station, clock, ready: handOverPorts });
  serveConnectChannel({ service, roleOfWindow, log });
  layOut();
  screen.on('display-added', layOut);
  screen.on('display-removed', layOut);
  screen.on('display-metrics-changed', layOut);
  app.on('second-instance', () => [...open.values()][0]?.focus());
  // A hall with every screen unplugged goes on; a quit waits for the service.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    service.stop();
  });
  await service.run();

  /** Opens what has a screen, moves what has another one, closes what has none. */
  function layOut(): void {
    for (const window of settings.windows) {
      const bounds = findBounds(window, screen.getAllDisplays(), screen.getPrimaryDisplay());
      const existing = open.get(window);
      if (bounds === null) {
        existing?.destroy();
        open.delete(window);
      } else if (existing) existing.setBounds(bounds);
      else {
        const created = createWindow(window, bounds, preload);
        guardPage(created.webContents, pageUrl(window.page), clock);
        open.set(window, created);
      }
    }
  }

  function mayUseCamera(address: string): boolean {
    const role = roleOfUrl(address);
    return role !== null && service.cameraPages().includes(role);
  }

  function handOverPorts(): void {
    for (const [{ page }, window] of open) handOverPort(window.webContents.mainFrame, roleOfWindow(window.webContents) ?? page, service);
  }

  function pagesOf(contents: WebContents): readonly PageRole[] {
    const found = [...open].find(([, window]) => window.webContents.id === contents.id);
    return found === undefined ? [] : pagesOfWindow(found[0].page);
  }

  /** The page a window of ours shows at the moment. */
  function roleOfWindow(contents: WebContents): PageRole | null {
    const shown = roleOfUrl(contents.mainFrame.url);
    return shown !== null && pagesOf(contents).includes(shown) ? shown : null;
  }

  function mayGoTo(contents: WebContents, address: string): boolean {
    return pagesOf(contents).some((role) => pageUrl(role) === address);
  }
}

/** A window shows its own page, and its staff may go from there to 设备自检; the pad in a citizen's hand leads nowhere. */
function pagesOfWindow(page: PageRole): readonly PageRole[] {
  return page === 'pad' ? [page] : [page, 'devices'];
}
