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
    ['serial://usb:1A86:7523?baud=9600', { protocol: 'serial-usb', usb: { vendorId: 0x1a86, productId: 0x7523, serialNumber: null }, baudRate: 9600 }],
    ['serial://usb:0403:6001:A50285BI?baud=9600', { protocol: 'serial-usb', usb: { vendorId: 0x403, productId: 0x6001, serialNumber: 'A50285BI' }, baudRate: 9600 }],
    ['file:///dev/usb/lp0', { protocol: 'file', path: '/dev/usb/lp0' }],
    ['usb://0400:c35a', { protocol: 'usb', usb: { vendorId: 0x400, productId: 0xc35a, serialNumber: null } }],
    ['hid://0b57:8420:7', { protocol: 'hid', usb: { vendorId: 0xb57, productId: 0x8420, serialNumber: '7' } }],
    ['pcsc://*', { protocol: 'pcsc', reader: null }],
    ['pcsc://ACS%20ACR39U%2000%2000', { protocol: 'pcsc', reader: 'ACS ACR39U 00 00' }],
    ['usb+tcp://127.0.0.1:4000', { protocol: 'usb+tcp', host: '127.0.0.1', port: 4000 }],
    ['ipp://10.0.3.8/printers/a4', { protocol: 'ipp', host: '10.0.3.8', port: 631, path: '/printers/a4' }],
    ['ipp://localhost:8631/ipp/print', { protocol: 'ipp', host: 'localhost', port: 8631, path: '/ipp/print' }],
    ['page://', { protocol: 'page', usb: null }],
    ['page://1bcf:2c99', { protocol: 'page', usb: { vendorId: 0x1bcf, productId: 0x2c99, serialNumber: null } }],
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
    ['serial://usb:1a86?baud=9600', '厂商号'],
    ['toString://x', '开头'],
    ['usb://400:c35a', '厂商号'],
    ['hid://0b57', '厂商号'],
    ['file:///etc/passwd', '/dev/'],
    ['file:///dev/../etc/passwd', '/dev/'],
    ['pcsc://', 'pcsc://*'],
    ['pcsc://%', 'pcsc://*'],
    ['ipp://10.0.3.8', 'ipp://'],
    ['ipp://10.0.3.8:0/printers/a4', 'ipp://'],
    ['page://camera', '厂商号'],
  ])('refuses %p and says why', (address, part) =>
    expect(parseDeviceAddress(address)).toEqual({ ok: false, error: expect.stringContaining(part) }),
  );

  test('a kind of device may only be where its drivers can reach it', () => {
    expect(parseDeviceAddress('http://127.0.0.1:8989', ['serial', 'http']).ok).toBe(true);
    expect(parseDeviceAddress('http://127.0.0.1:8989', ['tcp', 'serial'])).toEqual({ ok: false, error: expect.stringContaining('应以 tcp://、serial:// 开头') });
    expect(parseDeviceAddress('sim:', ['serial', 'serial-usb', 'usb+tcp'])).toEqual({ ok: false, error: '设备地址“sim:”应以 serial:// 开头' });
  });
});
