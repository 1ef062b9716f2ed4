import type { Browser } from 'playwright-core';
import { implement } from '@orpc/server';
import type { RunningWebShell } from '../../../main/web/types.ts';
import { DeviceElsewhere, devicesContract, type DevicesState, type TestStep } from '../../../shared/contract/devices.ts';
import { DONE, refuse, type Done } from '../../../shared/contract/outcome.ts';
import { DeviceId, TestId, WorkNo } from '../../../shared/basics/ids.ts';
import type { DeviceKind } from '../../../shared/types/device.ts';
import type { DeviceJob } from '../../../shared/types/device-job.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { LiveValue } from '../../helpers/live-value.ts';
import { servePage } from '../../helpers/page-shell.ts';
import { NOW, ulid } from './counter-fixtures.ts';

jest.setTimeout(60_000);

const STRIP = DeviceId.parse('counter-3/callDisplay');
const READER = DeviceId.parse('counter-3/idCardReader');
const TEST = TestId.parse(ulid(900));
const TESTER = { workNo: WorkNo.parse('1001'), name: '王示范' };

let pagesDir: string;
let browser: Browser;
let shell: RunningWebShell;
let live: LiveValue<DevicesState>;
let calls: [name: string, input: unknown][];
let watched: WatchedPage;

beforeAll(async () => {
  [pagesDir, browser] = await Promise.all([buildPage('devices'), openBrowser()]);
});
afterAll(() => browser.close());
afterEach(async () => {
  await watched.page.context().close();
  await shell.close();
});

function device(id: DeviceId, kind: DeviceKind, change: Partial<DevicesState['devices'][number]> = {}): DevicesState['devices'][number] {
  return {
    id, kind, address: 'tcp://10.0.3.9:5005', simulated: false, health: 'ready', state: 'ready', advice: '', since: NOW, lastGoodAt: NOW,
    counters: { connections: 1, done: 12 }, lastTest: null, inUse: '', ...change,
  };
}

function state(change: Partial<DevicesState> = {}): DevicesState {
  return {
    hallName: '临江区政务服务大厅',
    stationName: '3号窗口终端',
    role: 'counter',
    tester: TESTER,
    devices: [device(READER, 'idCardReader'), device(STRIP, 'callDisplay', { lastTest: { at: NOW, outcome: 'FAILED', workNo: TESTER.workNo } })],
    elsewhere: [],
    test: null,
    cabinet: null,
    documentCamera: null,
    serverTime: NOW,
    ...change,
  };
}

function showStep(step: TestStep): void {
  live.set({ ...live.value, test: { testId: TEST, deviceId: STRIP, step } });
}

/** A service that notes what it is asked and answers as told. */
function router(answers: Partial<Record<string, Done>>) {
  const os = implement(devicesContract);
  const noted = (name: string, input: unknown): Done => {
    calls.push([name, input]);
    return answers[name] ?? DONE;
  };
  return {
    watch: os.watch.handler(({ signal }) => live.watch(signal)),
    login: os.login.handler(({ input }) => {
      const done = noted('login', input);
      if (done.ok) live.set({ ...live.value, tester: TESTER });
      return done;
    }),
    logout: os.logout.handler(() => noted('logout', null)),
    reportCamera: os.reportCamera.handler(({ input }) => noted('reportCamera', input)),
    start: os.start.handler(({ input }) => noted('start', input)),
    answer: os.answer.handler(({ input }) => noted('answer', input)),
    close: os.close.handler(({ input }) => noted('close', input)),
    openDoor: os.openDoor.handler(({ input: { door, reason } }) => noted('openDoor', { door, reason })),
    settleDoor: os.settleDoor.handler(({ input }) => noted('settleDoor', input)),
    order: os.order.handler(({ input }) => noted('order', input)),
  };
}

