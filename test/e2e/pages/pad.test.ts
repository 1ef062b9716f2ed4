import { createPadService } from './citizen-services.ts';
import { SignatureId } from '../../../shared/basics/ids.ts';
import { AFTERNOON, HALL_NAME, LONG_HALL_NAME, sampleInvitation, samplePad } from './samples.ts';
import { openTheatre } from './stage.ts';
import type { Stage, Theatre } from './stage.ts';

const TABLET = { viewport: { width: 1280, height: 800 }, hasTouch: true };
const SECOND_SCREEN = { viewport: { width: 1024, height: 600 }, hasTouch: true };
const ASKING = samplePad({ invitation: sampleInvitation(['居住证申领']) });

let theatre: Theatre;
let stage: Stage;
let service: ReturnType<typeof createPadService>;

beforeAll(async () => {
  theatre = await openTheatre();
}, 60_000);
afterAll(() => theatre.close());

async function open(state = samplePad(), context = TABLET): Promise<void> {
  service = createPadService(state);
  stage = await theatre.stage('pad', service.router, context);
  await stage.page.locator('.pad').waitFor();
}

afterEach(async () => {
  // Closed first: a shell left open by a failed check would keep the whole run from ending.
  await stage.close();
  expect(stage.faults).toEqual([]);
});

async function expectText(text: string): Promise<void> {
  await stage.page.getByText(text, { exact: true }).waitFor();
}

async function untilRated(levels: number[]): Promise<void> {
  for (let tries = 0; JSON.stringify(service.rated) !== JSON.stringify(levels); tries += 1) {
    if (tries === 200) throw new Error(`rated ${JSON.stringify(service.rated)}`);
    await stage.page.waitForTimeout(10);
  }
}

test('while nobody is asked it shows who serves here', async () => {
  await open();
  const text = await stage.page.locator('body').innerText();
  for (const words of [HALL_NAME, '3', '号窗口', '综合受理', '李四', '1024', '您好，欢迎办事']) expect(text).toContain(words);
});

test('without a clerk the window is said to be closed', async () => {
  await open(samplePad({ clerk: null }));
  await expectText('本窗口暂停服务');
  expect(await stage.page.locator('dl').count()).toBe(0);
});

test('an invitation shows the five levels from best to worst with the time that is left', async () => {
  await open(ASKING);
  expect(await stage.page.locator('.face-key').allInnerTexts()).toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意']);
  const text = await stage.page.locator('body').innerText();
  for (const words of ['请您评价这次服务', 'A012', '居住证申领']) expect(text).toContain(words);
  expect(Number(/(\d+) 秒后结束/.exec(text)?.[1])).toBeLessThanOrEqual(Math.ceil((ASKING.invitation?.endsAt ?? 0) - AFTERNOON) / 1000);
});

