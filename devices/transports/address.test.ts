import { parseDeviceAddress } from './address.ts';

describe('parseDeviceAddress', () => {
  test.each([
    ['tcp://10.0.3.7:9100', { protocol: 'tcp', host: '10.0.3.7', port: 9100 }],
    ['tcp://printer-1.hall:65535', { protocol: 'tcp', host: 'printer-1.hall', port: 65535 }],
    ['tcp://[fe80::1]:9100', { protocol: 'tcp', host: 'fe80::1', port: 9100 }],
    ['serial:///dev/ttyUSB0?baud=115200', { protocol: 'serial', path: '/dev/ttyUSB0', baudRate: 115200 }],
    ['serial://COM3?baud=9600', { protocol: 'serial', path: 'COM3', baudRate: 9600 }],
  ])('reads %s', (address, value) => expect(parseDeviceAddress(address)).toEqual({ ok: true, value }));

  test.each([
    ['', '开头'],
    ['sim:', '开头'],
    ['TCP://a:1', '开头'],
    ['tcp://10.0.3.7', '主机:端口'],
    ['tcp://:9100', '主机:端口'],
    ['tcp://a b:9100', '主机:端口'],
    ['tcp://user@host:9100', '主机:端口'],
    ['tcp://host:9100/path', '主机:端口'],
    ['tcp://host:0', '1 到 65535'],
    ['tcp://host:65536', '1 到 65535'],
    ['serial://?baud=9600', '串口名'],
    ['serial:///dev/ttyS0', 'baud'],
    ['serial:///dev/ttyS0?baud=', 'baud'],
    ['serial:///dev/ttyS0?baud=9600&parity=even', 'baud'],
    ['serial:///dev/ttyS0?baud=9600?baud=9600', 'baud'],
    ['serial:///dev/ttyS0?baud=9601', '波特率'],
  ])('refuses %p and says why', (address, part) =>
    expect(parseDeviceAddress(address)).toEqual({ ok: false, error: expect.stringContaining(part) }),
  );
});
