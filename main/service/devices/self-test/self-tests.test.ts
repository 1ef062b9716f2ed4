import { LI_SI } from '../../../../test/helpers/fake-devices.ts';
import { codeOf, GENERAL, must } from '../../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../../test/helpers/test-hall.ts';
import { withHall, type CounterUnderTest, type HallUnderTest, type StationUnderTest } from '../../../../test/helpers/with-hall.ts';
import { DeviceId, WorkNo } from '../../../../shared/basics/ids.ts';
import type { TestStep } from '../../../../shared/contract/devices.ts';
import { speechParts } from '../../../../shared/rules/speech-clips.ts';
import { TESTER_DELAYS } from '../devices-service.ts';
import { TEST_DELAYS } from './desk.ts';

const ONE = { kiosks: 1, counters: 1 };
const WORK_NO = WorkNo.parse(CLERKS[0].workNo);

const READER = DeviceId.parse('kiosk-1/idCardReader');
const PRINTER = DeviceId.parse('kiosk-1/ticketPrinter');
const STRIP = DeviceId.parse('counter-1/callDisplay');
const PAD = DeviceId.parse('counter-1/evaluationPad');
const CALLER = DeviceId.parse('counter-1/physicalCaller');
const VOICE = DeviceId.parse('display-1/voice');

/** A page that stays open, as one at a station is, and somebody logged in. */
async function testerAt(hall: HallUnderTest, station: StationUnderTest): Promise<AbortController> {
  const page = new AbortController();
  void follow(station, page.signal);
  await hall.advance(0);
  must(await station.devicesPage.login({ workNo: WORK_NO, pin: PIN }));
  return page;
}

/** Reads what the service sends until the page is closed. */
async function follow(station: StationUnderTest, signal: AbortSignal): Promise<void> {
  try {
    const states = await station.devicesPage.watch(undefined, { signal });
    while ((await states.next()).done !== true);
  } catch {
    // The page was closed.
  }
}

async function stepAt(hall: HallUnderTest, station: StationUnderTest): Promise<TestStep> {
  await hall.advance(0);
  const { test } = await station.devicesState();
  if (test === null) throw new Error('no test is running');
  return test.step;
}

async function answer(hall: HallUnderTest, station: StationUnderTest, text: string): Promise<TestStep> {
  const { test } = await station.devicesState();
  if (test === null) throw new Error('no test is running');
  must(await station.devicesPage.answer({ testId: test.testId, answer: text }));
  return stepAt(hall, station);
}

async function begin(hall: HallUnderTest, station: StationUnderTest, deviceId: DeviceId): Promise<TestStep> {
  must(await station.devicesPage.start({ deviceId }));
  return stepAt(hall, station);
}

async function lastTest(station: StationUnderTest, deviceId: DeviceId) {
  const { devices } = await station.devicesState();
  return devices.find(({ id }) => id === deviceId)?.lastTest ?? null;
}

async function calling(hall: HallUnderTest): Promise<CounterUnderTest> {
  const kiosk = hall.kiosk();
  kiosk.reader.lay(LI_SI);
  must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
  await hall.advance(9_000);
  const counter = hall.counter();
  must(await counter.page.login({ workNo: WORK_NO, pin: PIN }));
  must(await counter.page.openWindow(hall.command()));
  must(await counter.page.next(hall.command()));
  await hall.advance(0);
  return counter;
}

test('before the login the page tells nothing and does nothing', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    expect(await kiosk.devicesState()).toMatchObject({ tester: null, devices: [], elsewhere: [], test: null, role: 'kiosk' });
    expect(codeOf(await kiosk.devicesPage.start({ deviceId: PRINTER }))).toBe('NOT_LOGGED_IN');
    expect(codeOf(await kiosk.devicesPage.login({ workNo: WORK_NO, pin: '000000' }))).toBe('WRONG_PIN');
    expect(kiosk.printer.slips).toEqual([]);
  });
});

test('guesses at one page of a station count at the others', async () => {
  await withHall(ONE, async (hall) => {
    const counter = hall.counter();
    for (let n = 0; n < 5; n += 1) await counter.page.login({ workNo: WORK_NO, pin: '000000' });
    expect(codeOf(await counter.devicesPage.login({ workNo: WORK_NO, pin: PIN }))).toBe('LOCKED');
  });
});

test('reader: a card is laid, masked fields are shown, nothing of the person is recorded, no session begins', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    await testerAt(hall, kiosk);
    expect(await begin(hall, kiosk, READER)).toMatchObject({ type: 'act', sentence: '请把一张身份证放到读卡区' });
    kiosk.reader.lay(LI_SI);
    expect(await stepAt(hall, kiosk)).toEqual({
      type: 'done',
      outcome: 'PASSED',
      sentence: '身份证读取正常，请取走身份证',
      facts: [
        { name: '姓名', value: '李*' },
        { name: '证件号码', value: '****002X' },
        { name: '有效期至', value: '长期' },
      ],
    });
    expect((await kiosk.state()).session.step).toBe('idle');
    const [record] = kiosk.store.listStream(`device:${READER}`);
    expect(record?.actor).toEqual({ kind: 'CLERK', id: WORK_NO });
    expect(JSON.stringify(record)).not.toMatch(/李|002X/);
    // Afterwards a card is a citizen's again.
    kiosk.reader.lay(LI_SI);
    await hall.advance(0);
    expect((await kiosk.state()).session.step).toBe('choosing');
  });
});

