import type { Device } from '../../../devices/core/device.ts';
import { createStatusKeeper } from '../../../devices/core/status.ts';
import { ManualClock } from '../../../shared/basics/clock.ts';
import { StationId } from '../../../shared/basics/ids.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import { createDeviceMonitor } from './device-monitor.ts';

const READY = { health: 'ready', state: 'ready', advice: '' } as const;
const GONE = { health: 'disconnected', state: 'disconnected', advice: '语音模块未连接，请检查电源和连接线' } as const;

function setUp() {
  const clock = new ManualClock(1_000);
  const keeper = createStatusKeeper(clock);
  const device: Device = {
    kind: 'voice',
    address: 'tcp://127.0.0.1:1',
    status: keeper.status,
    onStatus: keeper.onStatus,
    start: () => undefined,
    stop: () => Promise.resolve(),
  };
  const { log, lines } = createLogLines();
  const monitor = createDeviceMonitor(StationId.parse('display-1'), [{ device, simulated: true }], { last: () => null }, log);
  const told: number[] = [];
  monitor.onChange(() => told.push(clock.now()));
  return { clock, keeper, monitor, lines, told };
}

test('a change is logged and told once; polls and counts are not', async () => {
  const { clock, keeper, lines, told } = setUp();
  for (let second = 0; second < 60; second += 1) {
    keeper.set(READY);
    keeper.markGood();
    keeper.count('done');
    await clock.advance(1_000);
  }
  keeper.set(GONE);
  keeper.set(GONE);
  keeper.set(READY);
  expect(lines.map((line) => (JSON.parse(line) as { state: string }).state)).toEqual(['ready', 'disconnected', 'ready']);
  expect(told).toEqual([1_000, 61_000, 61_000]);
});

test('a snapshot has since when, the last good exchange and the counters', async () => {
  const { clock, keeper, monitor } = setUp();
  keeper.set(READY);
  await clock.advance(5_000);
  keeper.markGood();
  keeper.count('done');
  keeper.count('connections');
  expect(monitor.snapshots()).toEqual([
    {
      id: 'display-1/voice', kind: 'voice', address: 'tcp://127.0.0.1:1', simulated: true, ...READY,
      since: 1_000, lastGoodAt: 6_000, counters: { done: 1, connections: 1 }, lastTest: null,
    },
  ]);
});
