import type { Browser } from 'playwright-core';
import { CardPhotoId } from '../../../shared/basics/ids.ts';
import type { RunningWebShell } from '../../../main/web/types.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { openBrowser, openPage, type WatchedPage } from '../../helpers/browser.ts';
import { buildPage } from '../../helpers/built-page.ts';
import { servePage } from '../../helpers/page-shell.ts';
import { CATALOGUE, IDENTITY, caseView, counterState } from './counter-fixtures.ts';
import { CounterService } from './counter-service.ts';

jest.setTimeout(60_000);

const LARGE = { width: 1920, height: 1080 };
/** As a quick person types; without a pause it would be a scanner. */
const TYPING = { delay: 60 };
const SMALL = { width: 1366, height: 768 };

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

async function open(change: Partial<CounterState> = {}, size = SMALL) {
  service = new CounterService(counterState(change));
  shell = await servePage('counter', pagesDir, service.router());
  watched = await openPage(browser, size);
  await watched.page.goto(shell.entryUrl('counter'));
  return watched.page;
}

/** The page with a ticket being served and its person identified. */
async function openServing(change: Partial<CounterState> = {}) {
  const page = await open();
  service.atWindow('SERVING');
  service.change({ identity: IDENTITY, ...change });
  await page.getByText('共 4 项').waitFor();
  return page;
}

function filledButtons(): Promise<string[]> {
  return watched.page.locator('.ant-btn-primary').allInnerTexts();
}

async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await check()); tries += 1) {
    if (tries === 100) throw new Error(`did not happen: ${check.toString()}`);
    await watched.page.waitForTimeout(50);
  }
}

