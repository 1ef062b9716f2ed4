import { scan } from '../../helpers/wedge-scanner.ts';
import type { KioskSession } from '../../../shared/contract/kiosk.ts';
import { TicketNo } from '../../../shared/types/ticket.ts';
import { createKioskService, FULL_SENTENCE } from './citizen-services.ts';
import { AFTERNOON, HALL_NAME, LONG_HALL_NAME, sampleBusinesses, sampleKiosk, sampleTicket } from './samples.ts';
import { openTheatre } from './stage.ts';
import type { Stage, Theatre } from './stage.ts';

const PORTRAIT = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
const LANDSCAPE = { viewport: { width: 1920, height: 1080 }, hasTouch: true };
/** Published test vector, no real person. */
const NUMBER = '11010519491231002X';
const CHOOSING: KioskSession = { step: 'choosing', person: { nameMasked: '李*', tail: '002X' } };
const MINUTE = { sessionEndsAt: AFTERNOON + 60_000 };

let theatre: Theatre;
let stage: Stage;
let service: ReturnType<typeof createKioskService>;

beforeAll(async () => {
  theatre = await openTheatre();
}, 60_000);
afterAll(() => theatre.close());

async function open(state = sampleKiosk(), context = PORTRAIT): Promise<void> {
  service = createKioskService(state);
  stage = await theatre.stage('kiosk', service.router, context);
  await stage.page.locator('.opening').waitFor();
}

afterEach(async () => {
  // Closed first: a shell left open by a failed check would keep the whole run from ending.
  await stage.close();
  expect(stage.faults).toEqual([]);
});

function button(name: string | RegExp) {
  return stage.page.getByRole('button', { name });
}

async function showSession(session: KioskSession, more = {}): Promise<void> {
  service.show(sampleKiosk({ session, ...MINUTE, ...more }));
}

async function expectText(text: string | RegExp): Promise<void> {
  await stage.page.getByText(text).first().waitFor();
}

