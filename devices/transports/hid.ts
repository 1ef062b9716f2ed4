import { devicesAsync, HIDAsync } from 'node-hid';
import { parseDeviceAddress, type UsbId } from './address.ts';
import { packetTunnel } from './packet-tunnel.ts';
import type { PacketPipe, PacketPipeFactory } from './packets.ts';
import { createPipeEvents } from './pipe-events.ts';
import type { TransportFactory } from './transport.ts';

/**
 * The channels of a HID pipe: the report types of the USB HID class (1.11, 7.2.1). A packet is one report.
 * What is sent begins with the report's number, 0 where the device has only one; what arrives begins with it only
 * where the device numbers its reports.
 */
export const HID_REPORT = { input: 1, output: 2, feature: 3 } as const;

/** What a collection of a device is for, as in the USB HID usage tables. */
export interface HidUsage {
  readonly page: number;
  readonly id: number;
}

interface HidListing {
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(report: number[]): Promise<number>;
  sendFeatureReport(report: number[]): Promise<number>;
  close(): Promise<void>;
}

/** The part of node-hid that is used. */
export interface HidLibrary {
  list(vendorId: number, productId: number): Promise<readonly HidListing[]>;
  open(path: string): Promise<HidHandle>;
}

const NODE_HID: HidLibrary = { list: devicesAsync, open: (path) => HIDAsync.open(path) };

/**
 * The reports of the HID device at `hid://vvvv:pppp` or, for a simulator, at `hid+tcp://host:port`.
 * `usages` pick the collection of a device that has several; without them it is the first one.
 * The address has passed `parseDeviceAddress`; a wrong one, or one of another kind, throws.
 */
export function openHid(address: string, usages: readonly HidUsage[] = [], library: HidLibrary = NODE_HID): PacketPipeFactory {
  const parsed = parseDeviceAddress(address, ['hid', 'hid+tcp']);
  if (!parsed.ok) throw new Error(parsed.error);
  const place = parsed.value;
  if (place.protocol === 'hid+tcp') return packetTunnel(address, place);
  if (place.protocol !== 'hid') throw new Error(`no HID device: ${address}`);
  return { address, open: (signal) => openDevice(library, place.usb, usages, signal) };
}

/** A HID device as a pipe of bytes whose chunks are reports: input reports arrive, what is written leaves as `sendAs`. */
export function reportTransport(factory: PacketPipeFactory, sendAs: number): TransportFactory {
  return {
    address: factory.address,
    async open(signal) {
      const pipe = await factory.open(signal);
      return {
        write: (report) => pipe.send(sendAs, report),
        onData: (listener) =>
          pipe.onPacket((channel, report) => {
            if (channel === HID_REPORT.input) listener(report);
          }),
        onClose: pipe.onClose,
        close: pipe.close,
      };
    },
  };
}

async function openDevice(library: HidLibrary, usb: UsbId, usages: readonly HidUsage[], signal: AbortSignal): Promise<PacketPipe> {
  const listed = await library.list(usb.vendorId, usb.productId);
  const found = listed.find((device) => isWanted(device, usb, usages));
  if (found?.path === undefined) throw new Error('no such HID device is plugged in');
  const handle = await library.open(found.path);
  const pipe = handlePipe(handle);
  if (!signal.aborted) return pipe;
  await pipe.close();
  throw new Error('opening was given up');
}

function isWanted(device: HidListing, usb: UsbId, usages: readonly HidUsage[]): boolean {
  const isThisOne = usb.serialNumber === null || device.serialNumber === usb.serialNumber;
  return isThisOne && (usages.length === 0 || usages.some(({ page, id }) => device.usagePage === page && device.usage === id));
}

function handlePipe(handle: HidHandle): PacketPipe {
  const listeners = new Set<(channel: number, bytes: Uint8Array) => void>();
  const events = createPipeEvents();
  let closing: Promise<void> | null = null;

  function close(reason: string): Promise<void> {
    // A device that was pulled out cannot be closed any more; nothing is left to do then.
    closing ??= handle.close().catch(() => undefined);
    events.closed(reason);
    return closing;
  }

  handle.on('error', (error) => void close(error.message));
  handle.on('data', (report) => {
    for (const listener of [...listeners]) listener(HID_REPORT.input, Uint8Array.from(report));
  });

  return {
    async send(channel, bytes) {
      if (closing !== null) throw new Error('the HID device is not open');
      if (channel === HID_REPORT.feature) await handle.sendFeatureReport([...bytes]);
      else await handle.write([...bytes]);
    },
    onPacket(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClose: events.onClose,
    close: () => close('closed by us'),
  };
}
