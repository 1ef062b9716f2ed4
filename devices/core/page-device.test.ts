import { ManualClock } from '../../shared/basics/clock.ts';
import { createPageDevice, PAGE_OPENS_WITHIN_MS } from './page-device.ts';

const READY = { present: true, state: 'ready', advice: '' };

function setUp() {
  const clock = new ManualClock(1_000);
  const device = createPageDevice({ kind: 'voice', address: 'page://', deviceName: '广播', clock });
  const told: string[] = [];
  device.onStatus((status) => told.push(`${status.health} ${status.state}`));
  return { clock, device, told };
}

test.each([
  [READY, 'ready', ''],
  [{ present: true, state: 'sound-blocked', advice: '请在大屏上按“打开声音”' }, 'attention', '请在大屏上按“打开声音”'],
  [{ present: false, state: 'no-camera', advice: '没有找到高拍仪' }, 'disconnected', '没有找到高拍仪'],
])('a page that reports %o', (report, health, advice) => {
  const { device } = setUp();
  device.start();
  device.report(report);
  expect(device.status()).toMatchObject({ health, state: report.state, advice });
});

test('a page that never opens is told after a while, one that opens late all the same', async () => {
  const { clock, device, told } = setUp();
  device.start();
  await clock.advance(PAGE_OPENS_WITHIN_MS - 1);
  expect(device.status().health).toBe('unknown');
  await clock.advance(1);
  expect(device.status().advice).toBe('广播由本站的页面使用，页面没有打开，请打开页面');
  device.report(READY);
  expect(told).toEqual(['unknown connecting', 'disconnected no-page', 'ready ready']);
});

test('a page that comes back counts as one more connection, a repeated report does not', () => {
  const { device, told } = setUp();
  device.start();
  device.report(READY);
  device.report(READY);
  device.gone();
  device.report(READY);
  expect(told).toEqual(['unknown connecting', 'ready ready', 'disconnected no-page', 'ready ready']);
  expect(device.status()).toMatchObject({ counters: { connections: 2 }, lastGoodAt: 1_000 });
});

test('what a page says to a device that is stopped does not count', async () => {
  const { clock, device } = setUp();
  device.report(READY);
  expect(device.status().state).toBe('stopped');
  device.start();
  await device.stop();
  device.report(READY);
  device.gone();
  await clock.advance(PAGE_OPENS_WITHIN_MS);
  expect(device.status()).toMatchObject({ health: 'unknown', state: 'stopped' });
});
