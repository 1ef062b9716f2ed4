import type { DocumentFailure, DocumentOrder, DocumentPrinter, PrintResult } from '../../../../devices/document-printer/types.ts';
import type { CardEvent, IdCardReader } from '../../../../devices/id-card-reader/types.ts';
import type { SocialCardEvent, SocialCardReader } from '../../../../devices/social-card-reader/types.ts';
import type { DeviceStatus } from '../../../../devices/core/device.ts';
import { ManualClock } from '../../../../shared/basics/clock.ts';
import { fail, ok } from '../../../../shared/basics/result.ts';
import type { TestStep } from '../../../../shared/contract/devices.ts';
import type { DeviceHealth } from '../../../../shared/types/device.ts';
import { openDesk, TEST_DELAYS } from './desk.ts';
import { exercise } from './table.ts';

function still(health: DeviceHealth, advice = '') {
  const status: DeviceStatus = { health, state: health, advice, since: 0, lastGoodAt: null, counters: {} };
  return { address: 'tcp://127.0.0.1:1', status: () => status, onStatus: () => () => undefined, start: () => undefined, stop: () => Promise.resolve() };
}

function openTest(attended = true) {
  const clock = new ManualClock(0);
  const steps: TestStep[] = [];
  const opened = openDesk({
    clock, testId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', workNo: '1001', stationName: '1号窗口', attended, stopped: new AbortController().signal, show: (step) => steps.push(step),
  });
  return { clock, steps, ...opened };
}

function printerThat(result: PrintResult) {
  const orders: DocumentOrder[] = [];
  const printer: DocumentPrinter = {
    ...still('ready'),
    kind: 'documentPrinter',
    print: (order, onProgress) => {
      orders.push(order);
      onProgress({ step: 'stopped', pagesDone: null, advice: '请给打印机加纸' });
      return Promise.resolve(result);
    },
    followAgain: () => Promise.resolve(result),
    cancel: () => Promise.resolve(true),
  };
  return { printer, orders };
}

function failure(outcome: DocumentFailure['outcome']): PrintResult {
  return fail({ outcome, cause: 'aborted', sentence: '打印没有完成' });
}

test.each([
  ['proven and seen', ok({ pages: 1 }), 'yes', 'PASSED'],
  ['proven, badly printed', ok({ pages: 1 }), 'no', 'FAILED'],
  ['proven, nobody looks', ok({ pages: 1 }), null, 'UNCONFIRMED'],
  ['not printed: nothing to look at', failure('NOT_PRINTED'), null, 'FAILED'],
  ['not proven, but it lies there', failure('UNKNOWN'), 'yes', 'UNCONFIRMED'],
  ['not proven, nothing there', failure('UNKNOWN'), 'no', 'FAILED'],
] as const)('document printer: %s', async (_what, result, said, outcome) => {
  const { clock, steps, desk, answer } = openTest();
  const { printer, orders } = printerThat(result);
  const testing = exercise('documentPrinter', { documentPrinter: printer }, desk);
  await clock.advance(10);
  if (said === null) await clock.advance(TEST_DELAYS.answer);
  else expect(answer(said)).toBe(true);
  expect(await testing).toMatchObject({ outcome });
  expect(orders).toEqual([{ name: 'self-test-01ARZ3NDEKTSV4RRFFQ69G5FAV', pdf: expect.any(Uint8Array), pages: 1, copies: 1 }]);
  expect(steps).toContainEqual({ type: 'working', sentence: '请给打印机加纸' });
});

test('a device that does not answer has failed before anything is asked of it', async () => {
  const { desk } = openTest();
  const { printer, orders } = printerThat(ok({ pages: 1 }));
  const gone = { ...printer, ...still('disconnected', '打印机未连接，请检查电源和连接线') };
  expect(await exercise('documentPrinter', { documentPrinter: gone }, desk)).toEqual({ outcome: 'FAILED', sentence: '打印机未连接，请检查电源和连接线' });
  expect(orders).toEqual([]);
});

function socialReader() {
  let tell: (event: SocialCardEvent) => void = () => undefined;
  const reader: SocialCardReader = {
    ...still('ready'),
    kind: 'socialCardReader',
    onCard: (listener) => {
      tell = listener;
      return () => (tell = () => undefined);
    },
  };
  return { reader, happen: (event: SocialCardEvent) => tell(event) };
}

test('social card: masked fields only; the slide into the slot alone is no result', async () => {
  const { clock, desk } = openTest();
  const { reader, happen } = socialReader();
  const testing = exercise('socialCardReader', { socialCardReader: reader }, desk);
  await clock.advance(10);
  happen({ type: 'card-inserted' });
  happen({ type: 'card-read', card: { number: '11010519491231002X', name: '李四', sex: '2', validTo: null, warnings: [] } });
  await clock.advance(10);
  const result = await testing;
  expect(result).toMatchObject({ outcome: 'PASSED', facts: [{ value: '李*' }, { value: '****002X' }] });
  expect(result?.sentence).not.toMatch(/李|002X/);
});

test('identity card: masked fields, and the number of the module for the technician, also when no card was laid', async () => {
  const SAM = '05.03-20140924-0001234567-0987654321';
  const { clock, desk } = openTest();
  let tell: (event: CardEvent) => void = () => undefined;
  const reader: IdCardReader = {
    ...still('ready'),
    kind: 'idCardReader',
    samId: () => SAM,
    onCard: (listener) => {
      tell = listener;
      return () => undefined;
    },
  };
  const testing = exercise('idCardReader', { idCardReader: reader }, desk);
  await clock.advance(10);
  tell({
    type: 'card-read', photo: null, fingers: null,
    card: { certType: 'RESIDENT_ID', name: '李四', certNo: '11010519491231002X', sex: '2', birth: '19491231', nation: '汉', address: null, authority: null, validFrom: '20200101', validTo: '长期', warnings: [] },
  });
  await clock.advance(10);
  expect(await testing).toMatchObject({ outcome: 'PASSED', facts: [{ value: '李*' }, { value: '****002X' }, { value: '长期' }, { name: '安全模块号', value: SAM }] });
  const alone = exercise('idCardReader', { idCardReader: reader }, openTest(false).desk);
  expect(await alone).toMatchObject({ outcome: 'UNCONFIRMED', facts: [{ name: '安全模块号', value: SAM }] });
});

test('with nobody beside it no question is asked, and the result says so', async () => {
  const { steps, desk } = openTest(false);
  const { printer } = printerThat(ok({ pages: 1 }));
  expect(await exercise('documentPrinter', { documentPrinter: printer }, desk)).toMatchObject({ outcome: 'UNCONFIRMED' });
  expect(await exercise('socialCardReader', { socialCardReader: socialReader().reader }, desk)).toMatchObject({ outcome: 'UNCONFIRMED' });
  expect(steps.map(({ type }) => type)).toContain('working');
});
