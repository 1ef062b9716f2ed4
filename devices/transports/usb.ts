import { parseDeviceAddress, type UsbId } from './address.ts';
import { packetTunnel } from './packet-tunnel.ts';
import type { PacketPipe, PacketPipeFactory } from './packets.ts';
import { createPipeEvents } from './pipe-events.ts';
import { OpeningTrouble } from './transport.ts';

/** How long one look for arriving bytes lasts before the next is begun, in milliseconds. */
const READ_WAIT_MS = 1_000;
const WRITE_LIMIT_MS = 1_000;
/** More than any answer, and a multiple of every packet size: a shorter packet ends the transfer. */
const READ_LENGTH = 4_096;
/** The bit that tells IN endpoints from OUT endpoints in their addresses (USB 2.0, 9.6.6). */
const IN = 0x80;

/** The part of an opened device that is used; the `usb` package's devices have it. */
export interface UsbHandle {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
  readonly configuration: {
    readonly interfaces: readonly {
      readonly interfaceNumber: number;
      readonly alternate: { readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: 'in' | 'out' }[] };
    }[];
  } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  /** Null when the device stalls; rejects with “cancelled” in it after `timeout` ms without bytes. */
  nativeTransferIn(endpointNumber: number, timeout: number, length: number): Promise<Uint8Array | null>;
  nativeTransferOut(endpointNumber: number, timeout: number, data: Uint8Array): Promise<number>;
}

/** The part of the `usb` package that is used. */
export interface UsbLibrary {
  list(): Promise<readonly UsbHandle[]>;
}

/** Loaded when a USB device is opened for the first time: a station without one does not need it. */
const NODE_USB: UsbLibrary = { list: async () => (await import('usb')).usb.getDevices() };

/**
 * The bulk endpoints of the USB device at `usb://vvvv:pppp` or, for a simulator, at `usb+tcp://host:port`. A channel is
 * an endpoint's address: 02 and 06 are written to, 81 and 85 are read. `endpoints` are all that the driver uses.
 * Rejects with `OpeningTrouble` when several devices fit, or when the one that fits may not be opened.
 * The address has passed `parseDeviceAddress`; a wrong one, or one of another kind, throws.
 */
export function openUsb(address: string, endpoints: readonly number[], library: UsbLibrary = NODE_USB): PacketPipeFactory {
  const parsed = parseDeviceAddress(address, ['usb', 'usb+tcp']);
  if (!parsed.ok) throw new Error(parsed.error);
  const place = parsed.value;
  if (place.protocol === 'usb+tcp') return packetTunnel(address, place);
  if (place.protocol !== 'usb') throw new Error(`no USB device: ${address}`);
  return { address, open: (signal) => openDevice(library, place.usb, endpoints, signal) };
}

async function openDevice(library: UsbLibrary, id: UsbId, endpoints: readonly number[], signal: AbortSignal): Promise<PacketPipe> {
  const handle = chosen(await library.list(), id);
  try {
    await handle.open();
    await handle.claimInterface(interfaceWith(handle, endpoints));
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw new OpeningTrouble(`USB 设备已插好但打不开（${messageOf(error)}），请检查驱动（Windows 用 WinUSB）或访问权限（Linux 用 udev 规则），并关闭其他占用它的程序`);
  }
  const pipe = handlePipe(handle, endpoints.filter((endpoint) => (endpoint & IN) !== 0));
  if (!signal.aborted) return pipe;
  await pipe.close();
  throw new Error('opening was given up');
}

/** The only device that fits: one chosen by guessing might be another window's. */
function chosen(listed: readonly UsbHandle[], id: UsbId): UsbHandle {
  const fitting = listed.filter(({ vendorId, productId, serialNumber }) =>
    vendorId === id.vendorId && productId === id.productId && (id.serialNumber === null || serialNumber === id.serialNumber));
  const [first, ...others] = fitting;
  if (first === undefined) throw new Error('no such USB device is plugged in');
  if (others.length === 0) return first;
  const serials = fitting.map(({ serialNumber }) => serialNumber ?? '无序列号').join('、');
  throw new OpeningTrouble(`同型号的 USB 设备有 ${fitting.length} 台（${serials}），请在设备地址里写明序列号`);
}

/** Throws when no interface of the device has all the endpoints: it is another model. */
function interfaceWith(handle: UsbHandle, endpoints: readonly number[]): number {
  const found = handle.configuration?.interfaces.find(({ alternate }) =>
    endpoints.every((wanted) => alternate.endpoints.some(({ endpointNumber, direction }) =>
      endpointNumber === (wanted & ~IN) && direction === ((wanted & IN) === 0 ? 'out' : 'in'))));
  if (found === undefined) throw new Error('the endpoints of the reader are missing');
  return found.interfaceNumber;
}

function handlePipe(handle: UsbHandle, inEndpoints: readonly number[]): PacketPipe {
  const listeners = new Set<(channel: number, bytes: Uint8Array) => void>();
  const events = createPipeEvents();
  let closing: Promise<void> | null = null;

  function close(reason: string): Promise<void> {
    // A device that was pulled out cannot be closed any more; nothing is left to do then.
    closing ??= handle.close().catch(() => undefined);
    events.closed(reason);
    return closing;
  }

  /** Bytes of this endpoint, as long as the device is there; a look that ends without any is followed by the next. */
  async function readOn(endpoint: number): Promise<void> {
    while (closing === null) {
      try {
        const bytes = await handle.nativeTransferIn(endpoint & ~IN, READ_WAIT_MS, READ_LENGTH);
        if (bytes === null) throw new Error('the endpoint stalled');
        for (const listener of [...listeners]) listener(endpoint, bytes);
      } catch (error) {
        if (!isNothingCame(error)) void close(messageOf(error));
      }
    }
  }

  for (const endpoint of inEndpoints) void readOn(endpoint);
  return {
    async send(channel, bytes) {
      if (closing !== null) throw new Error('the USB device is not open');
      const written = await handle.nativeTransferOut(channel, WRITE_LIMIT_MS, bytes);
      if (written !== bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes were taken`);
    },
    onPacket(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClose: events.onClose,
    close: () => close('closed by us'),
  };
}

/** The library ends a look that found nothing with “transfer was cancelled”. */
function isNothingCame(error: unknown): boolean {
  return messageOf(error).includes('cancelled');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
