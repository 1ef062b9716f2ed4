import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { RunningWebShell } from '../../../main/web/types.ts';
import { Signature } from '../../../shared/types/signature.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { servePage } from '../../helpers/page-shell.ts';

jest.setTimeout(60_000);

let pagesDir: string;
let browser: Browser;
let shell: RunningWebShell;
let watched: WatchedPage;

beforeAll(async () => {
  [pagesDir, browser] = await Promise.all([buildPage('counter', join(__dirname, 'pieces')), openBrowser()]);
});
afterAll(() => browser.close());
afterEach(async () => {
  // Closed first: a shell left open by a failed check would keep the whole run from ending.
  await watched.page.context().close();
  await shell.close();
  expect(watched.complaints).toEqual([]);
});

async function open(size = { width: 1280, height: 800 }): Promise<Page> {
  shell = await servePage('counter', pagesDir, {});
  watched = await openPage(browser, size);
  const { page } = watched;
  await page.goto(shell.entryUrl('counter'));
  await page.goto(`${shell.origin}/counter/#signature`);
  await page.reload();
  await page.locator('.signature-surface').waitFor();
  return page;
}

/** Where a part of the field's width and height is on the screen. */
async function spot(page: Page, partX: number, partY: number): Promise<[number, number]> {
  const box = await page.locator('.signature-surface').boundingBox();
  if (box === null) throw new Error('no field');
  return [box.x + box.width * partX, box.y + box.height * partY];
}

async function draw(page: Page, ...parts: readonly (readonly [number, number])[]): Promise<void> {
  for (const [i, [x, y]] of parts.entries()) {
    await page.mouse.move(...(await spot(page, x, y)));
    if (i === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

async function confirmed(page: Page): Promise<Signature | null> {
  return Signature.nullable().parse(JSON.parse((await page.locator('#signature').textContent()) ?? ''));
}

const confirm = (page: Page): Promise<void> => page.getByRole('button', { name: '确认签名' }).click();

test('what is drawn is confirmed as strokes, where the pen was, and shown again', async () => {
  const page = await open();
  await draw(page, [0.2, 0.5], [0.5, 0.5], [0.8, 0.25]);
  await draw(page, [0.5, 0.2], [0.5, 0.9]);
  await confirm(page);
  const signature = await confirmed(page);
  expect(signature).toMatchObject({ width: 2_000, height: 800 });
  expect(signature?.strokes.map((stroke) => [stroke[0]?.slice(0, 3), stroke.at(-1)?.slice(0, 3)])).toEqual([
    [[400, 400, 500], [1_600, 200, 500]],
    [[1_000, 160, 500], [1_000, 720, 500]],
  ]);
  await page.getByRole('img', { name: '签名' }).waitFor();
});

test.each([[1280, 800], [1024, 600], [700, 1200]])('at %i × %i the line lies under the pen', async (width, height) => {
  const page = await open({ width, height });
  await draw(page, [0.1, 0.9], [0.9, 0.1]);
  const field = await page.locator('.signature-surface').boundingBox();
  const ink = await page.locator('.signature-surface .ink').boundingBox();
  if (field === null || ink === null) throw new Error('nothing drawn');
  expect(Math.abs(ink.x - (field.x + field.width * 0.1))).toBeLessThan(8);
  expect(Math.abs(ink.y - (field.y + field.height * 0.1))).toBeLessThan(8);
  expect(field.y + field.height).toBeLessThan(height);
});

test('an empty field and a dot are asked again', async () => {
  const page = await open();
  await confirm(page);
  await page.getByText('请签名', { exact: true }).waitFor();
  await draw(page, [0.5, 0.5]);
  await page.getByText('请签名', { exact: true }).waitFor({ state: 'hidden' });
  await confirm(page);
  await page.getByText('请签名', { exact: true }).waitFor();
  expect(await confirmed(page)).toBeNull();
});

test('a stroke is taken back, everything is taken back', async () => {
  const page = await open();
  await draw(page, [0.1, 0.5], [0.9, 0.5]);
  await draw(page, [0.5, 0.1], [0.5, 0.9]);
  await page.getByRole('button', { name: '撤销一笔' }).click();
  expect(await page.locator('.signature-surface .ink').count()).toBe(1);
  await page.getByRole('button', { name: '重签' }).click();
  expect(await page.locator('.signature-surface .ink').count()).toBe(0);
});

test('a palm that comes after the pen writes nothing, and the pen measures', async () => {
  const page = await open();
  const at = async (type: string, pointerId: number, pointerType: string, x: number, y: number, pressure = 0): Promise<void> => {
    const [clientX, clientY] = await spot(page, x, y);
    await page.locator('.signature-surface').dispatchEvent(type, { pointerId, pointerType, clientX, clientY, pressure, button: 0, bubbles: true });
  };
  // A pointer that no hand holds cannot be captured.
  await page.evaluate(() => void (Element.prototype.setPointerCapture = () => undefined));
  await at('pointerdown', 7, 'pen', 0.1, 0.5, 0.25);
  await at('pointerdown', 8, 'touch', 0.8, 0.9);
  await at('pointermove', 8, 'touch', 0.9, 0.9);
  await at('pointermove', 7, 'pen', 0.9, 0.5, 0.75);
  await at('pointerup', 8, 'touch', 0.9, 0.9);
  await at('pointermove', 7, 'pen', 0.9, 0.2, 0.5);
  await at('pointerup', 7, 'pen', 0.9, 0.2);
  await confirm(page);
  expect((await confirmed(page))?.strokes.map((stroke) => stroke.map((point) => point.slice(0, 3)))).toEqual([
    [[200, 400, 250], [1_800, 400, 750], [1_800, 160, 500]],
  ]);
});

test('paper needs no pointer', async () => {
  const page = await open();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('#paper').textContent()).toBe('true');
});
