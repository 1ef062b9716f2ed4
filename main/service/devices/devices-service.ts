import { implement } from '@orpc/server';
import type { DevicesByKind } from '../../../devices/registry.ts';
import { liveValue } from '../../../shared/basics/live-value.ts';
import type { CommandId, DeviceId, WorkNo } from '../../../shared/basics/ids.ts';
import { devicesContract, type CabinetView, type DeviceElsewhere, type DevicesState } from '../../../shared/contract/devices.ts';
import { DONE, refuse, type Done } from '../../../shared/contract/outcome.ts';
import type { DeviceKind } from '../../../shared/types/device.ts';
import { DOOR_REASONS, type DoorReason } from '../../../shared/types/door-reason.ts';
import type { StationRole } from '../../../shared/types/hall.ts';
import { storeRefusals } from '../../store/store-refusals.ts';
import type { StationContext } from '../context.ts';
import { askHub } from '../hub/ask-hub.ts';
import { HUB_DELAYS } from '../hub/hub-link.ts';
import { raiseAlarm } from '../hub/raise-alarm.ts';
import { unattended } from '../log.ts';
import type { StaffLogin } from '../staff/staff-login.ts';
import type { DeviceMonitor } from './device-monitor.ts';
import type { LockerDesk } from './locker-desk.ts';
import type { PageCamera } from './page-camera.ts';
import { createSelfTests } from './self-test/self-tests.ts';
import type { TriedDevices } from './self-test/table.ts';
import type { StationWork } from './station-work.ts';
import type { TestLog } from './test-log.ts';

export const TESTER_DELAYS = {
  /** A login that nobody uses ends. */
  idleMs: 5 * 60_000,
  /** No page is open any more: time for one that only loads anew. */
  goneMs: 5_000,
} as const;

export interface DevicesServiceParts {
  readonly context: StationContext;
  readonly role: Exclude<StationRole, 'hub'>;
  readonly devices: { readonly [K in DeviceKind]?: DevicesByKind[K] };
  readonly monitor: DeviceMonitor;
  readonly tests: TestLog;
  readonly work: StationWork;
  readonly staff: StaffLogin;
  readonly camera: PageCamera;
  /** Every opening of the station's cabinet; null where there is none. */
  readonly cabinet: LockerDesk | null;
}

const NO_CABINET = refuse('NO_SUCH_DEVICE', '本机没有配置文件柜');