async function open(first: DevicesState, answers: Partial<Record<string, Done>> = {}, size = { width: 1280, height: 800 }) {
  live = new LiveValue(first);
  calls = [];
  shell = await servePage('devices', pagesDir, router(answers));
  watched = await openPage(browser, size);
  await watched.page.goto(shell.entryUrl('devices'));
  await watched.page.getByRole('heading', { name: '设备自检' }).waitFor();
  return watched.page;
}

it('asks who it is first, by keyboard alone, and shows no device before that', async () => {
  const page = await open(state({ tester: null, devices: [] }));
  await page.keyboard.type('1001');
  await page.keyboard.press('Tab');
  await page.keyboard.type('135790');
  await expect(page.getByLabel('工号').inputValue()).resolves.toBe('1001');
  await expect(page.getByLabel('密码').getAttribute('type')).resolves.toBe('password');
  await page.keyboard.press('Enter');
  await page.getByText('王示范（工号 1001）').waitFor();
  expect(calls).toEqual([['login', { workNo: '1001', pin: '135790' }]]);
  expect(watched.complaints).toEqual([]);
});

it('a wrong PIN is said and forgotten; the keys on the screen do the same', async () => {
  const page = await open(state({ tester: null, devices: [], role: 'kiosk' }), { login: refuse('WRONG_PIN', '工号或密码不正确，请重新输入') }, { width: 1080, height: 1920 });
  for (const digit of ['1', '0', '0', '1']) await page.locator('.keypad').getByRole('button', { name: digit, exact: true }).click();
  await page.getByLabel('密码').click();
  for (const digit of ['9', '9', '9', '9']) await page.locator('.keypad').getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('工号或密码不正确').waitFor();
  await expect(page.getByLabel('密码').inputValue()).resolves.toBe('');
});

it('goes through a test with the space bar: start, question, result, away', async () => {
  const page = await open(state());
  await page.locator('.device-row', { hasText: '窗口屏' }).click();
  await page.getByText('自检未通过，工号 1001').first().waitFor();
  await page.getByRole('button', { name: '开始测试' }).click();
  showStep({ type: 'working', sentence: '正在显示测试文字' });
  await page.getByText('正在显示测试文字…').waitFor();
  await expect(page.locator('.device-row', { hasText: '读卡器' }).isDisabled()).resolves.toBe(true);
  showStep({ type: 'ask', sentence: '看到了吗？' });
  await page.getByText('看到了吗？').waitFor();
  await page.keyboard.press('Space');
  await page.waitForTimeout(100);
  showStep({ type: 'done', outcome: 'PASSED', sentence: '窗口屏显示正常', facts: [] });
  await page.getByText('通过：窗口屏显示正常').waitFor();
  await page.keyboard.press('Space');
  await page.waitForTimeout(100);
  expect(calls).toEqual([
    ['start', { deviceId: STRIP }],
    ['answer', { testId: TEST, answer: 'yes' }],
    ['close', { testId: TEST }],
  ]);
  expect(watched.complaints).toEqual([]);
});

it('a device in use says why and cannot be tested', async () => {
  const page = await open(state({ devices: [device(STRIP, 'callDisplay', { inUse: '窗口正在呼叫 A001，请等群众到窗口后再测' })] }));
  await page.getByText('窗口正在呼叫 A001').waitFor();
  await expect(page.getByRole('button', { name: '开始测试' }).isDisabled()).resolves.toBe(true);
});

it('the console asks another station for the part that needs nobody', async () => {
  const elsewhere = DeviceElsewhere.strip().parse({ ...device(STRIP, 'callDisplay'), stationName: '3号窗口终端' });
  const page = await open(state({ role: 'console', devices: [], elsewhere: [elsewhere] }));
  await page.getByRole('button', { name: '请该工作站自检' }).click();
  await page.getByText('已通知该工作站').waitFor();
  expect(calls).toEqual([['order', { deviceId: STRIP }]]);
});

