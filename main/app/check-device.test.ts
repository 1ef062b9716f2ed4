import type { DeviceConfig } from '../../shared/types/hall.ts';
import { checkDevice } from './check-device.ts';

const said = (kind: Parameters<typeof checkDevice>[0], address: string, options: DeviceConfig['options']) => checkDevice(kind, { address, options, simulated: false });

test('what a driver refuses is told in Chinese, with its place', () => {
  expect(said('locker', 'serial:///dev/ttyUSB2?baud=9600', { closedReads: 3, colour: 1 })).toEqual([
    { path: 'options.closedReads', message: '无效输入' },
    { path: 'options', message: '出现未知的键(key): "colour"' },
  ]);
});

test('a wrong protocol is told with those there are', () => {
  expect(said('callDisplay', 'tcp://10.0.3.21:5005', { protocol: 'onbonn' })).toEqual([{ path: 'options.protocol', message: '应是 onbon、lumen、digits 之一' }]);
});