/** Waits for what the page's call does at the service. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries === 200) throw new Error('it did not happen within 2 s');
    await stage.page.waitForTimeout(10);
  }
}

async function pageText(): Promise<string> {
  return stage.page.locator('body').innerText();
}

test('the start page names the hall and offers what there is to do', async () => {
  await open();
  const text = await pageText();
  for (const words of [HALL_NAME, '2026年3月5日(周四)', '取号', '查排队', '办事指南', '找工作人员', '长辈版', '模拟设备']) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain('返回');
});

test('without paper nobody can begin to take a number, and everybody reads why', async () => {
  await open(sampleKiosk({ printer: { ready: false, sentence: '打印纸用完了，请到导办台取号' }, hubOnline: false }));
  await expectText('打印纸用完了，请到导办台取号');
  await expectText('大厅网络中断，取号照常');
  expect(await button(/^取号/).isDisabled()).toBe(true);
});

test('a number is typed by touch, checked while typing, and gone from the page afterwards', async () => {
  await open();
  await button(/^取号/).tap();
  await expectText('请放身份证');
  await button('没带证？手动输入号码').tap();
  expect(await button('X').isDisabled()).toBe(true);
  for (const key of '11010519491231002') await button(key).tap();
  await button('1').tap();
  await expectText('请核对后重新输入');
  expect(await button('确定').isDisabled()).toBe(true);
  expect((await stage.page.locator('.id-number').innerText()).replaceAll(/\s/g, '')).toBe('●●●●●●●●●●●●●●0021');

  await button('删除一位').tap();
  await button('X').tap();
  await expectText('号码正确');
  await button('确定').tap();
  await until(() => service.asked.includes(`identify ${NUMBER}`));
  await showSession(CHOOSING);
  await expectText('李* 证件尾号002X');
  expect(await stage.page.content()).not.toContain('19491231');
});

test('a keyboard types as well', async () => {
  await open();
  await button(/^取号/).press('Enter');
  await button('没带证？手动输入号码').press('Enter');
  await stage.page.keyboard.type('x1101051949123100299x');
  await expectText('号码有误');
  await stage.page.keyboard.press('Backspace');
  await stage.page.keyboard.type('x');
  await expectText('号码正确');
  await button('确定').press('Enter');
  await until(() => service.asked.includes(`identify ${NUMBER}`));
});

test('a card on the reader begins from any page, businesses stand by zone, at most six a page', async () => {
  await open();
  await button(/^办事指南/).tap();
  await showSession(CHOOSING, { businesses: sampleBusinesses(10) });
  await expectText('请选择要办的业务');
  expect(await stage.page.locator('.choice').count()).toBe(6);
  expect(await stage.page.locator('.zone h3').allInnerTexts()).toEqual(['社保医保区', '企业服务区', '不动产区', '公安区']);
  expect(await button(/出入境/).isDisabled()).toBe(true);
  await expectText('今日号码已取完，请明天上午再来');
  await button('下一页').tap();
  await expectText('第2页，共2页');
  expect(await stage.page.locator('.choice').count()).toBe(4);
});

test('a refusal is said where the person looks, and the next press is a new command', async () => {
  await open(sampleKiosk({ session: CHOOSING, ...MINUTE }));
  await button(/企业开办/).tap();
  await expectText(FULL_SENTENCE.replaceAll(',', '，'));
  await button(/企业开办/).tap();
  await until(() => service.commands.length === 2);
  expect(new Set(service.commands).size).toBe(2);
});

test('from the number back to the start page nothing of the person remains', async () => {
  await open(sampleKiosk({ session: CHOOSING, ...MINUTE }));
  await button(/社会保险/).tap();
  await until(() => service.asked.includes('take business-0'));
  await showSession({ step: 'printing', ticket: sampleTicket() });
  await expectText('正在打印小票');
  expect(await button('返回').isDisabled()).toBe(true);
  await showSession({ step: 'printed', ticket: sampleTicket(), advice: '请取走您的身份证和小票' }, { sessionEndsAt: AFTERNOON + 8000 });
  await expectText('请取走您的身份证和小票');
  const text = await pageText();
  for (const words of ['A012', '社会保险', '前面 12 人 · 约 36 分钟', '办理窗口 3、4、5', '8 秒后返回首页']) expect(text).toContain(words);

  service.show(sampleKiosk());
  await expectText('您好，要办什么事？');
  const html = await stage.page.content();
  for (const trace of ['A012', '李*', '002X']) expect(html).not.toContain(trace);
});

test('when the service is lost the page forgets the person at once, and comes back by itself', async () => {
  await open(sampleKiosk({ session: CHOOSING, ...MINUTE }));
  await expectText('李* 证件尾号002X');
  await stage.breakDown();
  await expectText('自助机正在启动');
  expect(await stage.page.content()).not.toContain('002X');
  service.show(sampleKiosk());
  await stage.recover();
  await expectText('您好，要办什么事？');
}, 30_000);

test('before the session ends it asks, and one touch prolongs it', async () => {
  await open(sampleKiosk({ session: CHOOSING, sessionEndsAt: AFTERNOON + 15_000 }));
  await expectText('您还在吗？');
  await button('我还在，继续办').tap();
  await until(() => service.asked.includes('extend'));
  await showSession(CHOOSING);
  await stage.page.getByText('您还在吗？').waitFor({ state: 'detached' });
});

test('paper in doubt: the person is asked and cannot walk past the question', async () => {
  await open(sampleKiosk({ session: { step: 'paper-question', ticket: sampleTicket({ offline: true }), again: false }, ...MINUTE }));
  await expectText('您拿到小票了吗？');
  await expectText('离线取号');
  expect(await button('首页').isDisabled()).toBe(true);
  await button('没有拿到').tap();
  await until(() => service.asked.includes('paper false'));
});

test('paper failed: the number stays valid and can be printed again', async () => {
  const sentence = '打印纸用完了。您的号码 A012 仍然有效，请到导办台补打小票。';
  await open(sampleKiosk({ session: { step: 'paper-failed', ticket: sampleTicket(), sentence, canRetry: true }, ...MINUTE }));
  await expectText('打印纸用完了。您的号码 A012 仍然有效，请到导办台补打小票。');
  await button('再打印一次').tap();
  await until(() => service.asked.includes('retry'));
});

test('a card that could not be read leads back to the start', async () => {
  await open(sampleKiosk({ session: { step: 'refused', sentence: '身份证没有读出来，请平放后再试' }, ...MINUTE }));
  await expectText('身份证没有读出来，请平放后再试');
  await button('重新开始').tap();
  await until(() => service.asked.includes('reset'));
});

test('a typed number does not outlive the person who left', async () => {
  service = createKioskService(sampleKiosk());
  stage = await theatre.stage('kiosk', service.router, PORTRAIT);
  await stage.page.clock.install();
  await stage.page.reload();
  await button(/^取号/).tap();
  await button('没带证？手动输入号码').tap();
  await stage.page.keyboard.type('110105');
  await stage.page.clock.fastForward(45_000);
  await expectText('您还在吗？');
  await stage.page.clock.fastForward(20_000);
  await expectText('您好，要办什么事？');
  await button(/^取号/).tap();
  await button('没带证？手动输入号码').tap();
  expect((await stage.page.locator('.id-number').innerText()).trim()).toBe('');
});

test('查排队 tells the place in the queue, or why there is none', async () => {
  await open();
  await button(/^查排队/).tap();
  await button('C').tap();
  for (const digit of '999') await button(digit).tap();
  await button('查询').tap();
  await expectText('今天没有 C999 这个号码');
  await button('A').tap();
  for (let digits = 0; digits < 3; digits += 1) await button('删除一位').tap();
  await stage.page.keyboard.type('012');
  await button('查询').tap();
  await expectText('前面 3 人');
});

test('查排队 takes the code of a slip from a scanner that types; another code opens nothing', async () => {
  await open();
  await button(/^查排队/).tap();
  await scan(stage.page, 'https://example.com/a');
  await expectText('不是本大厅的取号小票');
  await scan(stage.page, 'yichuang:ticket:01JQ5ZK8V7N4M2R3T6W9XYABCD');
  await expectText('前面 3 人');
});

test('a slip before the scanner on its line: its number from the start page, again from 查排队, and nothing on other pages', async () => {
  await open();
  const standing = { no: TicketNo.parse('A012'), sentence: '“综合受理”前面还有 3 人', ahead: 3 };
  service.show(sampleKiosk({ scanned: { type: 'ticket', id: 1, standing } }));
  await expectText('前面 3 人');
  service.show(sampleKiosk());
  service.show(sampleKiosk({ scanned: { type: 'nothing', id: 2, sentence: '“https:…”不是本大厅的取号小票，请扫小票上的二维码' } }));
  await expectText('不是本大厅的取号小票');
  expect(await pageText()).not.toContain('前面 3 人');
  await button('首页').tap();
  await button(/^办事指南/).tap();
  await expectText('企业营业执照设立登记');
  service.show(sampleKiosk({ scanned: { type: 'ticket', id: 3, standing } }));
  await stage.page.waitForTimeout(200);
  expect(await pageText()).toContain('企业营业执照设立登记');
  await button('首页').tap();
  await button(/^查排队/).waitFor();
  await stage.page.waitForTimeout(200);
  expect(await pageText()).not.toContain('前面 3 人');
});

test('办事指南 finds by initials, lists the materials, and leads to a number', async () => {
  await open();
  await button(/^办事指南/).tap();
  await expectText('企业营业执照设立登记');
  for (const letter of 'JZZ') await button(letter).tap();
  await stage.page.getByText('企业营业执照设立登记').waitFor({ state: 'detached' });
  await button(/居住证申领/).tap();
  const text = await pageText();
  for (const words of ['5个工作日内办好', '请带这些材料（共5样）', '居民身份证', '原件1份 · 复印件1份', '有就带']) expect(text).toContain(words);
  await button('现在取号').tap();
  await expectText('请放身份证');
  await button('首页').tap();
  await button(/^办事指南/).tap();
  for (const letter of 'QQ') await button(letter).tap();
  await expectText('没有找到');
});

test('staff are called from everywhere', async () => {
  await open();
  await button('找工作人员').tap();
  await expectText('已通知工作人员');
  expect(service.asked).toEqual(['staff']);
});

test('长辈版 is half as large again with 96 px targets, and ends with the session', async () => {
  await open();
  const size = () => stage.page.locator('.big-action-title').first().evaluate((title) => Number.parseFloat(getComputedStyle(title).fontSize));
  const before = await size();
  await button('长辈版 大字').tap();
  expect(await size()).toBe(before * 1.5);
  expect((await button('找工作人员').boundingBox())?.height).toBeGreaterThanOrEqual(96);
  await showSession(CHOOSING);
  await expectText('请选择要办的业务');
  service.show(sampleKiosk());
  await expectText('长辈版 大字');
  expect(await size()).toBe(before);
});

test('the page gives no way out: no menu, no selection, no drop, no file field', async () => {
  await open();
  const refused = await stage.page.evaluate(() => ['contextmenu', 'selectstart', 'dragover', 'drop'].map((name) =>
    !document.body.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }))));
  expect(refused).toEqual([true, true, true, true]);
  expect(await stage.page.locator('input, a[href]').count()).toBe(0);
});

const SESSIONS: KioskSession[] = [
  { step: 'reading' },
  CHOOSING,
  { step: 'printed', ticket: sampleTicket({ businessName: '残疾人两项补贴资格认定申请（含重度残疾人护理补贴）' }), advice: '请取走您的身份证和小票' },
  { step: 'paper-question', ticket: sampleTicket(), again: true },
  { step: 'paper-failed', ticket: sampleTicket(), sentence: '打印纸用完了。您的号码 A012 仍然有效，请记下号码，到导办台补打小票。', canRetry: true },
  { step: 'refused', sentence: '身份证没有读出来。请把身份证平放在读卡区，保持不动，再试一次' },
];

describe.each([['portrait', PORTRAIT, 72], ['landscape', LANDSCAPE, 72], ['portrait', PORTRAIT, 96], ['landscape', LANDSCAPE, 96]] as const)(
  '%s with targets of %s',
  (_name, context, target) => {
    test(`nothing hangs over the edge and every target is at least ${target} px`, async () => {
      await open(sampleKiosk({ hallName: LONG_HALL_NAME }), context);
      if (target === 96) await button('长辈版 大字').tap();
      await checkLayout(target);
      for (const session of SESSIONS) {
        await showSession(session, { hallName: LONG_HALL_NAME, businesses: sampleBusinesses(10) });
        await stage.page.waitForTimeout(50);
        await checkLayout(target);
      }
      service.show(sampleKiosk({ hubOnline: false, printer: { ready: false, sentence: '打印纸用完了，请到其他自助机或导办台取号' } }));
      await expectText('打印纸用完了');
      if (target === 96) await button('长辈版 大字').tap();
      await checkLayout(target);
      service.show(sampleKiosk());
      await expectText('您好，要办什么事？');
      for (const [action, shown] of [['取号', '请放身份证'], ['查排队', '您的号码是多少？'], ['办事指南', '居住证申领']] as const) {
        if (target === 96 && (await button('长辈版 大字').isVisible())) await button('长辈版 大字').tap();
        await button(new RegExp(`^${action}`)).tap();
        await expectText(shown);
        await checkLayout(target);
        await button('首页').tap();
      }
    }, 60_000);
  },
);

async function checkLayout(target: number): Promise<void> {
  const found = await stage.page.evaluate(() => {
    const opening = document.querySelector('.opening');
    if (opening === null) return ['no page'];
    const frame = opening.getBoundingClientRect();
    const outside = [...opening.querySelectorAll('h2, p, button, svg, .numeral')].filter((part) => {
      const box = part.getBoundingClientRect();
      const scrolls = part.closest('.choices, .item-materials ol') !== null;
      return !scrolls && (box.top < frame.top || box.bottom > frame.bottom + 1 || box.left < 0 || box.right > innerWidth + 1);
    });
    return outside.map((part) => `${part.className}: ${part.textContent}`);
  });
  expect(found).toEqual([]);
  const small = await stage.page.locator('button').evaluateAll(
    (buttons, least) => buttons.filter((one) => one.getBoundingClientRect().height < least).map((one) => one.textContent),
    target,
  );
  expect(small).toEqual([]);
}

test('the door of the staff: five quick taps on the clock end a session first, slow ones open nothing', async () => {
  await open();
  const clock = stage.page.locator('.lintel .clock');
  await clock.click({ clickCount: 4 });
  await stage.page.waitForTimeout(3_100);
  await clock.click();
  expect(stage.page.url()).toContain('/kiosk/');
  await showSession(CHOOSING);
  await expectText('李*');
  await clock.click({ clickCount: 5 });
  await stage.page.waitForURL('**/devices/');
  expect(service.asked).toContain('reset');
  await expect(pageText()).resolves.not.toContain('李*');
});