/** Everything behind a station's page 设备自检. Before the login it tells nothing but where one is. */
export function createDevicesService({ context, role, devices, monitor, tests, work, staff, camera, cabinet }: DevicesServiceParts) {
  const { hall, station, hub, clock, log } = context;
  const state = liveValue<DevicesState>(compute);
  const changed = (): void => state.invalidate();
  const selfTests = createSelfTests({
    context,
    devices: triedDevices(devices, cabinet),
    work,
    tests,
    changed: () => {
      monitor.changed();
      changed();
    },
  });
  let tester: DevicesState['tester'] = null;
  let idle = new AbortController();
  let watchers = 0;
  const stopping = new AbortController();
  const stops = [
    monitor.onChange(changed),
    work.onChange(changed),
    hub.onChange(changed),
    cabinet?.onChange(changed),
    hub.onOrder((order) => {
      if (order.type === 'SELF_TEST') testAsOrdered(order.deviceId, order.workNo);
    }),
  ];

  function compute(): DevicesState {
    const known = { hallName: hall.hall.name, stationName: station.name, role, documentCamera: camera.setting, serverTime: clock.now() };
    if (tester === null) return { ...known, tester, devices: [], elsewhere: [], test: null, cabinet: null };
    const own = monitor.snapshots().map((device) => ({ ...device, inUse: work.inUse(device.kind) }));
    return { ...known, tester, devices: own, elsewhere: role === 'console' ? elsewhere() : [], test: selfTests.running(), cabinet: cabinet && cabinetView(cabinet) };
  }

  function elsewhere(): DeviceElsewhere[] {
    const others = hall.stations.filter(({ id }) => id !== station.id);
    return (hub.report()?.devices ?? []).flatMap((device) => {
      const at = others.find(({ id }) => device.id.startsWith(`${id}/`));
      return at === undefined ? [] : [{ ...device, stationName: at.name }];
    });
  }

  /** 紧急开门: the record says why and by whom. */
  function openDoor(desk: LockerDesk, door: string, reason: DoorReason, workNo: WorkNo, commandId: CommandId): Promise<Done> {
    return desk.openDoor(door, `紧急开门（${DOOR_REASONS[reason]}），工号 ${workNo}`, commandId);
  }

  async function login(workNo: WorkNo, pin: string): Promise<Done> {
    const account = await staff.login(workNo, pin);
    if (!account.ok) return account;
    tester = { workNo: account.value.workNo, name: account.value.name };
    keepAwake();
    changed();
    return DONE;
  }

  function leave(): void {
    idle.abort();
    tester = null;
    selfTests.end();
  }

  /** Somebody is at work here: the time until the login ends begins anew. */
  function keepAwake(): void {
    idle.abort();
    idle = new AbortController();
    const { signal } = idle;
    unattended(leaveWhenIdle(signal), log, 'logout-failed');
  }

  async function leaveWhenIdle(signal: AbortSignal): Promise<void> {
    await clock.sleep(TESTER_DELAYS.idleMs, signal);
    if (!signal.aborted) leave();
  }

  async function asTester(body: (workNo: WorkNo) => Done | Promise<Done>): Promise<Done> {
    if (tester === null) return refuse('NOT_LOGGED_IN', '请先登录');
    keepAwake();
    return body(tester.workNo);
  }

  function testAsOrdered(deviceId: DeviceId, workNo: WorkNo): void {
    const started = selfTests.start(deviceId, workNo, false);
    if (started.ok) return;
    log.warn({ event: 'self-test-refused', code: started.error.code, workNo }, '没有按管理台要求做设备自检');
    unattended(raiseAlarm(context, `self-test-refused:${deviceId}`, `${station.name}没有按管理台要求自检：${started.error.sentence}`), log, 'alarm-failed');
  }

  async function order(deviceId: DeviceId, workNo: WorkNo): Promise<Done> {
    if (role !== 'console') return refuse('NOT_HERE', '只有大厅管理台可以请别的工作站自检');
    const answer = await askHub(hub, clock, HUB_DELAYS.commandMs, (client, signal) => client.orderSelfTest({ deviceId, workNo }, { signal }));
    return answer.ok ? answer.value : refuse(`HUB_${answer.error}`, '大厅中枢没有应答，没有自检，请稍候再试');
  }

  /** With the last page the login goes too: the next person at this screen is nobody yet. */
  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<DevicesState, void, void> {
    watchers += 1;
    try {
      yield* state.watch(signal);
    } finally {
      watchers -= 1;
      if (watchers === 0) unattended(leaveUnlessBack(), log, 'logout-failed');
    }
  }

  async function leaveUnlessBack(): Promise<void> {
    await clock.sleep(TESTER_DELAYS.goneMs, stopping.signal);
    if (watchers === 0) leave();
  }

  const os = implement(devicesContract).use(storeRefusals);
  return {
    router: os.router({
      watch: os.watch.handler(({ signal }) => {
        camera.opened(signal);
        return watch(signal);
      }),
      reportCamera: os.reportCamera.handler(({ input }) => camera.report(input)),
      login: os.login.handler(({ input }) => login(input.workNo, input.pin)),
      logout: os.logout.handler(() => {
        leave();
        return DONE;
      }),
      start: os.start.handler(({ input }) => asTester((workNo) => selfTests.start(input.deviceId, workNo, true))),
      answer: os.answer.handler(({ input }) => asTester(() => selfTests.answer(input.testId, input.answer))),
      close: os.close.handler(({ input }) => asTester(() => selfTests.close(input.testId))),
      openDoor: os.openDoor.handler(({ input: { door, reason, commandId } }) => asTester((workNo) => (cabinet === null ? NO_CABINET : openDoor(cabinet, door, reason, workNo, commandId)))),
      settleDoor: os.settleDoor.handler(({ input }) => asTester((workNo) => (cabinet === null ? NO_CABINET : cabinet.settle(input.jobId, input.verdict, workNo)))),
      order: os.order.handler(({ input }) => asTester((workNo) => order(input.deviceId, workNo))),
    }),
    close(): void {
      stopping.abort();
      idle.abort();
      selfTests.stop();
      for (const stop of stops) stop?.();
    },
  };
}

/** The tests open doors as everybody does: through the record. */
function triedDevices({ locker, ...others }: DevicesServiceParts['devices'], cabinet: LockerDesk | null): TriedDevices {
  return locker === undefined || cabinet === null ? others : { ...others, locker: { ...locker, openDoor: cabinet.openDoor } };
}

function cabinetView(cabinet: LockerDesk): CabinetView {
  const doors = cabinet.doors().map(({ name, state, openSince, leftOpen }) => ({ name, state, openSince, leftOpen }));
  return { deviceId: cabinet.deviceId, doors, undecided: cabinet.undecided() };
}