describe('the login', () => {
  it('takes digits only, says what is wrong, empties the PIN, and lets in', async () => {
    const page = await open({ clerk: null });
    await page.getByLabel('工号').waitFor();
    await page.keyboard.type('10a01');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1111');
    await page.keyboard.press('Enter');
    await page.getByText('工号或密码不对').waitFor();
    expect(await page.getByLabel('工号').inputValue()).toBe('1001');
    expect(await page.getByLabel('密码', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('密码', { exact: true }).fill('2580');
    await page.keyboard.press('Enter');
    await page.getByText('4 人在等候').waitFor();
  });
});

describe('a whole visit with the keyboard alone', () => {
  it('goes from the call to the printed notice without a complaint of the browser', async () => {
    const page = await open({}, LARGE);
    await page.getByText('4 人在等候').waitFor();
    expect(await filledButtons()).toEqual([expect.stringContaining('下一位')]);
    await page.keyboard.press('F1');
    await page.getByText('正在请 A012 到窗口').waitFor();
    expect(await filledButtons()).toEqual([expect.stringContaining('开始办理')]);
    await page.keyboard.press('F3');
    await page.getByText('请把申请人的证件放到读卡器上').waitFor();
    service.change({ identity: IDENTITY });
    await page.getByRole('combobox', { name: '搜索事项' }).waitFor();
    await page.keyboard.type('spjy');
    await page.getByText('共 1 项').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    for (let line = 0; line < 4; line += 1) {
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
    }
    await page.getByText('必要材料已齐全').waitFor();
    expect(await filledButtons()).toEqual([expect.stringContaining('受理')]);
    await page.keyboard.press('Control+Enter');
    await page.locator('.document-desk__no', { hasText: '受理通知书' }).waitFor();
    await eventually(() => page.frames().some((frame) => frame.url().startsWith('blob:')));
    expect(service.inputs('accept')).toEqual([expect.objectContaining({ itemId: 'food-licence', applicantName: '李四' })]);
    expect(await filledButtons()).toEqual([expect.stringContaining('打印')]);
    await page.getByText('正在打开文书').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Enter');
    await page.getByText('已送打印').waitFor();
    expect(service.inputs('documentPrinted')).toHaveLength(1);
    await page.keyboard.press('F8');
    await page.getByText('评价：已邀请').waitFor();
    expect(watched.complaints).toEqual([]);
  });
});

describe('the picture of the card', () => {
  const MADE = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const PHOTO = CardPhotoId.parse('01JQ0000000000000000000001');

  it('is fetched for each person and not with every change, changes with the person, and is nowhere in the page after them', async () => {
    const page = await openServing();
    await page.getByText('照片未解码').waitFor();
    service.photos.set(PHOTO, MADE);
    service.change({ identity: { ...IDENTITY, photo: PHOTO } });
    const picture = page.getByRole('img', { name: '身份证照片' });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    const asked = service.inputs('readPhoto').length;
    service.change({ identity: { ...IDENTITY, photo: PHOTO, certNoMasked: '1****************0' } });
    await page.getByText('1****************0').first().waitFor();
    expect(service.inputs('readPhoto')).toHaveLength(asked);
    service.change({ identity: { ...IDENTITY, name: '张三', photo: CardPhotoId.parse('01JQ0000000000000000000002') } });
    await page.getByText('照片没有取到').waitFor();
    service.change({ identity: { ...IDENTITY, photo: PHOTO } });
    await picture.waitFor();
    service.free();
    await picture.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('data:image/png');
    expect(watched.complaints).toEqual([]);
  });
});

describe('gaps', () => {
  it('offers the one-time notice only when every gap is explained, and sends them all', async () => {
    const page = await openServing();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('w');
    await page.getByText('还有 1 项必要材料').waitFor();
    expect(await filledButtons()).toEqual([]);
    await page.getByRole('button', { name: '已过有效期' }).click();
    await page.getByText('共 2 项缺项').waitFor();
    expect(await filledButtons()).toEqual([expect.stringContaining('一次性告知')]);
    await page.keyboard.press('Control+Enter');
    await page.locator('.document-desk__no', { hasText: '补齐补正告知书' }).waitFor();
    expect(service.inputs('accept')).toEqual([]);
    expect(service.inputs('correct')).toEqual([
      expect.objectContaining({
        materials: expect.arrayContaining([
          expect.objectContaining({ materialId: 'plan', status: 'MISSING', gap: { problem: '未提供', demand: expect.stringContaining('原件 1 份、复印件 2 份') } }),
          expect.objectContaining({ materialId: 'rules', status: 'REJECTED', gap: { problem: '已过有效期', demand: '请提供在有效期内的材料' } }),
        ]),
      }),
    ]);
  });
});

describe('items', () => {
  it('chooses from the list of what was typed, however fast Enter follows, and nothing while nothing is typed', async () => {
    const page = await openServing();
    await page.keyboard.press('Enter');
    await page.keyboard.type('spjyxk', TYPING);
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    expect(await page.locator('.chosen-item strong').innerText()).toBe('食品经营许可（新办）');
  });

  it('shows why an item without a code may not be handled, and does not choose it', async () => {
    const page = await openServing();
    await page.keyboard.type('wpcszl', TYPING);
    await page.keyboard.press('Enter');
    await page.getByText('共 1 项').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('没有实施编码').waitFor();
    await page.getByRole('option').click({ force: true });
    await expect(page.getByRole('list', { name: '材料清单' }).count()).resolves.toBe(0);
    expect(service.inputs('saveDraft')).toEqual([]);
  });
});

describe('the person', () => {
  it('asks for a reason before another person than the ticket’s may act, and sends it with the case', async () => {
    const page = await open();
    service.atWindow('SERVING');
    service.change({ identity: { ...IDENTITY, comparison: 'DIFFERENT' } });
    await page.getByText('取号的和办理的不是同一个人').waitFor();
    await expect(page.getByRole('combobox').count()).resolves.toBe(0);
    await page.keyboard.press('Control+Enter');
    const confirm = page.getByRole('dialog').getByRole('button', { name: '确定' });
    await expect(confirm.isDisabled()).resolves.toBe(true);
    await page.keyboard.type('持授权委托书代办');
    await page.keyboard.press('Enter');
    await page.getByText('共 4 项').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    for (let line = 0; line < 4; line += 1) {
      await page.getByRole('list', { name: '材料清单' }).waitFor();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Control+Enter');
    await eventually(() => service.inputs('accept').length === 1);
    expect(service.inputs('accept')).toEqual([expect.objectContaining({ differentPersonReason: '持授权委托书代办' })]);
  });
});

describe('what needs a reason or a yes', () => {
  it.each([
    ['F7', '暂停窗口', 'pause', 'OPEN'],
    ['F5', '挂起 A012', 'hold', 'SERVING'],
  ] as const)('%s asks for a reason of two characters', async (key, title, command, at) => {
    const page = await open();
    if (at === 'SERVING') service.atWindow('SERVING');
    await page.getByText(at === 'SERVING' ? '核验身份' : '4 人在等候').waitFor();
    await page.keyboard.press(key);
    await page.getByRole('dialog').getByText(title).waitFor();
    await page.keyboard.type('离');
    await page.keyboard.press('Enter');
    expect(service.inputs(command)).toEqual([]);
    await page.keyboard.type('开');
    await page.keyboard.press('Enter');
    await eventually(() => service.inputs(command).length === 1);
    expect(service.inputs(command)).toEqual([expect.objectContaining({ reason: '离开' })]);
  });

  it('a key of the caller opens the question here, and is said when it was refused', async () => {
    const page = await open();
    service.atWindow('SERVING');
    await page.getByText('核验身份').waitFor();
    service.change({ callerNotice: { id: 1, sentence: '', question: 'transfer' } });
    await page.getByRole('dialog').getByText('转移 A012').waitFor();
    service.change({ callerNotice: null });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    service.change({ callerNotice: { id: 2, sentence: '没有可以重呼的号码', question: null } });
    const said = page.getByRole('alert').getByText('呼叫器：没有可以重呼的号码');
    await said.waitFor();
    await page.getByRole('alert').getByRole('button').click();
    await said.waitFor({ state: 'detached' });
    service.change({ callerNotice: { id: 3, sentence: '没有可以重呼的号码', question: null } });
    await said.waitFor();
  });

  it('does not ask again what was asked before the page opened', async () => {
    const page = await open({ callerNotice: { id: 1, sentence: '', question: 'transfer' } });
    await page.getByText('4 人在等候').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('asks what becomes of the open ticket before the next is called', async () => {
    const page = await open();
    service.atWindow('SERVING');
    await page.getByText('核验身份').waitFor();
    await page.keyboard.press('F1');
    await page.getByText('A012 还没有办完').waitFor();
    await page.keyboard.press('F1');
    expect(service.calls.map((call) => call.name)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(service.calls.map((call) => call.name)).toEqual([]);
    await page.keyboard.press('F1');
    await page.getByRole('button', { name: '办理完毕并呼叫下一位' }).click();
    await eventually(() => service.calls.length === 2);
    expect(service.calls.map((call) => call.name)).toEqual(['finish', 'next']);
  });

  it('does not call the next when the first of the two was refused, and says why', async () => {
    const page = await open();
    service.atWindow('CALLED');
    await page.getByText('正在请 A012 到窗口').waitFor();
    service.refuseNext = '这个号码刚刚开始办理，请看当前号码';
    await page.keyboard.press('F1');
    await page.getByRole('button', { name: '过号并呼叫下一位' }).click();
    await page.getByRole('alert').getByText('这个号码刚刚开始办理').waitFor();
    expect(service.calls.map((call) => call.name)).toEqual(['miss']);
  });

  it('F5 never reloads the page', async () => {
    const page = await open();
    await page.getByText('4 人在等候').waitFor();
    await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'));
    await page.keyboard.press('F5');
    await page.waitForTimeout(300);
    await expect(page.locator('body[data-kept]').count()).resolves.toBe(1);
  });
});

describe('the draft', () => {
  it('is with the service within a second and comes back after a reload', async () => {
    const page = await openServing();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByLabel('联系电话').fill('13800000000');
    await page.waitForTimeout(1000);
    expect(service.state.draft).toMatchObject({ itemId: 'food-licence', phone: '13800000000', materials: expect.arrayContaining([expect.objectContaining({ materialId: 'form', status: 'RECEIVED' })]) });
    await page.reload();
    await page.getByText('必要材料 1/4').waitFor();
    expect(await page.getByLabel('联系电话').inputValue()).toBe('13800000000');
    await page.getByText(CATALOGUE[0]?.item.name ?? '').waitFor();
  });

  it('is asked about before another item clears it', async () => {
    const page = await openServing();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: '重选' }).click();
    await page.getByText('已核对的 1 项材料会清空').waitFor();
    await page.getByRole('button', { name: '清空并重选' }).click();
    await page.getByRole('combobox', { name: '搜索事项' }).waitFor();
    await eventually(() => service.state.draft === null);
  });
});

describe('what is broken and what still works', () => {
  it('with the hub away the keys rest and the case goes on', async () => {
    const page = await openServing();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    service.change({ hubOnline: false });
    await page.getByRole('alert').getByText('可以继续受理').waitFor();
    await expect(page.getByRole('button', { name: /下一位/ }).isDisabled()).resolves.toBe(true);
    for (let line = 0; line < 4; line += 1) {
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('F8');
    await page.keyboard.press('Control+Enter');
    await eventually(() => service.inputs('accept').length === 1);
    expect(service.inputs('finish')).toEqual([]);
  });

  it('with the service away it keeps what was typed and goes on when it is back', async () => {
    const page = await openServing();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '材料清单' }).waitFor();
    await shell.close();
    await page.getByText('与本机服务的连接中断').waitFor();
    await page.getByLabel('联系电话').fill('13900000000');
    shell = await servePage('counter', pagesDir, service.router(), shell.port);
    await page.getByText('与本机服务的连接中断').waitFor({ state: 'hidden', timeout: 15_000 });
    expect(await page.getByLabel('联系电话').inputValue()).toBe('13900000000');
    await eventually(() => service.state.draft?.phone === '13900000000');
  });
});

describe('several cases and past ones', () => {
  it('after a reload shows the newest case of the ticket and begins another one for it', async () => {
    const page = await open();
    service.atWindow('SERVING');
    service.change({ identity: IDENTITY, cases: [caseView(1)] });
    await page.locator('.document-desk__no', { hasText: '受理通知书' }).waitFor();
    await page.getByRole('button', { name: '再办一件' }).click();
    await page.getByRole('combobox', { name: '搜索事项' }).waitFor();
    expect(await page.getByLabel('申请人姓名').inputValue()).toBe('李四');
  });

  it('opens a case of today to look at it and goes back to where it was', async () => {
    const page = await open({ cases: [] });
    service.today = [caseView(2)];
    await page.reload();
    await page.getByRole('button', { name: /^查看/ }).click();
    await page.locator('.document-desk__no', { hasText: '受理通知书' }).waitFor();
    expect(await filledButtons()).toEqual([expect.stringContaining('返回')]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('4 人在等候').waitFor();
  });
});