test('the faces are told apart without colour', async () => {
  await open(ASKING);
  const drawings = await stage.page.locator('.face').evaluateAll((faces) => faces.map((face) => face.innerHTML.replaceAll(/class="[^"]*"/g, '')));
  expect(new Set(drawings).size).toBe(5);
});

test.each([[1, '非常满意'], [2, '满意'], [3, '基本满意'], [4, '不满意'], [5, '非常不满意']] as const)('level %s by touch on %s and by its key', async (level, word) => {
  await open(ASKING);
  await stage.page.getByRole('button', { name: word, exact: true }).tap();
  await untilRated([level]);
  await stage.close();
  // A page of its own: while the first rating is under way the pad takes no second.
  await open(ASKING);
  await stage.page.keyboard.press('6');
  await stage.page.keyboard.press(String(level));
  await untilRated([level]);
});

test.each([['Numpad1', 1], ['Numpad3', 3], ['Numpad5', 5]] as const)('%s of a number pad is level %s, also without NumLock', async (key, level) => {
  await open(ASKING);
  await stage.page.keyboard.press(key);
  await untilRated([level]);
});

test('the row of faces has the focus; Enter and Ctrl+1 are no opinion', async () => {
  await open(ASKING);
  const faces = stage.page.locator('.faces');
  expect(await faces.evaluate((row) => row === document.activeElement)).toBe(true);
  for (const key of ['Enter', 'Space', 'NumpadEnter', 'Control+1', '0', 'Numpad6']) await stage.page.keyboard.press(key);
  await stage.page.keyboard.press('2');
  await untilRated([2]);
});

test('after the rating it says thank you', async () => {
  await open(ASKING);
  service.show(samplePad({ thanks: true }));
  await expectText('谢谢您的评价');
  expect(await stage.page.locator('.face-key').count()).toBe(0);
});

test('a rating that came too late is answered with the reason', async () => {
  await open(ASKING);
  service.closeInvitation();
  await stage.page.keyboard.press('5');
  await expectText('评价时间已过，谢谢您');
});

test('without connection nothing can be pressed that would be lost', async () => {
  await open(ASKING);
  await stage.breakDown();
  await expectText('正在重新连接，评价稍后可用');
  await stage.page.keyboard.press('5');
  expect(await stage.page.locator('.face-key:disabled').count()).toBe(5);
  await stage.recover();
  await stage.page.locator('.face-key:enabled').first().waitFor();
  expect(service.rated).toEqual([]);
}, 30_000);

test.each([['tablet', TABLET], ['second screen', SECOND_SCREEN]] as const)('on a %s long texts stay inside and faces stay large', async (_name, context) => {
  await open(samplePad({
    hallName: LONG_HALL_NAME,
    windowNo: '103',
    windowName: '残疾人两项补贴与社会救助综合受理',
    clerk: { workNo: '10241024', name: '欧阳某某某' },
    invitation: sampleInvitation(['残疾人两项补贴资格认定申请（含重度残疾人护理补贴）', '企业营业执照设立登记（含名称自主申报）', '居住证申领']),
  }), context);
  const outside = await stage.page.locator('h1, h2, p, dd, button').evaluateAll((parts) => parts.filter((part) => {
    const box = part.getBoundingClientRect();
    return box.right > innerWidth || box.bottom > innerHeight || box.left < 0;
  }).map((part) => part.textContent));
  expect(outside).toEqual([]);
  const plate = await stage.page.locator('.plate').boundingBox();
  for (const part of await stage.page.locator('.plate-window > *').all()) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan((plate?.x ?? 0) + (plate?.width ?? 0));
  }
  for (const face of await stage.page.locator('.face-key').all()) expect((await face.boundingBox())?.width).toBeGreaterThanOrEqual(130);
});

const SIGNING = samplePad({
  invitation: sampleInvitation(['居住证申领']),
  signing: { id: SignatureId.parse('01JD0000000000000000000001'), purpose: '材料交接签名', reference: '收件编号 1001-20260315-0001', endsAt: AFTERNOON + 120_000 },
});

test.each([['tablet', TABLET], ['second screen', SECOND_SCREEN]] as const)('on a %s one signs by touch before one rates', async (_name, context) => {
  await open(SIGNING, context);
  await expectText('材料交接签名');
  await expectText('收件编号 1001-20260315-0001');
  expect(await stage.page.locator('.face-key').count()).toBe(0);
  const field = await stage.page.locator('.signature-surface').boundingBox();
  if (field === null) throw new Error('no field');
  await stage.page.mouse.move(field.x + field.width * 0.2, field.y + field.height / 2);
  await stage.page.mouse.down();
  await stage.page.mouse.move(field.x + field.width * 0.8, field.y + field.height / 3, { steps: 10 });
  await stage.page.mouse.up();
  await stage.page.getByRole('button', { name: '确认签名' }).tap();
  for (let tries = 0; service.signed.length === 0; tries += 1) {
    if (tries === 200) throw new Error('not signed');
    await stage.page.waitForTimeout(10);
  }
  expect(service.signed).toEqual([{ width: 2_000, height: 800, strokes: [expect.any(Array)] }]);
  const outside = await stage.page.locator('h1, h2, p, dd, button, svg').evaluateAll((parts) => parts.filter((part) => {
    const box = part.getBoundingClientRect();
    return box.right > innerWidth || box.bottom > innerHeight || box.left < 0;
  }).map((part) => part.textContent));
  expect(outside).toEqual([]);
});

test('whoever would rather sign on paper does', async () => {
  await open(SIGNING);
  await stage.page.getByRole('button', { name: '改为纸质签名' }).tap();
  for (let tries = 0; service.signed.length === 0; tries += 1) {
    if (tries === 200) throw new Error('nothing told');
    await stage.page.waitForTimeout(10);
  }
  expect(service.signed).toEqual(['paper']);
});
