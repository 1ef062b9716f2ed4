import type { PacketPipe } from './packets.ts';
import { OpeningTrouble } from './transport.ts';
import { openUsb, type UsbHandle, type UsbLibrary } from './usb.ts';

const NEVER = new AbortController().signal;
const ENDPOINTS = [0x02, 0x06, 0x81, 0x85];
const ADDRESS = 'usb://0400:c35a';

type Look = PromiseWithResolvers<Uint8Array | null>;

/** Stands in for a device: a test answers the looks at its IN endpoints and sees what is written. */
class StandInDevice implements UsbHandle {
  readonly vendorId = 0x0400;
  readonly productId = 0xc35a;
  readonly serialNumber: string | null;
  readonly configuration = {
    interfaces: [
      { interfaceNumber: 0, alternate: { endpoints: [{ endpointNumber: 3, direction: 'in' as const }] } },
      {
        interfaceNumber: 1,
        alternate: {
          endpoints: [
            { endpointNumber: 2, direction: 'out' as const },
            { endpointNumber: 6, direction: 'out' as const },
            { endpointNumber: 1, direction: 'in' as const },
            { endpointNumber: 5, direction: 'in' as const },
          ],
        },
      },
    ],
  };
  readonly calls: string[] = [];
  readonly looks = new Map<number, Look>();
  openFails: Error | null = null;
  takes = Number.POSITIVE_INFINITY;

  constructor(serialNumber: string | null = null) {
    this.serialNumber = serialNumber;
  }

  async open(): Promise<void> {
    this.calls.push('open');
    if (this.openFails !== null) throw this.openFails;
  }

  async close(): Promise<void> {
    this.calls.push('close');
    throw new Error('already gone');
  }

  async claimInterface(interfaceNumber: number): Promise<void> {
    this.calls.push(`claim ${interfaceNumber}`);
  }

  nativeTransferIn(endpointNumber: number): Promise<Uint8Array | null> {
    if (this.looks.has(endpointNumber)) throw new Error('a transfer is already pending');
    const look: Look = Promise.withResolvers();
    this.looks.set(endpointNumber, look);
    return look.promise;
  }

  async nativeTransferOut(endpointNumber: number, _timeout: number, data: Uint8Array): Promise<number> {
    this.calls.push(`out ${endpointNumber} ${[...data].join(' ')}`);
    return Math.min(data.length, this.takes);
  }

