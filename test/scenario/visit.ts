import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { CentreReader } from './centre.ts';
import { startHall, until, type RunningHall } from './running-hall.ts';

const run = promisify(execFile);

/** The letter outlives the hall that made it, so that whoever ran the scenario can look at it. */
const KEPT = fileURLToPath(new URL('../../data/scenario', import.meta.url));
const PERSON = { card: 'li-si', masked: '李*' };
const BUSINESS = '社保与就业';
const ITEM = '灵活就业人员参保登记';
/** 非常满意 by GB/T 39046. */
const BEST = 1;
/** Everything of the visit has to be at the centre this soon. */
const SYNC_MS = 2_000;

const PrinterSight = z.object({ slips: z.array(z.object({ lines: z.array(z.string()), qr: z.array(z.string()), cut: z.boolean() })) });
const StripSight = z.object({ text: z.string() });
const VoiceSight = z.object({ spoken: z.array(z.object({ text: z.string() })) });

/** Screens are kept in this folder when one is named: the README's pictures come from the running program. */
export interface VisitOptions {
  readonly pictures: string | null;
}

interface Scene {
  readonly hall: RunningHall;
  readonly data: string;
  readonly kiosk: Page;
  readonly counter: Page;
  readonly display: Page;
  readonly pad: Page;
  readonly hallConsole: Page;
  open(url: string, width: number, height: number): Promise<Page>;
  picture(page: Page, name: string): Promise<void>;
  /** Notes the milliseconds since the last step. */
  lap(step: string): void;
}

