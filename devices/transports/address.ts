import { fail, ok, type Result } from '../../shared/basics/result.ts';

/** A USB device by vendor and product, and by its serial number where two of a kind may be plugged in. */
export interface UsbId {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
}

/**
 * Where a device is, as the configuration writes it. Serial lines are always 8 data bits, no parity, 1 stop bit.
 * The `…+tcp` forms carry the packets of a USB, HID or smart card device over a socket: only simulators have them.
 */
export type DeviceAddress =
  /** A byte pipe over the network: printers, LED cards, serial servers. */
  | { readonly protocol: 'tcp'; readonly host: string; readonly port: number }
  | { readonly protocol: 'serial'; readonly path: string; readonly baudRate: number }
  /** A serial line found by the adapter it hangs on: its name changes when it is plugged in elsewhere. */
  | { readonly protocol: 'serial-usb'; readonly usb: UsbId; readonly baudRate: number }
  /** A device file that takes bytes, such as a USB printer's. */
  | { readonly protocol: 'file'; readonly path: string }
  /** A maker's service on this machine that owns the device. */
  | { readonly protocol: 'http'; readonly host: string; readonly port: number }
  | { readonly protocol: 'usb'; readonly usb: UsbId }
  | { readonly protocol: 'hid'; readonly usb: UsbId }
  /** A smart card reader by its name; null: the only one there is. */
  | { readonly protocol: 'pcsc'; readonly reader: string | null }
  | { readonly protocol: 'usb+tcp' | 'hid+tcp' | 'pcsc+tcp'; readonly host: string; readonly port: number }
  /** A print queue. */
  | { readonly protocol: 'ipp'; readonly host: string; readonly port: number; readonly path: string }
  /** Driven by the station's own page in the browser: loudspeakers, cameras, a pen on the screen. */
  | { readonly protocol: 'page'; readonly usb: UsbId | null };

export type AddressProtocol = DeviceAddress['protocol'];

const BAUD_RATES: readonly number[] = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200];

type Reader = (rest: string, whole: string) => Result<DeviceAddress, string>;

const READERS: Readonly<Record<string, Reader>> = {
  'tcp': (rest, whole) => parseSocket('tcp', rest, whole),
  'serial': parseSerial,
  'file': parseFile,
  'http': parseHttp,
  'usb': (rest, whole) => parseUsbAddress('usb', rest, whole),
  'hid': (rest, whole) => parseUsbAddress('hid', rest, whole),
  'pcsc': parsePcsc,
  'usb+tcp': (rest, whole) => parseSocket('usb+tcp', rest, whole),
  'hid+tcp': (rest, whole) => parseSocket('hid+tcp', rest, whole),
  'pcsc+tcp': (rest, whole) => parseSocket('pcsc+tcp', rest, whole),
  'ipp': parseIpp,
  'page': parsePage,
};

/**
 * Reads an address: `tcp://host:port`, `serial:///dev/ttyUSB0?baud=115200`, `serial://COM3?baud=9600`,
 * `serial://usb:1a86:7523?baud=9600`, `file:///dev/usb/lp0`, `http://127.0.0.1:8989`, `usb://0400:c35a`,
 * `hid://0b57:8420`, `pcsc://*`, `ipp://host:631/printers/a4`, `page://` and, for simulators, `usb+tcp://host:port`.
 * `allowed` are the protocols the kind of device knows; without it any will do.
 * The error is a sentence that names what is wrong, for the list of mistakes in the configuration.
 */
export function parseDeviceAddress(address: string, allowed: readonly AddressProtocol[] | null = null): Result<DeviceAddress, string> {
  const [, scheme = '', rest = ''] = /^([a-z+]+):\/\/(.*)$/.exec(address) ?? [];
  const read = Object.hasOwn(READERS, scheme) ? READERS[scheme] : undefined;
  if (read === undefined) return fail(`设备地址“${address}”应以 ${beginnings(allowed ?? ['tcp', 'serial'])} 开头`);
  const parsed = read(rest, address);
  if (!parsed.ok || allowed === null || allowed.includes(parsed.value.protocol)) return parsed;
  return fail(`设备地址“${address}”不能用于这种设备，应以 ${beginnings(allowed)} 开头`);
}

function beginnings(protocols: readonly AddressProtocol[]): string {
  const own = protocols.filter((protocol) => !protocol.endsWith('+tcp'));
  return [...new Set(own.map((protocol) => (protocol === 'serial-usb' ? 'serial://' : `${protocol}://`)))].join('、');
}

function parsePort(text: string): number | null {
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : null;
}

