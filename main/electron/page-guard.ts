import type { WebContents } from 'electron';
import type { Clock } from '../../shared/basics/clock.ts';
import { SAFE_PAGE } from './app-protocol.ts';

export const PAGE_GUARD = { reloadAfterMs: 500, windowMs: 60_000, maxCrashes: 3 };

/** The part of a page that is watched over. */
export interface GuardedPage extends Pick<WebContents, 'loadURL' | 'isDestroyed' | 'forcefullyCrashRenderer'> {
  on(event: 'render-process-gone' | 'unresponsive', listener: () => void): unknown;
  on(event: 'did-fail-load', listener: (event: unknown, code: number, text: string, url: string, isMainFrame: boolean) => void): unknown;
}

/**
 * Brings a page back after a crash, within 3 s. The third crash within a minute ends that: a page that cannot live is
 * replaced by a sentence that sends people to the desk.
 */
export function guardPage(page: GuardedPage, url: string, clock: Clock): void {
  let crashes: number[] = [];
  page.on('render-process-gone', () => void recover());
  page.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    // -3 is a load that another one replaced.
    if (isMainFrame && code !== -3) void recover();
  });
  // An endless loop: the crash that follows is handled like any other.
  page.on('unresponsive', () => page.forcefullyCrashRenderer());

  async function recover(): Promise<void> {
    const now = clock.now();
    crashes = [...crashes.filter((at) => now - at < PAGE_GUARD.windowMs), now];
    const target = crashes.length >= PAGE_GUARD.maxCrashes ? SAFE_PAGE : url;
    await clock.sleep(PAGE_GUARD.reloadAfterMs);
    // A load that fails comes back through did-fail-load.
    if (!page.isDestroyed()) page.loadURL(target).catch(() => undefined);
  }
}
