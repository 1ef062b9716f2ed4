import type { Browser, Page } from 'playwright-core';
import type { RunningWebShell } from '../../../main/web/types.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { servePage } from '../../helpers/page-shell.ts';
import { keyEvent, scan } from '../../helpers/wedge-scanner.ts';
import { counterState, IDENTITY } from './counter-fixtures.ts';
import { CounterService } from './counter-service.ts';

jest.setTimeout(60_000);

const TICKET = 'yichuang:ticket:01JQ5ZK8V7N4M2R3T6W9XYABCD';

let pagesDir: string;
let browser: Browser;
let shell: RunningWebShell;
let service: CounterService;
let watched: WatchedPage;

beforeAll(async () => {
  [pagesDir, browser] = await Promise.all([buildPage('counter'), openBrowser()]);
});
afterAll(() => browser.close());
afterEach(async () => {
  await watched.page.context().close();
  await shell.close();
});

async function open(change: Partial<CounterState> = {}): Promise<Page> {
  service = new CounterService(counterState(change));
  shell = await servePage('counter', pagesDir, service.router());
  watched = await openPage(browser, { width: 1366, height: 768 });
  await watched.page.goto(shell.entryUrl('counter'));
  await watched.page.getByText('4 人在等候').waitFor();
  return watched.page;
}

function lookedUp(): unknown[] {
  return service.inputs('lookUp');
}

async function eventually(check: () => boolean): Promise<void> {
  for (let tries = 0; !check(); tries += 1) {
    if (tries === 100) throw new Error(`did not happen: ${check.toString()}`);
    await watched.page.waitForTimeout(50);
  }
}

test('a code before the scanner is looked up and shown; it presses nothing', async () => {
  const page = await open();
  await scan(page, TICKET);
  await page.getByText('前面还有 1 人').waitFor();
  expect(lookedUp()).toEqual([{ text: TICKET }]);
  expect(service.calls.map(({ name }) => name)).toEqual(['lookUp']);
  await page.getByRole('button', { name: '收起' }).click();
  await page.getByText('前面还有 1 人').waitFor({ state: 'detached' });
});

test.each([
  ['the field for cases of today', (page: Page) => page.getByLabel('查今日办件')],
  ['the field for numbers, which Enter would send', (page: Page) => page.getByLabel('查号、查件')],
])('%s has the focus: nothing of the code lands in it', async (_name, field) => {
  const page = await open();
  await field(page).fill('先前');
  await field(page).focus();
  await scan(page, TICKET);
  await eventually(() => lookedUp().length === 1);
  expect(await field(page).inputValue()).toBe('先前');
  expect(lookedUp()).toEqual([{ text: TICKET }]);
});

test('a button has the focus: the Enter of the code does not press it', async () => {
  const page = await open();
  await page.getByRole('button', { name: /下一位/ }).first().focus();
  await scan(page, 'A013');
  await eventually(() => lookedUp().length === 1);
  await page.waitForTimeout(200);
  expect(service.calls.map(({ name }) => name)).toEqual(['lookUp']);
});

test('in the middle of a case: the letters and digits of a code tick no material', async () => {
  const page = await open();
  service.atWindow('SERVING');
  service.change({ identity: IDENTITY });
  await page.getByText('共 4 项').waitFor({ timeout: 20_000 });
  const before = service.calls.length;
  await page.getByRole('textbox').first().focus();
  await scan(page, 'A0131234567890XYQ1');
  await eventually(() => lookedUp().length === 1);
  await page.waitForTimeout(200);
  expect(service.calls.slice(before).map(({ name }) => name)).toEqual(['lookUp']);
});

test('a person types as ever: twelve keys a second, corrections, Enter; and the operation keys', async () => {
  const page = await open();
  const field = page.getByLabel('查号、查件');
  await field.focus();
  await page.keyboard.type('a0134', { delay: 83 });
  await page.keyboard.press('Backspace');
  expect(await field.inputValue()).toBe('a013');
  await page.keyboard.press('Enter');
  await eventually(() => lookedUp().length === 1);
  expect(lookedUp()).toEqual([{ text: 'a013' }]);
  await page.keyboard.press('F1');
  await eventually(() => service.inputs('next').length === 1);
});

test('what is typed lands where it was typed, in its order, also when the pointer moves on at once', async () => {
  const page = await open();
  const field = page.getByLabel('查今日办件');
  await field.focus();
  const wire = await page.context().newCDPSession(page);
  const timestamp = Date.now() / 1_000;
  await Promise.all(['x', 'y'].map((key, i) => wire.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp: timestamp + i / 100, ...keyEvent(key) })));
  await page.getByLabel('查号、查件').click();
  expect(await field.inputValue()).toBe('xy');
  expect(await page.getByLabel('查号、查件').inputValue()).toBe('');
  expect(lookedUp()).toEqual([]);
});