/** This machine only: the service sends identities in the clear and asks nobody who he is. */
function parseHttp(rest: string, whole: string): Result<DeviceAddress, string> {
  const match = /^(127\.0\.0\.1|localhost):(\d{1,5})$/.exec(rest);
  const host = match?.[1];
  if (!match || host === undefined) return fail(`读卡服务地址“${whole}”应写成 http://127.0.0.1:端口，只能在本机`);
  const port = parsePort(match[2] ?? '');
  return port === null ? fail(`读卡服务地址“${whole}”的端口应在 1 到 65535 之间`) : ok({ protocol: 'http', host, port });
}

function parseSocket(protocol: 'tcp' | 'usb+tcp' | 'hid+tcp' | 'pcsc+tcp', rest: string, whole: string): Result<DeviceAddress, string> {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s/?#@:[\]]+)):(\d{1,5})$/.exec(rest);
  const host = match?.[1] ?? match?.[2];
  if (!match || host === undefined) return fail(`网络地址“${whole}”应写成 ${protocol}://主机:端口`);
  const port = parsePort(match[3] ?? '');
  return port === null ? fail(`网络地址“${whole}”的端口应在 1 到 65535 之间`) : ok({ protocol, host, port });
}

function parseSerial(rest: string, whole: string): Result<DeviceAddress, string> {
  const [path = '', query, ...more] = rest.split('?');
  if (path === '' || /\s/.test(path)) return fail(`串口地址“${whole}”缺少串口名，例如 serial:///dev/ttyUSB0?baud=115200`);
  const match = /^baud=(\d+)$/.exec(query ?? '');
  if (!match || more.length > 0) return fail(`串口地址“${whole}”应以 ?baud=波特率 结尾，且没有别的参数`);
  const baudRate = Number(match[1]);
  if (!BAUD_RATES.includes(baudRate)) return fail(`串口地址“${whole}”的波特率应为 ${BAUD_RATES.join('、')} 之一`);
  if (!path.startsWith('usb:')) return ok({ protocol: 'serial', path, baudRate });
  const usb = parseUsbId(path.slice('usb:'.length));
  return usb === null ? fail(usbMistake(whole, 'serial://usb:1a86:7523?baud=9600')) : ok({ protocol: 'serial-usb', usb, baudRate });
}

function parseUsbAddress(protocol: 'usb' | 'hid', rest: string, whole: string): Result<DeviceAddress, string> {
  const usb = parseUsbId(rest);
  return usb === null ? fail(usbMistake(whole, `${protocol}://0400:c35a`)) : ok({ protocol, usb });
}

/** `vvvv:pppp` or `vvvv:pppp:serial`, the first two hexadecimal as every listing of USB devices shows them. */
function parseUsbId(text: string): UsbId | null {
  const match = /^([0-9a-f]{4}):([0-9a-f]{4})(?::([\x21-\x7e]{1,126}))?$/i.exec(text);
  if (!match) return null;
  return { vendorId: Number.parseInt(match[1] ?? '', 16), productId: Number.parseInt(match[2] ?? '', 16), serialNumber: match[3] ?? null };
}

function usbMistake(whole: string, example: string): string {
  return `USB 设备地址“${whole}”应写明厂商号和产品号，例如 ${example}，有两台同型号时再加 :序列号`;
}

function parseFile(rest: string, whole: string): Result<DeviceAddress, string> {
  const isDevice = /^\/dev\/[\w./-]+$/.test(rest) && !rest.includes('..');
  return isDevice ? ok({ protocol: 'file', path: rest }) : fail(`设备文件地址“${whole}”应写成 file:///dev/…，例如 file:///dev/usb/lp0`);
}

function parsePcsc(rest: string, whole: string): Result<DeviceAddress, string> {
  if (rest === '*') return ok({ protocol: 'pcsc', reader: null });
  try {
    const reader = decodeURIComponent(rest);
    if (reader !== '') return ok({ protocol: 'pcsc', reader });
  } catch {
    // The sentence below names what is expected.
  }
  return fail(`智能卡读卡器地址“${whole}”应写成 pcsc://*（只有一台时）或 pcsc://读卡器名称`);
}

function parseIpp(rest: string, whole: string): Result<DeviceAddress, string> {
  const match = /^([^\s/?#@:[\]]+)(?::(\d{1,5}))?(\/[\w./%-]+)$/.exec(rest);
  const host = match?.[1];
  const path = match?.[3];
  const port = parsePort(match?.[2] ?? '631');
  if (host === undefined || path === undefined || port === null) return fail(`打印队列地址“${whole}”应写成 ipp://主机:631/printers/队列名`);
  return ok({ protocol: 'ipp', host, port, path });
}

function parsePage(rest: string, whole: string): Result<DeviceAddress, string> {
  if (rest === '') return ok({ protocol: 'page', usb: null });
  const usb = parseUsbId(rest);
  return usb === null ? fail(usbMistake(whole, 'page://1bcf:2c99')) : ok({ protocol: 'page', usb });
}