/** One whole visit from the card on the kiosk to the row at the centre, through the pages and the device wires. */
export async function visit(options: VisitOptions): Promise<object> {
  const data = join(tmpdir(), `yichuang-visit-${process.pid}`);
  const ms: Record<string, number> = {};
  const lap = stopwatch(ms);
  const hall = await startHall(data);
  const browser = await openBrowser();
  try {
    lap('start');
    const scene = await openScene(hall, browser, data, lap, options);
    return { ...(await walk(scene)), ms };
  } finally {
    await browser.close();
    const code = await hall.stop();
    await rm(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the hall ended with ${code} instead of 0`);
  }
}

function stopwatch(ms: Record<string, number>): (step: string) => void {
  let last = performance.now();
  return (step) => {
    const now = performance.now();
    ms[step] = Math.round(now - last);
    last = now;
  };
}

async function openScene(hall: RunningHall, browser: Browser, data: string, lap: Scene['lap'], { pictures }: VisitOptions): Promise<Scene> {
  async function open(url: string, width: number, height: number): Promise<Page> {
    const { page } = await openPage(browser, { width, height });
    page.setDefaultTimeout(15_000);
    await page.goto(url);
    return page;
  }
  async function picture(page: Page, name: string): Promise<void> {
    if (pictures === null) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  const { urls } = hall.ready;
  const [kiosk, counter, display, pad, hallConsole] = await Promise.all([
    open(urls.kiosk, 1080, 1920),
    open(first(urls.counter), 1920, 1080),
    open(urls.display, 1920, 1080),
    open(first(urls.pad), 1280, 800),
    open(urls.console, 1920, 1080),
  ]);
  await kiosk.getByText('查排队').waitFor();
  lap('open pages');
  return { hall, data, kiosk, counter, display, pad, hallConsole, open, picture, lap };
}

async function walk(scene: Scene): Promise<object> {
  const slip = await takeNumber(scene);
  const announced = await call(scene, slip.ticketNo);
  const notice = await accept(scene);
  await rate(scene);
  const centre = await reachCentre(scene, notice.localNo);
  return { ...slip, ...announced, ...notice, ...centre };
}

async function takeNumber({ hall, kiosk, open, picture, lap }: Scene): Promise<{ ticketNo: string; printed: string[] }> {
  await picture(kiosk, 'kiosk-start');
  await hall.act('kiosk-1/idCardReader', { type: 'insert-card', card: PERSON.card });
  await kiosk.getByText('请选择要办的业务').waitFor();
  lap('read card');
  await picture(kiosk, 'kiosk-choose');
  await kiosk.getByText(BUSINESS).first().click();
  const slip = await until('a slip is cut', 15_000, async () => {
    const { slips } = PrinterSight.parse(await hall.see('kiosk-1/ticketPrinter'));
    return slips.find((candidate) => candidate.cut);
  });
  const ticketNo = first(slip.lines.flatMap((line) => line.match(/[A-Z]\d{3,4}/) ?? []));
  await kiosk.getByText('请取走您的身份证和小票').waitFor();
  lap('take and print');
  await picture(kiosk, 'kiosk-printed');
  await picture(await open(`${hall.ready.simulators}/kiosk-1/ticketPrinter/0`, 620, 760), 'ticket');
  await hall.act('kiosk-1/idCardReader', { type: 'remove-card' });
  await kiosk.getByText('查排队').waitFor();
  if ((await kiosk.content()).includes(PERSON.masked)) throw new Error('something of the person is still on the kiosk');
  lap('kiosk back at its start');
  return { ticketNo, printed: slip.lines };
}

async function call({ hall, counter, display, picture, lap }: Scene, ticketNo: string): Promise<{ led: string; display: string; voice: string }> {
  const clerk = first(hall.ready.staff);
  await counter.getByLabel('工号').fill(clerk.workNo);
  await counter.getByLabel('密码').fill(clerk.pin);
  await counter.keyboard.press('Enter');
  await counter.getByRole('button', { name: '开放窗口' }).click();
  await counter.getByText('1 人在等候').first().waitFor();
  lap('log in and open');
  await counter.keyboard.press('F1');
  const led = await until('the strip shows the number', 5_000, async () => {
    const { text } = StripSight.parse(await hall.see('counter-1/callDisplay'));
    return text.includes(ticketNo) && text;
  });
  const shown = await display.getByText(ticketNo).first().innerText();
  lap('call to strip and display');
  await picture(display, 'display');
  const voice = await until('the voice has spoken', 30_000, async () => {
    const { spoken } = VoiceSight.parse(await hall.see('display-1/voice'));
    return spoken.map((sentence) => sentence.text).join('');
  });
  lap('voice');
  return { led, display: shown, voice };
}

async function accept({ hall, data, counter, picture, lap }: Scene): Promise<{ localNo: string; pdf: string; pdfText: string }> {
  // A clerk sees that it can be pressed; before that the page ignores the key.
  await counter.locator('button:not([disabled])', { hasText: '开始办理' }).first().waitFor();
  await counter.keyboard.press('F3');
  await counter.getByText('请把申请人的证件放到读卡器上').waitFor();
  await hall.act('counter-1/idCardReader', { type: 'insert-card', card: PERSON.card });
  await counter.getByText('与取号人一致').waitFor();
  lap('identity checked');
  await counter.getByRole('combobox', { name: '搜索事项' }).fill(ITEM.slice(0, 4));
  await until('the search offers the item first', 5_000, async () =>
    (await counter.getByRole('option').first().innerText()).includes(ITEM),
  );
  await counter.keyboard.press('Enter');
  await receiveEverything(counter);
  lap('materials ticked');
  await picture(counter, 'counter-materials');
  await counter.getByText('必要材料已齐全').waitFor();
  await counter.getByRole('button', { name: /^受\s*理/ }).click();
  await counter.getByText('再办一件').first().waitFor();
  lap('accepted');
  const written = await until('the notice is on the disk', 5_000, () => newestPdf(join(data, 'stations', 'counter-1', 'documents')));
  await mkdir(KEPT, { recursive: true });
  const pdf = join(KEPT, 'visit-notice.pdf');
  await copyFile(written, pdf);
  const { stdout: pdfText } = await run('pdftotext', ['-layout', pdf, '-']);
  // The viewer draws the letter in its own time; the picture waits for it.
  await counter.waitForTimeout(1_500);
  await picture(counter, 'counter-accepted');
  return { localNo: first(pdfText.match(/990101-COUNTER-1-\d{8}-\d{4}/) ?? []), pdf, pdfText };
}

/** Space on each line of the checklist, as a clerk does it. */
async function receiveEverything(counter: Page): Promise<void> {
  const rows = counter.getByLabel('材料清单').locator('> li');
  await rows.first().waitFor();
  for (let n = 0; n < (await rows.count()); n += 1) {
    await rows.nth(n).focus();
    await counter.keyboard.press('Space');
  }
}

async function rate({ counter, pad, picture, lap }: Scene): Promise<void> {
  await counter.keyboard.press('F8');
  await pad.getByText('非常满意').first().waitFor();
  await picture(pad, 'pad');
  await pad.getByText('非常满意').first().click();
  await pad.getByText('谢谢您的评价').first().waitFor();
  lap('rated');
}

async function reachCentre({ hall, hallConsole, open, picture, lap }: Scene, localNo: string): Promise<object> {
  const centre = new CentreReader(hall.ready.urls.workbench);
  const row = await until('the case with its rating is at the centre', SYNC_MS, async () => {
    const [found] = await centre.findCases(localNo);
    return found?.ratingLevel === null ? null : found;
  });
  lap('at the centre');
  if (row.ratingLevel !== BEST) throw new Error(`非常满意 was pressed, level ${row.ratingLevel} arrived`);
  const detail = await centre.getCase(row.id);
  await picture(hallConsole, 'console');
  const workbench = await open(hall.ready.urls.workbench, 1600, 900);
  await workbench.getByText(ITEM).first().click();
  await workbench.getByRole('heading', { name: '评价' }).waitFor();
  await picture(workbench, 'workbench');
  return { caseNo: row.caseNo, rating: row.ratingLevel, centre: { row, trail: detail?.trail.map((entry) => entry.type) } };
}

async function newestPdf(folder: string): Promise<string | null> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).sort();
  const newest = names.at(-1);
  return newest === undefined ? null : join(folder, newest);
}

function first<T>(list: readonly T[]): T {
  const [value] = list;
  if (value === undefined) throw new Error('nothing found');
  return value;
}
