import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyRouter } from '@orpc/server';
import pino from 'pino';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createNodeCrypto } from '../../../main/crypto/crypto-port.ts';
import { CAMERA_ROLES, type PageRole, type RunningWebShell } from '../../../main/web/types.ts';
import { startWebShell } from '../../../main/web/web-shell.ts';
import { systemClock } from '../../../shared/basics/clock.ts';

const PROJECT = process.cwd();
const PAGE_KEY = 'key-of-the-page-under-test';

/** The built pages and a browser, for all tests of one file. */
export interface Theatre {
  stage(role: PageRole, router: AnyRouter, context: BrowserContextOptions): Promise<Stage>;
  close(): Promise<void>;
}

/** One page before a router of the test, served by the real web shell under its real policy. */
export interface Stage {
  readonly page: Page;
  /** What the content security policy refused, and faults of the page's own. */
  readonly faults: string[];
  /** The web shell goes away, as when the service dies; `recover` starts it again on the same port. */
  breakDown(): Promise<void>;
  recover(): Promise<void>;
  close(): Promise<void>;
}

export async function openTheatre(): Promise<Theatre> {
  const pagesDir = await mkdtemp(join(tmpdir(), 'yichuang-pages-'));
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--outDir', pagesDir, '--logLevel', 'error'], { cwd: PROJECT });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  return {
    stage: (role, router, context) => openStage(browser, pagesDir, role, router, context),
    close: async () => {
      await browser.close();
      await rm(pagesDir, { recursive: true });
    },
  };
}

async function openStage(
  browser: Browser,
  pagesDir: string,
  role: PageRole,
  router: AnyRouter,
  contextOptions: BrowserContextOptions,
): Promise<Stage> {
  function serve(port: number): Promise<RunningWebShell> {
    return startWebShell({
      host: '127.0.0.1',
      port,
      pagesDir,
      access: { pageKeys: { [role]: PAGE_KEY }, stationKeyHashes: new Map() },
      routers: { [role]: router },
      cameraPages: CAMERA_ROLES.filter((one) => one === role),
      crypto: createNodeCrypto(),
      clock: systemClock,
      log: pino({ level: 'silent' }),
    });
  }
  let shell: RunningWebShell | null = await serve(0);
  const { port } = shell;
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|requires 'Trusted/.test(message.text())) faults.push(message.text());
  });
  await page.goto(shell.entryUrl(role));
  return {
    page,
    faults,
    breakDown: async () => {
      await shell?.close();
      shell = null;
    },
    recover: async () => {
      shell ??= await serve(port);
    },
    close: async () => {
      await context.close();
      await shell?.close();
    },
  };
}
