import { CommandId, DeviceId, StationId, WorkNo } from '../../../shared/basics/ids.ts';
import { codeOf, must } from '../../../test/helpers/queue.ts';
import { CLERKS, PIN } from '../../../test/helpers/test-hall.ts';
import { withHall } from '../../../test/helpers/with-hall.ts';

const ONE = { kiosks: 1, counters: 1 };
const WORK_NO = WorkNo.parse(CLERKS[0].workNo);
const LOGIN = { workNo: WORK_NO, pin: PIN };
const AGAIN = CommandId.parse('01JQ8ZC8W00000000000000009');

test('紧急开门: nobody without a login; one pulse for a command sent twice; the record says why and by whom', async () => {
  await withHall(ONE, async (hall) => {
    const { devicesPage, locker } = hall.kiosk();
    const order = { commandId: AGAIN, door: '2', reason: 'TRAPPED' } as const;
    expect(codeOf(await devicesPage.openDoor(order))).toBe('NOT_LOGGED_IN');
    expect([locker.pulses, (await hall.kiosk().devicesState()).cabinet]).toEqual([[], null]);
    must(await devicesPage.login(LOGIN));
    must(await devicesPage.openDoor(order));
    must(await devicesPage.openDoor(order));
    expect(locker.pulses).toEqual(['2']);
    expect(hall.kiosk().store.findDeviceJob(AGAIN)).toMatchObject({ state: 'done', title: `打开柜门“2”：紧急开门（有人或物品被困），工号 ${WORK_NO}` });
    expect((await hall.kiosk().devicesState()).cabinet).toMatchObject({
      deviceId: 'kiosk-1/locker', doors: [{ name: '1', state: 'closed' }, { name: '2', state: 'open' }, { name: '3', state: 'closed' }], undecided: [],
    });
  });
});

test('an opening of which nobody knows is here and at the console, and settled at either', async () => {
  await withHall(ONE, async (hall) => {
    const kiosk = hall.kiosk();
    must(await kiosk.devicesPage.login(LOGIN));
    kiosk.locker.silent = true;
    for (const door of ['1', '3']) expect(codeOf(await kiosk.devicesPage.openDoor({ ...hall.command(), door, reason: 'REPAIR' }))).toBe('DOOR_UNKNOWN');
    expect(codeOf(await kiosk.devicesPage.openDoor({ ...hall.command(), door: '1', reason: 'REPAIR' }))).toBe('JOB_UNDECIDED');
    await hall.advance(3_000);
    const [first, second] = (await kiosk.devicesState()).cabinet?.undecided ?? [];
    expect((await hall.console.state()).undecidedJobs.map(({ job }) => job.id)).toEqual([first?.id, second?.id]);
    must(await kiosk.devicesPage.settleDoor({ jobId: first?.id ?? '', verdict: 'NOT_DONE' }));
    must(await hall.console.page.settleJob({ stationId: StationId.parse('kiosk-1'), jobId: second?.id ?? '', verdict: 'DONE', workNo: WORK_NO }));
    await hall.advance(3_000);
    expect((await hall.console.state()).undecidedJobs).toEqual([]);
    expect((await kiosk.devicesState()).cabinet?.undecided).toEqual([]);
    expect(kiosk.store.findDeviceJob(first?.id ?? '')).toMatchObject({ state: 'failed', settledBy: WORK_NO });
    expect(kiosk.locker.pulses).toEqual(['1', '3']);
  });
});

test('a station without a cabinet opens nothing', async () => {
  await withHall(ONE, async (hall) => {
    const { devicesPage } = hall.counter();
    must(await devicesPage.login(LOGIN));
    expect(codeOf(await devicesPage.openDoor({ ...hall.command(), door: '1', reason: 'REPAIR' }))).toBe('NO_SUCH_DEVICE');
    expect(codeOf(await devicesPage.start({ deviceId: DeviceId.parse('counter-1/locker') }))).toBe('NO_SUCH_DEVICE');
  });
});
