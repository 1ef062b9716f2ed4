import { findCamera, troubleOf } from './find-camera.ts';

const DESK = { deviceId: 'a', label: 'USB Document Camera (1bcf:2c99)' };
const FACE = { deviceId: 'b', label: 'Integrated Webcam (0c45:6A14)' };
const FAKE = { deviceId: 'c', label: 'fake_device_0' };
const TWIN = { ...DESK, deviceId: 'd' };

test.each([
  ['by its USB numbers', [FACE, DESK, FAKE], { usb: '1bcf:2c99', label: null }, 'a'],
  ['by its USB numbers in capitals', [FACE, DESK], { usb: '0c45:6a14', label: null }, 'b'],
  ['by its label', [FACE, DESK, FAKE], { usb: null, label: 'fake_device_0' }, 'c'],
  ['the only one', [DESK], { usb: null, label: null }, 'a'],
  ['not there', [FACE], { usb: '1bcf:2c99', label: null }, 'absent'],
  ['none at all', [], { usb: null, label: null }, 'absent'],
  ['a part of a label is not the label', [FAKE], { usb: null, label: 'fake_device' }, 'absent'],
  ['numbers in the middle of a name are not its numbers', [{ deviceId: 'x', label: '(1bcf:2c99) hub' }], { usb: '1bcf:2c99', label: null }, 'absent'],
  ['two alike', [DESK, TWIN, FACE], { usb: '1bcf:2c99', label: null }, 'several'],
  ['not named among several', [DESK, FACE], { usb: null, label: null }, 'unnamed'],
])('%s', (_, cameras, setting, expected) => {
  const found = findCamera(cameras, setting);
  expect(found.ok ? found.value.deviceId : found.error).toBe(expected);
});

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['NotFoundError', 'absent'],
  ['OverconstrainedError', 'absent'],
  ['TypeError', 'failed'],
])('%s is %s', (name, trouble) => {
  expect(troubleOf(Object.assign(new Error('x'), { name }))).toBe(trouble);
});

test('what is no error is a failure all the same', () => expect(troubleOf('x')).toBe('failed'));
