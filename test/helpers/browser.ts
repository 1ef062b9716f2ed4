import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/**
 * Without a screen there is no print preview, and the browser's PDF viewer crashes the page when it looks for it;
 * with the preview switched off a print goes nowhere, quietly.
 */
const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-print-preview'];

/** `extra`: switches for what a test needs beyond that, such as a made-up camera. */
export function openBrowser(extra: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...ARGS, ...extra] });
}

export interface WatchedPage {
  readonly page: Page;
  /** What the browser complained about: policy violations, script errors, failed loads. */
  readonly complaints: string[];
}

/** A page in a profile of its own that notes every complaint of the browser. */
export async function openPage(browser: Browser, size: { width: number; height: number }): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints };
}
