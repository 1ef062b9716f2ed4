import { parseDeviceAddress } from './address.ts';

describe('parseDeviceAddress', () => {
  test.each([
    ['tcp://10.0.3.7:9100', { protocol: 'tcp', host: '10.0.3.7', port: 9100 }],
    ['tcp://printer-1.hall:65535', { protocol: 'tcp', host: 'printer-1.hall', port: 65535 }],
    ['tcp://[fe80::1]:9100', { protocol: 'tcp', host: 'fe80::1', port: 9100 }],
    ['serial:///dev/ttyUSB0?baud=115200', { protocol: 'serial', path: '/dev/ttyUSB0', baudRate: 115200 }],
    ['http://127.0.0.1:8989', { protocol: 'http', host: '127.0.0.1', port: 8989 }],
    ['http://localhost:8989', { protocol: 'http', host: 'localhost', port: 8989 }],
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
    ['http://127.0.0.1', 'http://127.0.0.1:端口'],
    ['http://127.0.0.1:8989/', 'http://127.0.0.1:端口'],
    ['http://127.0.0.1:8989/api', 'http://127.0.0.1:端口'],
    ['http://10.0.3.7:8989', '只能在本机'],
    ['http://127.0.0.1:0', '1 到 65535'],
    ['https://127.0.0.1:9199', '开头'],
    ['serial://?baud=9600', '串口名'],
    ['serial:///dev/ttyS0', 'baud'],
    ['serial:///dev/ttyS0?baud=', 'baud'],
    ['serial:///dev/ttyS0?baud=9600&parity=even', 'baud'],
    ['serial:///dev/ttyS0?baud=9600?baud=9600', 'baud'],
    ['serial:///dev/ttyS0?baud=9601', '波特率'],
  ])('refuses %p and says why', (address, part) =>
    expect(parseDeviceAddress(address)).toEqual({ ok: false, error: expect.stringContaining(part) }),
  );

  test('a service is where an identity card reader may be, and no other device', () => {
    expect(parseDeviceAddress('http://127.0.0.1:8989', 'idCardReader').ok).toBe(true);
    expect(parseDeviceAddress('http://127.0.0.1:8989', 'ticketPrinter')).toEqual({ ok: false, error: expect.stringContaining('只有身份证阅读器') });
    expect(parseDeviceAddress('tcp://127.0.0.1:8989', 'ticketPrinter').ok).toBe(true);
  });
});
