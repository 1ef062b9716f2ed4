import { WindowId, WorkNo } from '../../../shared/basics/ids.ts';
import { createDisplayService } from './citizen-services.ts';
import { AFTERNOON, sampleBusinesses, sampleCalls, sampleDisplay } from './samples.ts';
import { openTheatre } from './stage.ts';
import type { Stage, Theatre } from './stage.ts';

const SCREEN = { viewport: { width: 1920, height: 1080 } };
/** Height of a figure of the numeral face as part of its font size. */
const FIGURE = 0.668;

let theatre: Theatre;
let stage: Stage;
let service: ReturnType<typeof createDisplayService>;

beforeAll(async () => {
  theatre = await openTheatre();
}, 60_000);
afterAll(() => theatre.close());

async function open(state = sampleDisplay(), context = {}): Promise<void> {
  service = createDisplayService(state);
  stage = await theatre.stage('display', service.router, { ...SCREEN, ...context });
  await stage.page.locator('.board').waitFor();
}

afterEach(async () => {
  // Closed first: a shell left open by a failed check would keep the whole run from ending.
  await stage.close();
  expect(stage.faults).toEqual([]);
});

async function rows(): Promise<string[]> {
  const texts = await stage.page.locator('.call').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' '));
}

test('the last six calls, newest on top, with their windows', async () => {
  await open();
  expect(await rows()).toEqual([
    'A012 3 号窗口', 'C008 11 号窗口', 'D135 7 第2次呼叫 号窗口', 'A011 5 号窗口', 'E071 12 号窗口', 'A010 3 号窗口',
  ]);
});

test.each([1080, 2160])('on a screen of %s lines every number and window is at least 1/12 of the height', async (height) => {
  await open(sampleDisplay({ calls: sampleCalls(['A9012', '103', 3], ['C1008', '111'], ['A011', '5']) }), {
    viewport: { width: (height * 16) / 9, height },
  });
  const sizes = await stage.page.locator('.call .numeral').evaluateAll((numbers) => numbers.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
  for (const size of sizes) expect(size * FIGURE).toBeGreaterThanOrEqual(height / 12);
});

test('only a call that is new flashes, three times at no more than 2 Hz', async () => {
  await open();
  expect(await stage.page.locator('.call-fresh').count()).toBe(0);
  service.show(sampleDisplay({ calls: sampleCalls(['A013', '4'], ['A012', '3']) }));
  await stage.page.locator('.call-fresh').waitFor();
  expect(await stage.page.locator('.call-fresh .numeral').first().innerText()).toBe('A013');
  const flash = await stage.page.locator('.call-fresh').evaluate((row) => {
    const style = getComputedStyle(row);
    return { seconds: Number.parseFloat(style.animationDuration), times: style.animationIterationCount };
  });
  expect(flash.times).toBe('3');
  expect(1 / flash.seconds).toBeLessThanOrEqual(2);
});

test('nothing flashes for people who asked for less motion', async () => {
  await open(sampleDisplay(), { reducedMotion: 'reduce' });
  service.show(sampleDisplay({ calls: sampleCalls(['A013', '4']) }));
  await stage.page.locator('.call-fresh').waitFor();
  expect(await stage.page.locator('.call-fresh').evaluate((row) => getComputedStyle(row).animationName)).toBe('none');
});

test('waiting, missed, notice and clock are told; names of staff never', async () => {
  await open(sampleDisplay({
    windows: [{
      id: WindowId.parse('w3'), no: '3', name: '综合受理', businessIds: [], state: 'SERVING', workNo: WorkNo.parse('1024'),
      clerkName: '李四', pauseReason: null, ticketId: null, ticketNo: null, since: AFTERNOON,
    }],
  }));
  const text = (await stage.page.locator('body').innerText()).replaceAll(/\s+/g, ' ');
  for (const words of ['社会保险 12人 约36分钟', '出入境 暂不办理', 'A003', 'D118', '今日17:30停止取号，已取号的群众会全部办完', '2026年3月5日(周四) 14:30']) {
    expect(text).toContain(words);
  }
  expect(await stage.page.content()).not.toContain('李四');
  expect(text).not.toContain('离线');
});

test('before the first call and with nothing open the board says so', async () => {
  await open(sampleDisplay({ calls: [], businesses: [], missed: [], notices: [] }));
  const text = await stage.page.locator('body').innerText();
  for (const words of ['请留意您的号码', '现在没有业务开放取号', '暂无过号', '请提前备好身份证和申请材料']) expect(text).toContain(words);
});

test('with many businesses and missed numbers nothing is cut off or covered', async () => {
  await open(sampleDisplay({ businesses: sampleBusinesses(40), missed: Array.from({ length: 30 }, (_, at) => `D${100 + at}`) }));
  const waiting = await stage.page.locator('.waiting-row').last().boundingBox();
  const missed = await stage.page.locator('.missed').boundingBox();
  expect((waiting?.y ?? 0) + (waiting?.height ?? 0)).toBeLessThanOrEqual(missed?.y ?? 0);
  expect(await stage.page.getByText('等30个').count()).toBe(1);
});

test('a lost connection keeps the last calls with a badge in the corner, and the board recovers', async () => {
  await open();
  const before = await rows();
  await stage.breakDown();
  await stage.page.getByText('离线').waitFor();
  expect(await rows()).toEqual(before);
  service.show(sampleDisplay({ calls: sampleCalls(['A014', '6'], ['A012', '3']) }));
  await stage.recover();
  await stage.page.getByText('离线').waitFor({ state: 'detached' });
  expect((await rows())[0]).toBe('A014 6 号窗口');
  expect(await stage.page.locator('.call-fresh .numeral').first().innerText()).toBe('A014');
}, 30_000);
