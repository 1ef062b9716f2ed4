import { join } from 'node:path';
import { implement } from '@orpc/server';
import type { Browser, Page } from 'playwright-core';
import type { RunningWebShell } from '../../../main/web/types.ts';
import { DeviceId, TestId, WorkNo } from '../../../shared/basics/ids.ts';
import { devicesContract, type DevicesState } from '../../../shared/contract/devices.ts';
import { DONE } from '../../../shared/contract/outcome.ts';
import type { PageDeviceReport } from '../../../shared/contract/page-device.ts';
import type { DocumentCameraSetting } from '../../../shared/types/document-camera.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { LiveValue } from '../../helpers/live-value.ts';
import { servePage } from '../../helpers/page-shell.ts';
import { NOW, ulid } from './counter-fixtures.ts';

jest.setTimeout(60_000);

const SETTING: DocumentCameraSetting = { usb: null, label: 'fake_device_0', width: 1_280, height: 720, rotate: 0, quality: 0.8 };
const MADE_UP_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

let pagesDir: string;
let browser: Browser;
let shell: RunningWebShell;
let watched: WatchedPage;

beforeAll(async () => {
  [pagesDir, browser] = await Promise.all([buildPage('counter', join(__dirname, 'pieces')), openBrowser(MADE_UP_CAMERA)]);
});
afterAll(() => browser.close());
afterEach(async () => {
  await watched.page.context().close();
  await shell.close();
});

/** `before` runs in the page ahead of its own script. */
async function open(setting: object = {}, before: string | null = null): Promise<Page> {
  shell = await servePage('counter', pagesDir, {});
  watched = await openPage(browser, { width: 1280, height: 900 });
  const { page } = watched;
  if (before !== null) await page.addInitScript(before);
  await page.goto(shell.entryUrl('counter'));
  await page.goto(`${shell.origin}/counter/#${encodeURIComponent(JSON.stringify({ ...SETTING, ...setting }))}`);
  await page.reload();
  return page;
}

async function untilText(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(([where = '', what = '']) => document.querySelector(where)?.textContent?.includes(what), [selector, text]);
}

async function pagesOf(page: Page): Promise<unknown> {
  return JSON.parse((await page.locator('#pages').textContent()) ?? '');
}

/** Pixels of the live picture that are not those of an empty canvas. */
function inked(page: Page): Promise<number> {
  return page.locator('canvas.camera-live').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return 0;
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
  });
}

async function untilLive(page: Page): Promise<void> {
  await untilText(page, '#report', '"state":"ready"');
  for (let tries = 0; (await inked(page)) === 0; tries += 1) {
    if (tries === 200) throw new Error('no picture');
    await page.waitForTimeout(20);
  }
}

test('the camera of the setting is found by its label and shown; pages are taken, ordered, retaken and deleted', async () => {
  const page = await open();
  await untilLive(page);
  const take = page.getByRole('button', { name: '拍一页' });
  for (const no of [1, 2, 3]) {
    await take.click();
    await page.getByText(`已拍 ${no} 页`).waitFor();
  }
  expect(await pagesOf(page)).toEqual([1, 2, 3].map((id) => [id, 1_280, 720, 'image/jpeg']));

  await page.getByRole('button', { name: '第 3 页' }).click();
  await page.getByRole('button', { name: '前移' }).click();
  await untilText(page, '#pages', '[[1,1280,720,"image/jpeg"],[3,');
  await page.getByRole('button', { name: '重拍本页' }).click();
  await untilText(page, '#pages', '[[1,1280,720,"image/jpeg"],[4,');
  await page.getByRole('button', { name: '第 1 页' }).click();
  await page.getByRole('button', { name: '删除' }).click();
  await page.getByText('已拍 2 页').waitFor();
  expect(await pagesOf(page)).toEqual([[4, 1_280, 720, 'image/jpeg'], [2, 1_280, 720, 'image/jpeg']]);
  expect(watched.complaints).toEqual([]);
});

test('turned by the setting and by the button, pages come out upright', async () => {
  const page = await open({ rotate: 90 });
  await untilLive(page);
  await page.getByRole('button', { name: '拍一页' }).click();
  await page.getByText('已拍 1 页').waitFor();
  await page.getByRole('button', { name: '旋转' }).click();
  await page.getByRole('button', { name: '拍一页' }).click();
  await page.getByText('已拍 2 页').waitFor();
  expect(await pagesOf(page)).toEqual([[1, 720, 1_280, 'image/jpeg'], [2, 1_280, 720, 'image/jpeg']]);
});

test('everything is done by keys', async () => {
  const page = await open();
  await untilLive(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('已拍 1 页').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '重拍本页' }).waitFor();
});