it('keeps nothing on the screen while the service is away', async () => {
  const page = await open(state());
  showStep({ type: 'done', outcome: 'PASSED', sentence: '身份证读取正常', facts: [{ name: '姓名', value: '李*' }] });
  await page.locator('.device-row', { hasText: '窗口屏' }).click();
  await page.getByText('李*').waitFor();
  await shell.close();
  await page.getByText('李*').waitFor({ state: 'hidden' });
});

it('goes back to its own page and logs out', async () => {
  const page = await open(state());
  await page.getByRole('button', { name: '返回窗口' }).click();
  await page.waitForURL('**/counter/');
  expect(calls).toEqual([['logout', null]]);
});

const LOCKER = DeviceId.parse('kiosk-1/locker');

function withCabinet(change: Partial<NonNullable<DevicesState['cabinet']>> = {}): DevicesState {
  const doors = Array.from({ length: 24 }, (_, at) => {
    const doorState = at === 3 || at === 4 ? 'open' : at === 9 ? 'unknown' : 'closed';
    return { name: `A${at + 1}`, state: doorState, openSince: doorState === 'open' ? NOW : null, leftOpen: at === 4 } as const;
  });
  return state({ role: 'kiosk', devices: [device(LOCKER, 'locker')], cabinet: { deviceId: LOCKER, doors, undecided: [], ...change } });
}

it.each([
  ['kiosk', { width: 1080, height: 1920 }],
  ['console', { width: 1280, height: 800 }],
] as const)('cabinet at a %s: the doors, and one opened by its reason with the keyboard alone', async (role, size) => {
  const page = await open({ ...withCabinet(), role }, {}, size);
  await expect(page.locator('.cabinet__door').count()).resolves.toBe(24);
  await page.locator('.cabinet__door', { hasText: 'A5' }).getByText('起开着').waitFor();
  await page.locator('.cabinet__door').nth(6).focus();
  await page.keyboard.press('Enter');
  await page.getByText('为什么要打开柜门“A7”？').waitFor();
  const confirm = page.getByRole('button', { name: '紧急开门' });
  await expect(confirm.isDisabled()).resolves.toBe(true);
  expect(calls).toEqual([]);
  await page.getByRole('button', { name: '有人或物品被困' }).focus();
  await page.keyboard.press('Enter');
  await confirm.focus();
  await page.keyboard.press('Enter');
  await page.getByText('为什么要打开柜门').waitFor({ state: 'detached' });
  expect(calls).toEqual([['openDoor', { door: 'A7', reason: 'TRAPPED' }]]);
  expect(watched.complaints).toEqual([]);
});

it('a door that did not open says so; one of which nobody knows is settled here', async () => {
  const job: DeviceJob = {
    id: ulid(901), kind: 'lock-open', deviceId: LOCKER, reference: `${LOCKER}/A2`, title: '打开柜门“A2”：紧急开门（检修），工号 1001', state: 'unknown',
    queuedAt: NOW, startedAt: NOW, endedAt: NOW, sentence: '不知道门是否打开，请到柜前查看', settledBy: null,
  };
  const page = await open(withCabinet({ undecided: [job] }), { openDoor: refuse('DOOR_NOT_OPENED', '柜门“A1”没有弹开，请轻推柜门后再试') }, { width: 1080, height: 1920 });
  await page.locator('.cabinet__door').first().click();
  await page.getByRole('button', { name: '检修' }).click();
  await page.getByRole('button', { name: '紧急开门' }).click();
  await page.getByText('柜门“A1”没有弹开').waitFor();
  await page.getByText('打开柜门“A2”：紧急开门（检修），工号 1001').waitFor();
  await page.getByRole('button', { name: '没有打开' }).click();
  await page.waitForTimeout(100);
  expect(calls).toEqual([
    ['openDoor', { door: 'A1', reason: 'REPAIR' }],
    ['settleDoor', { jobId: job.id, verdict: 'NOT_DONE' }],
  ]);
});
