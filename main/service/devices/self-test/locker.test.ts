import { createLogLines } from '../../../../test/helpers/log-lines.ts';
import { freshStorePath, openTestStore } from '../../../../test/helpers/store.ts';
import { DeviceId } from '../../../../shared/basics/ids.ts';
import { virtualBench } from '../../../../devices/locker/testing/virtual-bench.ts';
import type { DeviceJob } from '../../../../shared/types/device-job.ts';
import { openJobLedger } from '../job-ledger.ts';
import { createLockerDesk } from '../locker-desk.ts';
import type { TestDesk, TestResult } from './exercise.ts';
import { testLocker } from './locker.ts';

const TEST = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

interface Tested {
  readonly result: TestResult;
  /** What was written down of the opening. */
  readonly job: DeviceJob | null;
}

/** A person who chooses and answers as written, with the cabinet's time passing. */
async function tested(cabinetReads: 0 | 1, what: 'open' | 'calibrate', opensByHand = true): Promise<Tested> {
  const bench = virtualBench({ closedReads: 1 }, [1], cabinetReads);
  bench.locker.start();
  await bench.clock.advance(500);
  const { store, clock, newUlid } = openTestStore(freshStorePath());
  const cabinet = createLockerDesk({ locker: bench.locker, deviceId: DeviceId.parse('kiosk-1/locker'), jobs: openJobLedger({ store, clock, newUlid }), store, log: createLogLines().log });
  const desk: TestDesk = {
    testId: TEST,
    workNo: '1001',
    stationName: '自助机1',
    now: () => bench.clock.now(),
    working: () => undefined,
    act: () => Promise.resolve(null),
    ask(sentence) {
      if (sentence.startsWith('请用钥匙') && opensByHand) bench.cabinet.move(1, 3, true);
      return Promise.resolve(sentence.endsWith('现在是开着的吗？') ? bench.cabinet.see().open.includes('1/3') : true);
    },
    choose: (_sentence, choices) => Promise.resolve(choices.some(({ id }) => id === what) ? what : '3'),
  };
  const result = testLocker({ ...bench.locker, openDoor: cabinet.openDoor }, desk);
  for (let waited = 0; waited < 3_000; waited += 50) await bench.clock.advance(50);
  return { result: await result, job: store.findDeviceJob(TEST) };
}

test.each([
  [1, 'open', true, 'PASSED', '柜门“3”能打开，请随手关好'],
  [0, 'open', true, 'FAILED', '锁控板报告柜门“3”已打开，但门是关着的，请先校准开关状态'],
  [1, 'calibrate', true, 'PASSED', '开关状态的设置正确，请随手关好柜门'],
  [0, 'calibrate', true, 'FAILED', '开关状态的设置相反：请在 hall.json 中把这个文件柜的 closedReads 改为 0，再重新启动本机'],
] as const)('the cabinet reads closed as %i, %s: %s %s', async (reads, what, byHand, outcome, sentence) => {
  expect(await tested(reads, what, byHand)).toMatchObject({ result: { outcome, sentence } });
});

test('a door that nobody opened cannot be calibrated', async () => {
  expect(await tested(1, 'calibrate', false)).toMatchObject({ result: { outcome: 'FAILED', sentence: expect.stringContaining('没有变化') } });
});

test('a door opened for a test is in the record of what was opened; one opened by hand is not', async () => {
  expect((await tested(1, 'open')).job).toMatchObject({ kind: 'lock-open', reference: 'kiosk-1/locker/3', state: 'done', title: '打开柜门“3”：设备自检试开，工号 1001' });
  expect((await tested(1, 'calibrate')).job).toBeNull();
});
