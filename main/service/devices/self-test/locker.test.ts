import { virtualBench } from '../../../../devices/locker/testing/virtual-bench.ts';
import type { TestDesk, TestResult } from './exercise.ts';
import { testLocker } from './locker.ts';

/** A person who chooses and answers as written, with the cabinet's time passing. */
async function tested(cabinetReads: 0 | 1, what: 'open' | 'calibrate', opensByHand = true): Promise<TestResult> {
  const bench = virtualBench({ closedReads: 1 }, [1], cabinetReads);
  bench.locker.start();
  await bench.clock.advance(500);
  const desk: TestDesk = {
    testId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
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
  const result = testLocker(bench.locker, desk);
  for (let waited = 0; waited < 3_000; waited += 50) await bench.clock.advance(50);
  return result;
}

test.each([
  [1, 'open', true, 'PASSED', '柜门“3”能打开，请随手关好'],
  [0, 'open', true, 'FAILED', '锁控板报告柜门“3”已打开，但门是关着的，请先校准开关状态'],
  [1, 'calibrate', true, 'PASSED', '开关状态的设置正确，请随手关好柜门'],
  [0, 'calibrate', true, 'FAILED', '开关状态的设置相反：请在 hall.json 中把这个文件柜的 closedReads 改为 0，再重新启动本机'],
] as const)('the cabinet reads closed as %i, %s: %s %s', async (reads, what, byHand, outcome, sentence) => {
  expect(await tested(reads, what, byHand)).toMatchObject({ outcome, sentence });
});

test('a door that nobody opened cannot be calibrated', async () => {
  expect(await tested(1, 'calibrate', false)).toMatchObject({ outcome: 'FAILED', sentence: expect.stringContaining('没有变化') });
});
