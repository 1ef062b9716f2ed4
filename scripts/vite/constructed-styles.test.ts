import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { PAGE_HEADERS } from '../../shared/basics/page-policy.ts';

const ROOT = resolve(__dirname, '../..');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the fixture as the pages are built; vite cannot run inside jest. */
function buildFixture(outDir: string): void {
  const program = `
    import { build } from 'vite';
    import { constructedStyles } from './scripts/vite/constructed-styles-plugin.ts';
    await build({ configFile: false, root: 'scripts/vite/fixture', base: './', logLevel: 'error', plugins: [constructedStyles()],
      build: { outDir: ${JSON.stringify(outDir)}, modulePreload: { polyfill: false }, rolldownOptions: { input: 'scripts/vite/fixture/counter/index.html' } } });
  `;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  if (status !== 0) throw new Error(stderr);
}

test('Ant Design styles itself under the policy of the pages: no violation, no <style>, our rules win', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'yichuang-styles-'));
  buildFixture(outDir);
  const server = createServer((request, response) => {
    const path = join(outDir, request.url?.endsWith('/') === true ? `${request.url}index.html` : (request.url ?? ''));
    void readFile(path).then(
      (body) => response.writeHead(200, { ...PAGE_HEADERS, 'content-type': TYPES[extname(path)] ?? '' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`http://127.0.0.1:${port}/counter/`);
    await page.waitForSelector('.ant-modal-title');
    const seen = await page.evaluate(() => {
      const styleOf = (selector: string): CSSStyleDeclaration | null => {
        const element = document.querySelector(selector);
        return element && getComputedStyle(element);
      };
      return {
        tokenColour: styleOf('#button')?.backgroundColor,
        ourPadding: styleOf('#button')?.padding,
        iconAnimation: styleOf('.anticon-spin')?.animationName,
        scrollLock: styleOf('body')?.overflowY,
        tableHead: styleOf('.ant-table-thead th')?.position,
        styleTags: document.querySelectorAll('style').length,
      };
    });
    expect(complaints).toEqual([]);
    expect(seen).toEqual({
      tokenColour: 'rgb(29, 78, 137)',
      ourPadding: '33px',
      iconAnimation: 'loadingCircle',
      scrollLock: 'hidden',
      tableHead: 'sticky',
      styleTags: 0,
    });
  } finally {
    await browser.close();
    server.close();
    rmSync(outDir, { recursive: true });
  }
}, 60_000);