  /** Ends the look at this endpoint. */
  async end(endpointNumber: number, how: Uint8Array | Error | null): Promise<void> {
    const look = this.looks.get(endpointNumber);
    this.looks.delete(endpointNumber);
    if (how instanceof Error) look?.reject(how);
    else look?.resolve(how);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function libraryOf(...devices: readonly UsbHandle[]): UsbLibrary {
  return { list: async () => devices };
}

async function opened() {
  const device = new StandInDevice();
  const pipe = await openUsb(ADDRESS, ENDPOINTS, libraryOf(device)).open(NEVER);
  const packets: string[] = [];
  const reasons: string[] = [];
  pipe.onPacket((channel, bytes) => packets.push(`${channel.toString(16)}: ${[...bytes].join(' ')}`));
  pipe.onClose((reason) => reasons.push(reason));
  return { device, pipe, packets, reasons };
}

async function failureOf(opening: Promise<PacketPipe>): Promise<unknown> {
  return opening.then(() => 'opened', (error: unknown) => error);
}

test('claims the interface that has the endpoints and reads from both IN endpoints at once', async () => {
  const { device, packets } = await opened();
  expect(device.calls).toEqual(['open', 'claim 1']);
  expect([...device.looks.keys()]).toEqual([1, 5]);
  await device.end(5, Uint8Array.of(5, 5));
  await device.end(1, Uint8Array.of(1));
  await device.end(1, Uint8Array.of(2));
  expect(packets).toEqual(['85: 5 5', '81: 1', '81: 2']);
});

test('writes each packet to its endpoint and tells when not all of it was taken', async () => {
  const { device, pipe } = await opened();
  await pipe.send(0x02, Uint8Array.of(1, 2));
  await pipe.send(0x06, Uint8Array.of(3));
  expect(device.calls.slice(2)).toEqual(['out 2 1 2', 'out 6 3']);
  device.takes = 1;
  await expect(pipe.send(0x02, Uint8Array.of(1, 2))).rejects.toThrow('1 of 2');
});

test('a look that found nothing is followed by the next; a pulled plug ends the pipe once', async () => {
  const { device, pipe, reasons } = await opened();
  await device.end(1, new Error('transferIn error: transfer was cancelled'));
  expect(device.looks.has(1)).toBe(true);
  expect(reasons).toEqual([]);
  await device.end(1, new Error('transferIn error: device disconnected'));
  await device.end(5, new Error('transferIn error: device disconnected'));
  expect(reasons).toEqual(['transferIn error: device disconnected']);
  expect([...device.looks]).toEqual([]);
  await expect(pipe.send(0x02, Uint8Array.of(1))).rejects.toThrow('not open');
  await pipe.close();
  expect(device.calls.filter((call) => call === 'close')).toHaveLength(1);
});

test('a stalled endpoint ends the pipe: it is opened afresh', async () => {
  const { device, reasons } = await opened();
  await device.end(5, null);
  expect(reasons).toEqual(['the endpoint stalled']);
});

test('after a plug was put back the device is found again by its ids, whatever object it is now', async () => {
  const plugged: StandInDevice[] = [new StandInDevice('A1')];
  const factory = openUsb(`${ADDRESS}:A1`, ENDPOINTS, { list: async () => plugged });
  await factory.open(NEVER);
  plugged.length = 0;
  await expect(factory.open(NEVER)).rejects.toThrow('no such USB device');
  const again = new StandInDevice('A1');
  plugged.push(new StandInDevice('B2'), again);
  await factory.open(NEVER);
  expect(again.calls).toEqual(['open', 'claim 1']);
});

test('two of a kind are told apart by the serial number only', async () => {
  const trouble = await failureOf(openUsb(ADDRESS, ENDPOINTS, libraryOf(new StandInDevice('A1'), new StandInDevice())).open(NEVER));
  expect(trouble).toBeInstanceOf(OpeningTrouble);
  expect(trouble).toMatchObject({ message: expect.stringMatching(/2 台（A1、无序列号）.*序列号/) });
});

test('a device that may not be opened is closed again, and a person is told what to look at', async () => {
  const device = new StandInDevice();
  device.openFails = new Error('permission denied');
  const trouble = await failureOf(openUsb(ADDRESS, ENDPOINTS, libraryOf(device)).open(NEVER));
  expect(trouble).toBeInstanceOf(OpeningTrouble);
  expect(trouble).toMatchObject({ message: expect.stringMatching(/permission denied.*udev/) });
  expect(device.calls).toEqual(['open', 'close']);
});

test('another model with the same ids is not written to', async () => {
  const trouble = await failureOf(openUsb(ADDRESS, [0x02, 0x07, 0x81], libraryOf(new StandInDevice())).open(NEVER));
  expect(trouble).toMatchObject({ message: expect.stringContaining('endpoints') });
});

test('an attempt given up closes what it opened', async () => {
  const device = new StandInDevice();
  await expect(openUsb(ADDRESS, ENDPOINTS, libraryOf(device)).open(AbortSignal.abort())).rejects.toThrow('given up');
  expect(device.calls.at(-1)).toBe('close');
});

test.each(['tcp://127.0.0.1:9', 'hid://0400:c35a', 'usb://0400'])('%s is a bug here: the configuration was checked before', (address) => {
  expect(() => openUsb(address, ENDPOINTS)).toThrow();
});
