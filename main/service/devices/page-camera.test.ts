import { createDocumentCamera } from '../../../devices/document-camera/device.ts';
import { ManualClock } from '../../../shared/basics/clock.ts';
import { createLogLines } from '../../../test/helpers/log-lines.ts';
import { createPageCamera, PAGE_BACK_WITHIN_MS } from './page-camera.ts';

const READY = { present: true, state: 'ready', advice: '' };

function setUp() {
  const clock = new ManualClock(1_000_000);
  const device = createDocumentCamera({ address: 'page://1bcf:2c99', clock, options: { rotate: 90 } });
  device.start();
  return { clock, device, camera: createPageCamera(device, clock, createLogLines().log) };
}

test('what a page sees is the state of the device', () => {
  const { device, camera } = setUp();
  expect(camera.setting).toMatchObject({ usb: '1bcf:2c99', rotate: 90 });
  camera.report({ present: false, state: 'in-use', advice: '高拍仪正被其他程序使用' });
  expect(device.status()).toMatchObject({ health: 'disconnected', state: 'in-use', advice: '高拍仪正被其他程序使用' });
});

test('a page that loads anew is not missed, the last one that closes is', async () => {
  const { clock, device, camera } = setUp();
  const [first, second] = [new AbortController(), new AbortController()];
  camera.opened(first.signal);
  camera.report(READY);
  first.abort();
  await clock.advance(PAGE_BACK_WITHIN_MS - 1);
  camera.opened(second.signal);
  await clock.advance(60_000);
  expect(device.status().health).toBe('ready');
  second.abort();
  await clock.advance(PAGE_BACK_WITHIN_MS);
  expect(device.status()).toMatchObject({ health: 'disconnected', state: 'no-page' });
});

test('one of two pages that closes changes nothing', async () => {
  const { clock, device, camera } = setUp();
  const [first, second] = [new AbortController(), new AbortController()];
  camera.opened(first.signal);
  camera.opened(second.signal);
  camera.report(READY);
  first.abort();
  await clock.advance(60_000);
  expect(device.status().health).toBe('ready');
});

test('a station without a camera is told nothing and says so', () => {
  const camera = createPageCamera(null, new ManualClock(0), createLogLines().log);
  expect(camera.setting).toBeNull();
  expect(camera.report(READY)).toEqual({ ok: true, value: {} });
});
