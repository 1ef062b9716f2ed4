import type { Locker } from '../../../../devices/locker/types.ts';
import { CommandId } from '../../../../shared/basics/ids.ts';
import type { LockerDesk } from '../locker-desk.ts';
import { failed, passed, unconfirmed, type Exercise, type TestDesk, type TestResult } from './exercise.ts';

/** A cabinet that opens no door past the record of what was opened. */
export type TriedLocker = Omit<Locker, 'open'> & Pick<LockerDesk, 'openDoor'>;

const NOBODY = '没有收到回答，没有测试柜门';

/** Opens one door, or finds out what the board reads of a closed one. */
export const testLocker: Exercise<TriedLocker> = async (locker, desk) => {
  const what = await desk.choose('要做什么？', [
    { id: 'open', label: '试开一个柜门' },
    { id: 'calibrate', label: '校准开关状态（柜门用钥匙打开）' },
  ]);
  if (what === null) return unconfirmed(NOBODY);
  const door = await desk.choose(
    '哪一个柜门？请选没有存放材料的',
    locker.doors().map(({ name }) => ({ id: name, label: name })),
  );
  if (door === null) return unconfirmed(NOBODY);
  return what === 'open' ? tryDoor(locker, door, desk) : calibrate(locker, door, desk);
};

async function tryDoor(locker: TriedLocker, door: string, desk: TestDesk): Promise<TestResult> {
  desk.working(`正在打开柜门“${door}”`);
  const opened = await locker.openDoor(door, `设备自检试开，工号 ${desk.workNo}`, CommandId.parse(desk.testId));
  if (!opened.ok) return failed(opened.error.sentence);
  const seen = await desk.ask(`柜门“${door}”现在是开着的吗？`);
  if (seen === null) return unconfirmed(`锁控板报告柜门“${door}”已打开，没有人确认`);
  return seen ? passed(`柜门“${door}”能打开，请随手关好`) : failed(`锁控板报告柜门“${door}”已打开，但门是关着的，请先校准开关状态`);
}

async function calibrate(locker: TriedLocker, door: string, desk: TestDesk): Promise<TestResult> {
  if ((await desk.ask(`请先关好柜门“${door}”。关好了吗？`)) !== true) return unconfirmed(NOBODY);
  const whenClosed = await locker.reading(door);
  if (!whenClosed.ok) return failed(whenClosed.error.sentence);
  if ((await desk.ask(`请用钥匙打开柜门“${door}”。打开了吗？`)) !== true) return unconfirmed('柜门没有用手打开，没有校准');
  const calibrated = await locker.calibrate(door, whenClosed.value);
  if (!calibrated.ok) return failed(calibrated.error.sentence);
  const { closedReads, asSet } = calibrated.value;
  const facts = [{ name: 'closedReads', value: String(closedReads) }];
  if (asSet) return passed('开关状态的设置正确，请随手关好柜门', facts);
  return { ...failed(`开关状态的设置相反：请在 hall.json 中把这个文件柜的 closedReads 改为 ${closedReads}，再重新启动本机`), facts };
}
