import { ManualClock } from '../../shared/basics/clock.ts';
import { parseDeviceAddress } from '../transports/address.ts';
import { createDocumentCamera, documentCameraOptionsAt } from './device.ts';

const clock = new ManualClock(1_000_000);

test.each([
  ['page://1BCF:2C99', {}, { usb: '1bcf:2c99', label: null, width: 1_920, height: 1_080, rotate: 0, quality: 0.85 }],
  ['page://', { label: '高拍仪 A3', rotate: 90 }, { usb: null, label: '高拍仪 A3', width: 1_920, height: 1_080, rotate: 90, quality: 0.85 }],
  ['page://0c45:0001', { width: 3_264, height: 2_448, quality: 0.7 }, { usb: '0c45:0001', label: null, width: 3_264, height: 2_448, rotate: 0, quality: 0.7 }],
] as const)('%s %j', (address, options, setting) => {
  expect(createDocumentCamera({ address, clock, options }).setting).toEqual(setting);
});

test.each([
  ['page://1bcf:2c99', { rotate: 45 }],
  ['page://1bcf:2c99', { quality: 2 }],
  ['page://1bcf:2c99', { deviceId: 'x' }],
  // No browser tells the serial number, so two of a kind could not be told apart by it.
  ['page://1bcf:2c99:A1', {}],
])('%s %j is a mistake', (address, options) => {
  const place = parseDeviceAddress(address, ['page']);
  expect(place.ok && documentCameraOptionsAt(place.value).safeParse(options).success).toBe(false);
});

test('it is what the page says it is', () => {
  const camera = createDocumentCamera({ address: 'page://1bcf:2c99', clock, options: {} });
  camera.start();
  camera.report({ present: false, state: 'absent', advice: '没有找到高拍仪' });
  expect(camera.status()).toMatchObject({ health: 'disconnected', advice: '没有找到高拍仪' });
  camera.report({ present: true, state: 'ready', advice: '' });
  expect(camera.status().health).toBe('ready');
});