test('reader: nobody lays a card', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    await testerAt(hall, kiosk);
    await begin(hall, kiosk, READER);
    await hall.advance(TEST_DELAYS.act);
    expect(await stepAt(hall, kiosk)).toMatchObject({ type: 'done', outcome: 'UNCONFIRMED' });
    expect(await lastTest(kiosk, READER)).toEqual({ at: expect.any(Number), outcome: 'UNCONFIRMED', workNo: WORK_NO });
  });
});

test.each([
  ['proven', [], null, 'PASSED'],
  ['no paper', ['NOT_PRINTED'], null, 'FAILED'],
  ['not proven, paper there', ['UNKNOWN'], 'yes', 'FAILED'],
  ['not proven, no paper', ['UNKNOWN'], 'no', 'FAILED'],
] as const)('ticket printer: %s', async (_what, outcomes, said, outcome) => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    await testerAt(hall, kiosk);
    kiosk.printer.script(...outcomes);
    const step = await begin(hall, kiosk, PRINTER);
    expect(said === null ? step : await answer(hall, kiosk, said)).toMatchObject({ type: 'done', outcome });
    expect(JSON.stringify(kiosk.printer.slips)).toContain('不是排队号');
  });
});

test('strip: the person is asked, and what it showed before comes back', async () => {
  await withHall(ONE, async (hall) => {
    const counter = hall.counter();
    await testerAt(hall, counter);
    expect(await begin(hall, counter, STRIP)).toMatchObject({ type: 'ask' });
    expect(counter.strip.texts).toEqual(['暂未开放', '自检8888']);
    expect(await answer(hall, counter, 'yes')).toMatchObject({ outcome: 'PASSED' });
    expect(counter.strip.texts).toEqual(['暂未开放', '自检8888', '暂未开放']);
    expect(codeOf(await counter.devicesPage.answer({ testId: (await counter.devicesState()).test?.testId ?? never(), answer: 'yes' }))).toBe('NOT_ASKED');
  });
});

function never(): never {
  throw new Error('no test');
}

test('a device in use for a citizen is left alone, with the reason', async () => {
  await withHall(ONE, async (hall) => {
    const counter = await calling(hall);
    await testerAt(hall, counter);
    expect(codeOf(await counter.devicesPage.start({ deviceId: STRIP }))).toBe('IN_USE');
    const reasons = new Map((await counter.devicesState()).devices.map(({ kind, inUse }) => [kind, inUse]));
    expect(reasons.get('idCardReader')).toBe('窗口正在办理 A001，请办完后再测');
    expect(reasons.get('callDisplay')).toBe('窗口正在呼叫 A001，请等群众到窗口后再测');
    expect([...reasons.values()]).not.toContain('');
    must(await counter.page.start(hall.command()));
    await hall.advance(0);
    // Whom they serve sits at the window: the strip may say something else for a moment.
    expect(await begin(hall, counter, STRIP)).toMatchObject({ type: 'ask' });
    await answer(hall, counter, 'no');
    expect(counter.strip.texts.at(-1)).toBe('A001号正在办理');
    const kiosk = hall.kiosk();
    await testerAt(hall, kiosk);
    kiosk.reader.lay(LI_SI);
    await hall.advance(0);
    expect(codeOf(await kiosk.devicesPage.start({ deviceId: PRINTER }))).toBe('IN_USE');
  });
});

test('work comes first: a call in the middle of the test is shown at once and stays', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
    await hall.advance(9_000);
    const counter = hall.counter();
    must(await counter.page.login({ workNo: WORK_NO, pin: PIN }));
    must(await counter.page.openWindow(hall.command()));
    await testerAt(hall, counter);
    await begin(hall, counter, STRIP);
    must(await counter.page.next(hall.command()));
    expect(await stepAt(hall, counter)).toMatchObject({ type: 'done', outcome: 'UNCONFIRMED', sentence: expect.stringContaining('正在呼叫 A001') });
    expect(counter.strip.texts.at(-1)).toBe('请A001号到1号窗口');
  });
});

test('pad: a key proves it, and is no rating', async () => {
  await withHall(ONE, async (hall) => {
    const counter = hall.counter();
    await testerAt(hall, counter);
    expect(await begin(hall, counter, PAD)).toMatchObject({ type: 'act' });
    counter.pad.press(2);
    expect(await stepAt(hall, counter)).toMatchObject({ outcome: 'PASSED', facts: [{ name: '按键', value: '满意' }] });
    expect((await counter.state()).rating).toBe('NONE');
  });
});

