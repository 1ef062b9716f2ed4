import type { DeviceId, TestId, WorkNo } from '../../../../shared/basics/ids.ts';
import type { RunningTest, TestStep } from '../../../../shared/contract/devices.ts';
import { DONE, refuse, type Done } from '../../../../shared/contract/outcome.ts';
import type { DeviceKind } from '../../../../shared/types/device.ts';
import type { StationContext } from '../../context.ts';
import { bugOf, unattended } from '../../log.ts';
import { deviceIdAt } from '../device-monitor.ts';
import type { StationWork } from '../station-work.ts';
import type { TestLog } from '../test-log.ts';
import { openDesk, type OpenDesk } from './desk.ts';
import { failed, unconfirmed, type TestResult } from './exercise.ts';
import { exercise, type TriedDevices } from './table.ts';

export interface SelfTestParts {
  readonly context: Pick<StationContext, 'station' | 'clock' | 'newUlid' | 'log'>;
  readonly devices: TriedDevices;
  readonly work: StationWork;
  readonly tests: TestLog;
  /** The running test or its step changed, or a result was recorded. */
  changed(): void;
}

interface Current {
  readonly testId: TestId;
  readonly deviceId: DeviceId;
  readonly kind: DeviceKind;
  step: TestStep;
  /** Ends the test before its time, with the sentence for the record. */
  readonly stop: AbortController;
  readonly desk: OpenDesk;
}

const STOPPED = '测试中途停止，没有结论';

/** The self-tests of a station: one at a time, never while the device serves somebody, each recorded with who made it. */
export function createSelfTests({ context, devices, work, tests, changed }: SelfTestParts) {
  const { station, clock, newUlid, log } = context;
  let current: Current | null = null;
  // Work comes first: a device that is needed in the middle of its test is given back at once.
  const stopWork = work.onChange(() => {
    if (current === null || current.step.type === 'done') return;
    const inUse = work.inUse(current.kind);
    if (inUse !== '') current.stop.abort(`设备要用，测试让开：${inUse}`);
  });

  function kindOf(deviceId: DeviceId): DeviceKind | null {
    const found = Object.values(devices).find((device) => device !== undefined && deviceIdAt(station.id, device) === deviceId);
    return found?.kind ?? null;
  }

  function start(deviceId: DeviceId, workNo: WorkNo, attended: boolean): Done {
    const kind = kindOf(deviceId);
    if (kind === null) return refuse('NO_SUCH_DEVICE', '本机没有这台设备');
    if (current !== null && current.step.type !== 'done') return refuse('BUSY', '另一台设备正在测试，请等它结束');
    const inUse = work.inUse(kind);
    if (inUse !== '') return refuse('IN_USE', inUse);
    const stop = new AbortController();
    const testId = newUlid() as TestId;
    const desk = openDesk({ clock, testId, workNo, stationName: station.name, attended, stopped: stop.signal, show });
    current = { testId, deviceId, kind, step: { type: 'working', sentence: '正在检查设备状态' }, stop, desk };
    unattended(run(current, workNo), log, 'self-test-failed');
    changed();
    return DONE;

    function show(step: TestStep): void {
      if (current === null || current.stop !== stop || current.step.type === 'done') return;
      current.step = step;
      changed();
    }
  }

  async function run(test: Current, workNo: WorkNo): Promise<void> {
    const giveBack = work.lend(test.kind);
    const result = await Promise.race([tryOut(test), untilStopped(test.stop.signal)]);
    giveBack();
    const saved = record(test, result, workNo);
    const { outcome, facts = [] } = result;
    const sentence = saved ? result.sentence : `${result.sentence}。结果没有保存，请检查磁盘后再测一次`;
    test.step = { type: 'done', outcome, sentence, facts: [...facts] };
    changed();
  }

  async function tryOut({ kind, desk }: Current): Promise<TestResult> {
    try {
      return (await exercise(kind, devices, desk.desk)) ?? failed('本机没有这台设备');
    } catch (error) {
      log.error({ event: 'self-test-broken', device: kind, ...bugOf(error) }, '设备自检程序出错');
      return failed('测试程序出错，没有测成，请告知管理员');
    }
  }

  function record({ testId, deviceId, kind }: Current, { outcome, sentence }: TestResult, workNo: WorkNo): boolean {
    log.info({ event: 'device-tested', kind, outcome, workNo }, '设备自检');
    try {
      tests.record({ deviceId, kind, stationId: station.id, testId, outcome, detail: sentence, workNo });
      return true;
    } catch (error) {
      log.error({ event: 'self-test-not-recorded', ...bugOf(error) }, '设备自检结果没有保存');
      return false;
    }
  }

  function answer(testId: TestId, text: string): Done {
    const taken = current?.testId === testId && current.desk.answer(text);
    return taken ? DONE : refuse('NOT_ASKED', '这个问题已经结束');
  }

  /** Stops the test, or puts a finished one away. */
  function close(testId: TestId): Done {
    if (current?.testId === testId) end();
    return DONE;
  }

  function end(): void {
    current?.stop.abort(STOPPED);
    current = null;
    changed();
  }

  return {
    start,
    answer,
    close,
    /** Nobody looks any more: nothing of a test stays on the screen. */
    end,
    running: (): RunningTest | null => current && { testId: current.testId, deviceId: current.deviceId, step: current.step },
    stop(): void {
      stopWork();
      end();
    },
  };
}

export type SelfTests = ReturnType<typeof createSelfTests>;

async function untilStopped(signal: AbortSignal): Promise<TestResult> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return unconfirmed(String(signal.reason));
}
