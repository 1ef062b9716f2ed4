import type { UsbId } from './address.ts';
import { memoryPair } from './memory.ts';
import { choosePort, openSerialByUsb, type ListedPort } from './serial-by-usb.ts';
import { OpeningTrouble } from './transport.ts';

const CH340: UsbId = { vendorId: 0x1a86, productId: 0x7523, serialNumber: null };
const PRINTER: ListedPort = { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523', serialNumber: 'P1' };
const PAD: ListedPort = { path: '/dev/ttyUSB1', vendorId: '1A86', productId: '7523', serialNumber: 'P2' };
const NAMELESS: ListedPort = { path: 'COM7', vendorId: '1A86', productId: '7523' };
const ON_BOARD: ListedPort = { path: '/dev/ttyS0' };
const OTHER: ListedPort = { path: '/dev/ttyUSB9', vendorId: '0403', productId: '6001', serialNumber: 'P1' };

test.each([
  ['the one that fits', [ON_BOARD, OTHER, PRINTER], CH340, '/dev/ttyUSB0'],
  ['ids in either case', [PAD], CH340, '/dev/ttyUSB1'],
  ['a zero in front that some systems leave out', [{ path: 'COM3', vendorId: '403', productId: '6001' }], { ...CH340, vendorId: 0x0403, productId: 0x6001 }, 'COM3'],
  ['of two the one with the serial number', [PRINTER, PAD], { ...CH340, serialNumber: 'P2' }, '/dev/ttyUSB1'],
  ['no port of another serial number', [PRINTER], { ...CH340, serialNumber: 'P2' }, null],
  ['no port without ids', [ON_BOARD], CH340, null],
  ['nothing plugged in', [], CH340, null],
] as const)('%s', (_what, ports, usb, path) => {
  expect(choosePort(ports, usb)).toEqual({ ok: true, value: path });
});

test('two of one model and no serial number: the sentence names both and what to do', () => {
  expect(choosePort([PRINTER, NAMELESS], CH340)).toEqual({
    ok: false,
    error: 'USB 串口 1a86:7523 有 2 个：/dev/ttyUSB0（序列号 P1）、COM7（无序列号），请在设备地址里写明序列号',
  });
});

test('each opening looks anew, so a plug put back under another name is found', async () => {
  const opened: string[] = [];
  let listed: ListedPort[] = [PRINTER];
  const open = () => openSerialByUsb(CH340, 9600, new AbortController().signal, () => Promise.resolve(listed), (path) => {
    opened.push(path);
    return Promise.resolve(memoryPair().near);
  });
  await open();
  listed = [];
  await expect(open()).rejects.toThrow('no serial port on 1a86:7523');
  listed = [{ ...PRINTER, path: '/dev/ttyUSB4' }];
  await open();
  expect(opened).toEqual(['/dev/ttyUSB0', '/dev/ttyUSB4']);
  listed = [PRINTER, PAD];
  await expect(open()).rejects.toBeInstanceOf(OpeningTrouble);
});
