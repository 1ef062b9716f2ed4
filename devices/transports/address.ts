import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { DeviceKind } from '../../shared/types/device.ts';

/**
 * Where a device is, as the configuration writes it. Serial lines are always 8 data bits, no parity, 1 stop bit.
 * `http` is a maker's service on this machine that owns the device.
 */
export type DeviceAddress =
  | { readonly protocol: 'http'; readonly host: string; readonly port: number }
  | { readonly protocol: 'tcp'; readonly host: string; readonly port: number }
  | { readonly protocol: 'serial'; readonly path: string; readonly baudRate: number };

const BAUD_RATES: readonly number[] = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200];

/**
 * Reads `tcp://host:port`, `serial://<path>?baud=<rate>` (`serial:///dev/ttyUSB0?baud=115200`, `serial://COM3?baud=9600`)
 * or, for the one kind that has such a service, `http://127.0.0.1:<port>`. Without a kind any form will do.
 * The error is a sentence that names what is wrong, for the list of mistakes in the configuration.
 */
export function parseDeviceAddress(address: string, kind: DeviceKind | null = null): Result<DeviceAddress, string> {
  if (address.startsWith('http://')) {
    if (kind !== null && kind !== 'idCardReader') return fail(`设备地址“${address}”不能用：只有身份证阅读器可以写 http:// 读卡服务`);
    return parseHttp(address);
  }
  if (address.startsWith('tcp://')) return parseTcp(address.slice('tcp://'.length));
  if (address.startsWith('serial://')) return parseSerial(address.slice('serial://'.length));
  return fail(`设备地址“${address}”应以 tcp:// 或 serial:// 开头`);
}

/** This machine only: the service sends identities in the clear and asks nobody who he is. */
function parseHttp(address: string): Result<DeviceAddress, string> {
  const match = /^http:\/\/(127\.0\.0\.1|localhost):(\d{1,5})$/.exec(address);
  const host = match?.[1];
  if (!match || host === undefined) return fail(`读卡服务地址“${address}”应写成 http://127.0.0.1:端口，只能在本机`);
  const port = Number(match[2]);
  if (port < 1 || port > 65535) return fail(`读卡服务地址“${address}”的端口应在 1 到 65535 之间`);
  return ok({ protocol: 'http', host, port });
}

function parseTcp(rest: string): Result<DeviceAddress, string> {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s/?#@:[\]]+)):(\d{1,5})$/.exec(rest);
  const host = match?.[1] ?? match?.[2];
  if (!match || host === undefined) return fail(`网络地址“tcp://${rest}”应写成 tcp://主机:端口`);
  const port = Number(match[3]);
  if (port < 1 || port > 65535) return fail(`网络地址“tcp://${rest}”的端口应在 1 到 65535 之间`);
  return ok({ protocol: 'tcp', host, port });
}

function parseSerial(rest: string): Result<DeviceAddress, string> {
  const [path = '', query, ...more] = rest.split('?');
  if (path === '' || /\s/.test(path)) return fail(`串口地址“serial://${rest}”缺少串口名，例如 serial:///dev/ttyUSB0?baud=115200`);
  const match = /^baud=(\d+)$/.exec(query ?? '');
  if (!match || more.length > 0) return fail(`串口地址“serial://${rest}”应以 ?baud=波特率 结尾，且没有别的参数`);
  const baudRate = Number(match[1]);
  if (!BAUD_RATES.includes(baudRate)) return fail(`串口地址“serial://${rest}”的波特率应为 ${BAUD_RATES.join('、')} 之一`);
  return ok({ protocol: 'serial', path, baudRate });
}