test('caller: digits, a beep and a key that calls nobody; the digits of the window come back', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    kiosk.reader.lay(LI_SI);
    must(await kiosk.page.take({ ...hall.command(), businessId: GENERAL }));
    await hall.advance(9_000);
    const counter = hall.counter();
    must(await counter.page.login({ workNo: WORK_NO, pin: PIN }));
    must(await counter.page.openWindow(hall.command()));
    await hall.advance(0);
    await testerAt(hall, counter);
    expect(await begin(hall, counter, CALLER)).toMatchObject({ type: 'ask' });
    expect(await answer(hall, counter, 'yes')).toMatchObject({ type: 'act' });
    counter.caller.press('call');
    expect(await stepAt(hall, counter)).toMatchObject({ outcome: 'PASSED' });
    expect((await counter.state()).current).toBeNull();
    expect(counter.caller.shown.slice(0, 2)).toEqual([{ waiting: 1, ticket: null }, { waiting: 888, ticket: 888 }]);
    counter.caller.press('call');
    await hall.advance(0);
    expect((await counter.state()).current).toMatchObject({ no: 'A001' });
  });
});

test('voice: spoken and heard; an unanswered question is no result', async () => {
  await withHall(ONE, async (hall) => {
    const { display } = hall;
    await testerAt(hall, display);
    await begin(hall, display, VOICE);
    expect(await answer(hall, display, 'yes')).toMatchObject({ outcome: 'PASSED' });
    await begin(hall, display, VOICE);
    await hall.advance(TEST_DELAYS.answer);
    expect(await stepAt(hall, display)).toMatchObject({ outcome: 'UNCONFIRMED' });
    expect(display.voice.spoken).toHaveLength(2);
    // A voice of recordings can say it too.
    expect(display.voice.spoken.map((sentence) => speechParts(sentence).ok)).toEqual([true, true]);
  });
});

test('a closed page logs out, ends the test and shows nothing of it to the next', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    const page = await testerAt(hall, kiosk);
    await begin(hall, kiosk, READER);
    page.abort();
    await hall.advance(TESTER_DELAYS.goneMs);
    expect(await kiosk.devicesState()).toMatchObject({ tester: null, test: null, devices: [] });
    kiosk.reader.lay(LI_SI);
    await hall.advance(0);
    expect((await kiosk.state()).session.step).toBe('choosing');
  });
});

test('a login that nobody uses ends, one that is used does not', async () => {
  await withHall(ONE, async (hall) => {
    const { display } = hall;
    await testerAt(hall, display);
    await hall.advance(TESTER_DELAYS.idleMs - 1_000);
    await begin(hall, display, VOICE);
    await hall.advance(TESTER_DELAYS.idleMs - 1_000);
    expect((await display.devicesState()).tester).not.toBeNull();
    await hall.advance(1_000);
    expect((await display.devicesState()).tester).toBeNull();
  });
});

test('the record outlives a restart and reaches the hub and the console', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    const page = await testerAt(hall, kiosk);
    await begin(hall, kiosk, PRINTER);
    page.abort();
    await hall.advance(3_000);
    expect(hall.hubStore.listStream(`device:${PRINTER}`)).toHaveLength(1);
    const shown = (await hall.console.state()).devices.find(({ id }) => id === PRINTER);
    expect(shown?.lastTest).toMatchObject({ outcome: 'PASSED', workNo: WORK_NO });
    await kiosk.restart();
    await testerAt(hall, kiosk);
    expect(await lastTest(kiosk, PRINTER)).toEqual(shown?.lastTest);
  });
});

test('a full disk: the result is shown and said not to be saved', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    await testerAt(hall, kiosk);
    hall.fullDisks.add('kiosk-1');
    expect(await begin(hall, kiosk, PRINTER)).toMatchObject({ outcome: 'PASSED', sentence: expect.stringContaining('结果没有保存') });
    expect(await lastTest(kiosk, PRINTER)).toBeNull();
  });
});

test('ordered at the console while the device serves a citizen: not done, and the console is told why', async () => {
  await withHall(ONE, async (hall) => {
    await calling(hall);
    await testerAt(hall, hall.console);
    must(await hall.console.devicesPage.order({ deviceId: STRIP }));
    await hall.advance(0);
    expect((await hall.console.state()).alarms).toMatchObject([{ level: 'YELLOW', text: expect.stringContaining('没有按管理台要求自检：窗口正在呼叫 A001') }]);
    expect(hall.counter().strip.texts).not.toContain('自检8888');
  });
});

test('ordered at the console: the part that needs nobody, recorded with who ordered it; only there', async () => {
  await withHall(ONE, async (hall) => {
    await testerAt(hall, hall.console);
    await hall.advance(3_000);
    expect((await hall.console.devicesState()).elsewhere.map(({ id }) => id)).toContain(STRIP);
    must(await hall.console.devicesPage.order({ deviceId: STRIP }));
    await hall.advance(3_000);
    expect((await hall.console.devicesState()).elsewhere.find(({ id }) => id === STRIP)?.lastTest).toMatchObject({
      outcome: 'UNCONFIRMED',
      workNo: WORK_NO,
    });
    expect(hall.counter().strip.texts).toEqual(['暂未开放', '自检8888', '暂未开放']);
    const kiosk = hall.kiosk();
    await testerAt(hall, kiosk);
    expect(codeOf(await kiosk.devicesPage.order({ deviceId: STRIP }))).toBe('NOT_HERE');
  });
});