test.each([
  ['not there', { label: null, usb: '1bcf:2c99' }, null, 'absent', '没有找到高拍仪'],
  ['not allowed', {}, `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    navigator.mediaDevices.enumerateDevices = async () => [{ kind: 'videoinput', deviceId: '', label: '' }];`, 'denied', '请在地址栏左侧的网站设置中允许摄像头'],
  ['in use by another program', {}, `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'));`, 'in-use', '正被其他程序使用'],
  ['two alike', {}, `const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () => { const all = await real(); return [...all, ...all]; };`, 'several', '两台相同的高拍仪'],
  ['no name among several', { label: null }, `const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () => { const all = await real(); return [...all, ...all]; };`, 'unnamed', '还没有设置哪一个是高拍仪'],
  ['opened over the network', {}, `Object.defineProperty(navigator, 'mediaDevices', { value: undefined });`, 'insecure', '本页不是从本机打开的'],
])('%s: a sentence, and the service is told', async (_what, setting, before, state, sentence) => {
  const page = await open(setting, before);
  await page.getByRole('alert').getByText(sentence).waitFor();
  const report: unknown = JSON.parse((await page.locator('#report').textContent()) ?? '');
  expect(report).toEqual({ present: false, state, advice: expect.stringContaining(sentence) });
  expect(await page.getByRole('button', { name: '拍一页' }).isDisabled()).toBe(true);
});

test('a camera that is pulled out is told, the pages stay, and the picture comes back by itself', async () => {
  // The made-up camera cannot be pulled out: the page is told what Chromium tells it of a real one.
  const page = await open({}, `
    const { mediaDevices } = navigator;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    let plugged = true;
    let last = null;
    mediaDevices.enumerateDevices = async () => (plugged ? await list() : []);
    mediaDevices.getUserMedia = async (wish) => (last = await open(wish));
    window.pull = () => { plugged = false; for (const track of last.getTracks()) { track.stop(); track.dispatchEvent(new Event('ended')); } };
    window.putBack = () => { plugged = true; mediaDevices.dispatchEvent(new Event('devicechange')); };
  `);
  await untilLive(page);
  await page.getByRole('button', { name: '拍一页' }).click();
  await page.getByText('已拍 1 页').waitFor();
  await page.evaluate('pull()');
  await page.getByRole('alert').getByText('没有找到高拍仪').waitFor();
  await page.getByText('已拍 1 页').waitFor();
  await page.evaluate('putBack()');
  await untilLive(page);
  expect(await page.getByRole('button', { name: '拍一页' }).isEnabled()).toBe(true);
});

test('the page 设备自检 tells the service of the camera, shows its picture while it is tested, and lets it go afterwards', async () => {
  const id = DeviceId.parse('counter-3/documentCamera');
  const reports: PageDeviceReport[] = [];
  const os = implement(devicesContract);
  const live = new LiveValue<DevicesState>({
    hallName: '临江区政务服务大厅',
    stationName: '3号窗口终端',
    role: 'counter',
    tester: { workNo: WorkNo.parse('1001'), name: '王示范' },
    devices: [{
      id, kind: 'documentCamera', address: 'page://', simulated: false, health: 'ready', state: 'ready', advice: '', since: NOW, lastGoodAt: NOW,
      counters: {}, lastTest: null, inUse: '',
    }],
    elsewhere: [],
    test: null,
    cabinet: null,
    documentCamera: { ...SETTING, rotate: 90 },
    serverTime: NOW,
  });
  shell = await servePage('devices', await buildPage('devices'), {
    watch: os.watch.handler(({ signal }) => live.watch(signal)),
    reportCamera: os.reportCamera.handler(({ input }) => {
      reports.push(input);
      return DONE;
    }),
  });
  watched = await openPage(browser, { width: 1280, height: 800 });
  const { page } = watched;
  await page.goto(shell.entryUrl('devices'));
  await page.getByRole('button', { name: '开始测试' }).waitFor();
  expect(await page.locator('.camera').count()).toBe(0);
  live.set({ ...live.value, test: { testId: TestId.parse(ulid(900)), deviceId: id, step: { type: 'ask', sentence: '字迹清楚吗？' } } });
  await page.getByRole('button', { name: '拍一页' }).and(page.locator(':enabled')).waitFor();
  for (let tries = 0; (await inked(page)) === 0; tries += 1) {
    if (tries === 200) throw new Error('no picture');
    await page.waitForTimeout(20);
  }
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('是');
  live.set({ ...live.value, test: { testId: TestId.parse(ulid(900)), deviceId: id, step: { type: 'done', outcome: 'PASSED', sentence: '清楚', facts: [] } } });
  await page.locator('.camera').waitFor({ state: 'hidden' });
  expect(reports.at(-1)).toEqual({ present: true, state: 'ready', advice: '' });
  expect(watched.complaints).toEqual([]);
});

test('a page that may not use a camera is refused by its own policy', async () => {
  shell = await servePage('counter', pagesDir, {});
  watched = await openPage(browser, { width: 800, height: 600 });
  await watched.page.route('**/counter/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'camera=()' } });
  });
  await watched.page.goto(shell.entryUrl('counter'));
  await watched.page.goto(`${shell.origin}/counter/#${encodeURIComponent(JSON.stringify(SETTING))}`);
  await watched.page.reload();
  await watched.page.getByRole('alert').getByText('没有允许本页使用摄像头').waitFor();
});
