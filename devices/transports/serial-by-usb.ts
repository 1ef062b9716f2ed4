import { SerialPort } from 'serialport';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { UsbId } from './address.ts';
import { openSerial } from './serial.ts';
import { OpeningTrouble, type Transport } from './transport.ts';

/** A serial port as the operating system lists it; ids in hexadecimal, missing for a port on the mainboard. */
export interface ListedPort {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
}

/**
 * The one port that hangs on this adapter; null when it is not plugged in. Two adapters of one model are told apart by
 * the serial number only: guessing would print one window's ticket at the other, so a sentence names both.
 */
export function choosePort(ports: readonly ListedPort[], usb: UsbId): Result<string | null, string> {
  const fitting = ports.filter((port) => hangsOn(port, usb));
  const [first, ...others] = fitting;
  if (first === undefined) return ok(null);
  if (others.length === 0) return ok(first.path);
  const seen = fitting.map(({ path, serialNumber }) => `${path}（${serialNumber === undefined ? '无序列号' : `序列号 ${serialNumber}`}）`);
  return fail(`USB 串口 ${usbName(usb)} 有 ${fitting.length} 个：${seen.join('、')}，请在设备地址里写明序列号`);
}

function hangsOn(port: ListedPort, { vendorId, productId, serialNumber }: UsbId): boolean {
  const isModel = isSameId(port.vendorId, vendorId) && isSameId(port.productId, productId);
  return isModel && (serialNumber === null || port.serialNumber === serialNumber);
}

/** Systems list ids with and without leading zeros, in either case. */
function isSameId(listed: string | undefined, wanted: number): boolean {
  return listed !== undefined && Number.parseInt(listed, 16) === wanted;
}

function usbName({ vendorId, productId, serialNumber }: UsbId): string {
  const hex = (id: number): string => id.toString(16).padStart(4, '0');
  return `${hex(vendorId)}:${hex(productId)}${serialNumber === null ? '' : `:${serialNumber}`}`;
}

/**
 * Opens the serial line of a USB adapter under whatever name it has at this moment: a plug that was pulled and put
 * back may come as another port. Rejects with `OpeningTrouble` when several fit.
 */
export async function openSerialByUsb(
  usb: UsbId,
  baudRate: number,
  signal: AbortSignal,
  list: () => Promise<readonly ListedPort[]> = () => SerialPort.list(),
  open: (path: string, baudRate: number, signal: AbortSignal) => Promise<Transport> = openSerial,
): Promise<Transport> {
  const chosen = choosePort(await list(), usb);
  if (!chosen.ok) throw new OpeningTrouble(chosen.error);
  if (chosen.value === null) throw new Error(`no serial port on ${usbName(usb)}`);
  return open(chosen.value, baudRate, signal);
}
