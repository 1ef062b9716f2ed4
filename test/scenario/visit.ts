import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { CentreReader } from './centre.ts';
import { startHall, until, type RunningHall } from './running-hall.ts';

const run = promisify(execFile);

const CARD = 'li-si';
const NAME = '李四';
const ITEM = '灵活就业';

const PrinterSight = z.object({ slips: z.array(z.object({ lines: z.array(z.string()), qr: z.array(z.string()), cut: z.boolean() })) });
const StripSight = z.object({ text: z.string() });
const VoiceSight = z.object({ spoken: z.array(z.object({ text: z.string() })) });

export interface VisitFacts {
  readonly ticketNo: string;
  readonly printed: readonly string[];
  readonly led: string;
  readonly display: string;
  readonly voice: string;
  readonly caseNo: string;
  readonly localNo: string;
  readonly pdf: string;
  readonly pdfText: string;
  readonly rating: number;
  readonly centre: unknown;
}

/** Screens are kept here when a folder is named: the README's pictures come from the running program. */
export interface VisitOptions {
  readonly pictures: string | null;
}

export interface VisitReport extends VisitFacts {
  readonly ms: Readonly<Record<string, number>>;
}

/** One whole visit from the card on the kiosk to the row at the centre, through the pages and the device wires. */
export async function visit(options: VisitOptions): Promise<VisitReport> {
  const data = join(tmpdir(), `yichuang-visit-${process.pid}`);
  const ms: Record<string, number> = {};
  let last = performance.now();
  function lap(step: string): void {
    const now = performance.now();
    ms[step] = Math.round(now - last);
    last = now;
  }

  const hall = await startHall(data);
  const browser = await openBrowser();
  try {
    lap('start');
    const facts = await walk(hall, browser, data, lap, options);
    return { ...facts, ms };
  } finally {
    await browser.close();
    const code = await hall.stop();
    await rm(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the hall ended with ${code} instead of 0`);
  }
}

async function walk(hall: RunningHall, browser: Browser, data: string, lap: (step: string) => void, { pictures }: VisitOptions): Promise<VisitFacts> {
  const { urls, staff } = hall.ready;
  const open = async (url: string, width: number, height: number): Promise<Page> => {
    const { page } = await openPage(browser, { width, height });
    page.setDefaultTimeout(15_000);
    await page.goto(url);
    return page;
  };
  const picture = async (page: Page, name: string): Promise<void> => {
    if (pictures === null) return;
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const [kiosk, counter, display, pad, hallConsole] = await Promise.all([
    open(urls.kiosk, 1080, 1920),
    open(first(urls.counter), 1920, 1080),
    open(urls.display, 1920, 1080),
    open(first(urls.pad), 1280, 800),
    open(urls.console, 1920, 1080),
  ]);
  await kiosk.getByText('查排队').waitFor();
  lap('open pages');

  await picture(kiosk, 'kiosk-start');
  await hall.act('kiosk-1/idCardReader', { type: 'insert-card', card: CARD });
  await kiosk.getByText('请选择要办的业务').waitFor();
  lap('read card');
  await picture(kiosk, 'kiosk-choose');
  await kiosk.getByText('社保与就业').first().click();
  const slip = await until('a slip is cut', 15_000, async () => {
    const { slips } = PrinterSight.parse(await hall.see('kiosk-1/ticketPrinter'));
    return slips.find((candidate) => candidate.cut);
  });
  const ticketNo = first(slip.lines.flatMap((line) => line.match(/[A-Z]\d{3,4}/) ?? []));
  await kiosk.getByText(ticketNo).first().waitFor();
  lap('take and print');
  await picture(kiosk, 'kiosk-printed');
  await hall.act('kiosk-1/idCardReader', { type: 'remove-card' });
  await kiosk.getByText('查排队').waitFor();
  if ((await kiosk.content()).includes(NAME.slice(0, 1) + '*')) throw new Error('something of the person is still on the kiosk');
  lap('kiosk back at its start');

  const clerk = staff[0];
  if (!clerk) throw new Error('no staff account');
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
  await display.getByText(ticketNo).first().waitFor();
  lap('call to strip and display');
  await picture(display, 'display');
  const voice = await until('the voice has spoken', 30_000, async () => {
    const { spoken } = VoiceSight.parse(await hall.see('display-1/voice'));
    return spoken.map((sentence) => sentence.text).join('');
  });
  lap('voice');

  await counter.keyboard.press('F3');
  await counter.getByText('请把申请人的证件放到读卡器上').waitFor();
  await hall.act('counter-1/idCardReader', { type: 'insert-card', card: CARD });
  await counter.getByText('与取号人一致').waitFor();
  lap('identity checked');
  await counter.getByRole('combobox', { name: '搜索事项' }).fill(ITEM);
  await until('the search offers the item first', 5_000, async () =>
    (await counter.getByRole('option').first().innerText()).includes('灵活就业人员参保登记'),
  );
  await counter.keyboard.press('Enter');
  await receiveEverything(counter);
  lap('materials ticked');
  await picture(counter, 'counter-materials');
  await counter.getByText('必要材料已齐全').waitFor();
  await counter.getByRole('button', { name: /^受\s*理/ }).click();
  await counter.getByText('再办一件').first().waitFor();
  lap('accepted');
  const pdf = await until('the notice is on the disk', 5_000, () => newestPdf(join(data, 'stations', 'counter-1', 'documents')));
  const { stdout: pdfText } = await run('pdftotext', ['-layout', pdf, '-']);
  await picture(counter, 'counter-accepted');

  await counter.keyboard.press('F8');
  await pad.getByText('非常满意').first().waitFor();
  await picture(pad, 'pad');
  await pad.getByText('非常满意').first().click();
  await pad.getByText('谢谢您的评价').first().waitFor();
  lap('rated');

  const localNo = first(pdfText.match(/990101-COUNTER-1-\d{8}-\d{4}/) ?? []);
  const centre = new CentreReader(urls.workbench);
  const row = await until('the case with its rating is at the centre', 5_000, async () => {
    const [found] = await centre.findCases(localNo);
    return found?.ratingLevel === null ? null : found;
  });
  lap('at the centre');
  if (row.ratingLevel !== 1) throw new Error(`非常满意 was pressed, level ${row.ratingLevel} arrived`);
  const detail = await centre.getCase(row.id);
  await picture(hallConsole, 'console');
  const workbench = await open(urls.workbench, 1600, 900);
  await workbench.getByText(localNo).first().waitFor();
  await workbench.getByText(localNo).first().click();
  await workbench.getByRole('heading', { name: '评价' }).waitFor();
  await picture(workbench, 'workbench');
  return {
    ticketNo,
    printed: slip.lines,
    led,
    display: ticketNo,
    voice,
    caseNo: row.caseNo ?? '',
    localNo,
    pdf,
    pdfText: pdfText.slice(0, 300),
    rating: row.ratingLevel ?? 0,
    centre: { row, trail: detail?.trail.map((entry) => entry.type) },
  };
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

async function newestPdf(folder: string): Promise<string | null> {
  const { stdout } = await run('find', [folder, '-name', '*.pdf']);
  return stdout.trim().split('\n').at(-1) || null;
}

function first<T>(list: readonly T[]): T {
  const [value] = list;
  if (value === undefined) throw new Error('nothing found');
  return value;
}
