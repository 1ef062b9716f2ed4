import type { Browser } from 'playwright-core';
import type { RunningWebShell } from '../../../main/web/types.ts';
import type { ConsoleState } from '../../../shared/contract/console.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { servePage } from '../../helpers/page-shell.ts';
import { calmHall, troubledHall } from './console-fixtures.ts';
import { ConsoleService } from './console-service.ts';

jest.setTimeout(60_000);

let pagesDir: string;
let browser: Browser;
let shell: RunningWebShell;
let service: ConsoleService;
let watched: WatchedPage;

beforeAll(async () => {
  [pagesDir, browser] = await Promise.all([buildPage('console'), openBrowser()]);
});
afterAll(() => browser.close());
afterEach(async () => {
  await watched.page.context().close();
  await shell.close();
});

async function open(state: ConsoleState) {
  service = new ConsoleService(state);
  shell = await servePage('console', pagesDir, service.router());
  watched = await openPage(browser, { width: 1920, height: 1080 });
  await watched.page.goto(shell.entryUrl('console'));
  await watched.page.getByRole('heading', { name: '临江区政务服务大厅' }).waitFor();
  return watched.page;
}

it('is quiet when all is well, with the windows in their order', async () => {
  const page = await open(calmHall());
  await page.getByText('一切正常').waitFor();
  const numbers = await page.locator('.tile__no .numeral').allInnerTexts();
  expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  await expect(page.locator('.health-dot--fault, .health-dot--warning').count()).resolves.toBe(0);
  expect(watched.complaints).toEqual([]);
});

it('says what needs a person, oldest alarm first, and what to do about a device', async () => {
  const page = await open(troubledHall());
  const alarms = page.getByRole('log').getByRole('listitem');
  expect(await alarms.locator('time').allInnerTexts()).toEqual(['14:21', '14:24', '14:28']);
  await page.getByText('打印纸用完了，请给自助机 1 换纸').waitFor();
  await page.getByText('待上传 312 条').waitFor();
  await expect(page.getByText('一切正常').count()).resolves.toBe(0);
  await page.getByRole('button', { name: /^处理完：自助机 1/ }).click();
  await page.getByText('自助机 1 的打印纸用完了').waitFor({ state: 'hidden' });
  expect(service.calls).toEqual([{ name: 'dismissAlarm', input: { alarmId: 'a2' } }]);
  expect(watched.complaints).toEqual([]);
});

it.each([
  ['补打', 'REPRINT', 'kiosk-1'],
  ['确认已取', 'CONFIRM', null],
  ['作废', 'VOID', null],
] as const)('%s asks first and then decides about the number', async (button, action, stationId) => {
  const page = await open(troubledHall());
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').getByText('A144').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(service.calls).toEqual([]);
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  await page.getByText('A144', { exact: true }).waitFor({ state: 'hidden' });
  expect(service.calls).toEqual([{ name: 'resolveTicket', input: expect.objectContaining({ action, stationId }) }]);
});

it.each([
  ['已做成', 'DONE'],
  ['没有做', 'NOT_DONE'],
] as const)('a job of unknown outcome is settled as %s, with the work number of who looked, by keyboard', async (button, verdict) => {
  const page = await open(troubledHall());
  await page.getByText('打印：受理通知书 受〔2026〕0017号').waitFor();
  await page.getByRole('button', { name: button }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('查看人的工号').waitFor();
  await page.keyboard.press('Enter');
  expect(service.calls).toEqual([]);
  await page.keyboard.type('1001');
  await page.keyboard.press('Enter');
  await page.getByText('结果不明的设备作业').waitFor({ state: 'hidden' });
  expect(service.calls).toEqual([{ name: 'settleJob', input: expect.objectContaining({ stationId: 'counter-1', verdict, workNo: '1001' }) }]);
  expect(watched.complaints).toEqual([]);
});

it('shows one device in full on a press, by keyboard as well, and follows it', async () => {
  const page = await open(calmHall());
  await page.locator('.health-dot--more').first().focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('tcp://127.0.0.1:9100').waitFor();
  await dialog.getByText('还没有自检过').waitFor();
  const [first, ...others] = service.live.value.devices;
  if (first === undefined) throw new Error('the hall has no devices');
  service.live.set({ ...service.live.value, devices: [{ ...first, counters: { connections: 2, done: 41, failed: 1 } }, ...others] });
  await dialog.getByText('连接 2 次，完成 41 次，失败 1 次').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(watched.complaints).toEqual([]);
});

it('says that what it shows may be old when the service is gone', async () => {
  const page = await open(calmHall());
  await shell.close();
  await page.getByText('画面停在 14:30').waitFor();
  await expect(page.getByText('一切正常').count()).resolves.toBe(0);
});
