import type { Browser } from 'playwright-core';
import type { CentralCaseRow } from '../../../shared/contract/central.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { row, serveWorkbench, type FakeCentre } from './workbench-centre.ts';

jest.setTimeout(60_000);

let pagesDir: string;
let browser: Browser;
let centre: FakeCentre;
let watched: WatchedPage;

beforeAll(async () => {
  [pagesDir, browser] = await Promise.all([buildPage('workbench'), openBrowser()]);
});
afterAll(() => browser.close());
afterEach(async () => {
  await watched.page.context().close();
  await centre.close();
});

async function open(rows: readonly CentralCaseRow[]) {
  centre = await serveWorkbench(pagesDir, rows);
  watched = await openPage(browser, { width: 1600, height: 900 });
  await watched.page.goto(`${centre.origin}/workbench/`);
  return watched.page;
}

function many(count: number): CentralCaseRow[] {
  return Array.from({ length: count }, (_, index) => row(index + 1));
}

it('says that nothing has come yet', async () => {
  const page = await open([]);
  await page.getByText('还没有收到办件').waitFor();
  await expect(page.getByRole('button', { name: '更早的' }).isDisabled()).resolves.toBe(true);
});

it('pages through a thousand cases and back', async () => {
  const page = await open(many(1000));
  await page.getByText('共 1000 件').waitFor();
  await page.getByText('C1-20260305-0001').waitFor();
  await page.getByRole('button', { name: '更早的' }).click();
  await page.getByText('C1-20260305-0051').waitFor();
  await expect(page.getByText('C1-20260305-0050').count()).resolves.toBe(0);
  await page.getByRole('button', { name: '较新的' }).click();
  await page.getByText('C1-20260305-0001').waitFor();
});

it('finds by number, from the first page again', async () => {
  const page = await open(many(120));
  await page.getByText('共 120 件').waitFor();
  await page.getByRole('button', { name: '更早的' }).click();
  await page.getByText('第 2 页').waitFor();
  await page.getByLabel('搜索办件').fill('20260305-0007');
  await page.getByText('共 1 件').waitFor();
  await page.getByText('第 1 页').waitFor();
  await page.getByLabel('搜索办件').fill('没有这个');
  await page.getByText('没有符合“没有这个”的办件').waitFor();
});

it('opens a case with the keyboard and shows its trail; the address keeps it', async () => {
  const page = await open(many(3));
  await page.getByText('C1-20260305-0002').waitFor();
  await page.locator('.ant-table-row').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByText('非常满意', { exact: true }).last().waitFor();
  expect(await page.locator('.trail__kind').allInnerTexts()).toEqual(['叫号', '叫号', '叫号', '受理', '受理', '评价']);
  expect(await page.locator('.trail__proof code').first().innerText()).toBe('校验 1f3a9c27d18e');
  await expect(page.getByText('11010519491231002X').count()).resolves.toBe(0);
  await page.reload();
  await page.locator('.trail__entry').first().waitFor();
  expect(watched.complaints).toEqual([]);
});

it('says in Chinese why the centre does not answer, keeps what it has, and tries again', async () => {
  const page = await open(many(2));
  await page.getByText('共 2 件').waitFor();
  centre.failWith = 503;
  await page.getByRole('button', { name: '刷新' }).click();
  await page.getByText('数据库暂时不可用').waitFor();
  await expect(page.locator('.ant-table-row').count()).resolves.toBe(2);
  centre.failWith = null;
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('数据库暂时不可用').waitFor({ state: 'hidden' });
});
