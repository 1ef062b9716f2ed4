import { EventEmitter } from 'node:events';
import { HID_REPORT, openHid, type HidLibrary } from './hid.ts';
import { tunnelPackets } from './packet-tunnel.ts';
import type { PacketPipe } from './packets.ts';
import { listenTcp } from './tcp-listener.ts';

const NEVER = new AbortController().signal;
const KEYBOARD = { page: 0x01, id: 0x06 };

/** Stands in for an opened device: remembers what it was sent. */
class StandInHandle extends EventEmitter {
  readonly sent: string[] = [];
  closed = 0;
  broken = false;

  async write(report: number[]): Promise<number> {
    return this.take('output', report);
  }

  async sendFeatureReport(report: number[]): Promise<number> {
    return this.take('feature', report);
  }

  async close(): Promise<void> {
    this.closed += 1;
    if (this.broken) throw new Error('already gone');
  }

  private take(type: string, report: number[]): number {
    if (this.broken) throw new Error('cannot write to hid device');
    this.sent.push(`${type} ${report.join(' ')}`);
    return report.length;
  }
}

const PLUGGED = [
  { path: 'pad-media', serialNumber: 'A1', usagePage: 0x0c, usage: 0x01 },
  { path: 'pad-keys', serialNumber: 'A1', usagePage: KEYBOARD.page, usage: KEYBOARD.id },
  { path: 'other-keys', serialNumber: 'B2', usagePage: KEYBOARD.page, usage: KEYBOARD.id },
];

function bench(plugged: Awaited<ReturnType<HidLibrary['list']>> = PLUGGED) {
  const handle = new StandInHandle();
  const asked: string[] = [];
  const library: HidLibrary = {
    async list(vendorId, productId) {
      asked.push(`${vendorId.toString(16)}:${productId.toString(16)}`);
      return plugged;
    },
    async open(path) {
      asked.push(path);
      return handle;
    },
  };
  return { handle, asked, library };
}

function collect(pipe: PacketPipe): { packets: [number, number[]][]; reasons: string[] } {
  const seen: { packets: [number, number[]][]; reasons: string[] } = { packets: [], reasons: [] };
  pipe.onPacket((channel, bytes) => seen.packets.push([channel, [...bytes]]));
  pipe.onClose((reason) => seen.reasons.push(reason));
  return seen;
}

test.each([
  ['the first collection', 'hid://1a2c:0e24', [], 'pad-media'],
  ['the collection for this use', 'hid://1a2c:0e24', [KEYBOARD], 'pad-keys'],
  ['the device with this serial number', 'hid://1a2c:0e24:B2', [KEYBOARD], 'other-keys'],
] as const)('opens %s', async (_, address, usages, path) => {
  const { library, asked } = bench();
  await openHid(address, usages, library).open(NEVER);
  expect(asked).toEqual(['1a2c:e24', path]);
});

test.each([
  ['nothing is plugged in', [], 'hid://1a2c:0e24'],
  ['only another serial number is plugged in', PLUGGED, 'hid://1a2c:0e24:C3'],
])('rejects when %s', async (_, plugged, address) => {
  await expect(openHid(address, [], bench(plugged).library).open(NEVER)).rejects.toThrow('no such HID device');
});

test('an input report is one packet; output and feature reports leave as such', async () => {
  const { handle, library } = bench();
  const pipe = await openHid('hid://1a2c:0e24', [], library).open(NEVER);
  const seen = collect(pipe);
  handle.emit('data', Uint8Array.of(2, 0x55, 5));
  await pipe.send(HID_REPORT.output, Uint8Array.of(0, 7));
  await pipe.send(HID_REPORT.feature, Uint8Array.of(5, 0x88, 0x70));
  expect(seen.packets).toEqual([[HID_REPORT.input, [2, 0x55, 5]]]);
  expect(handle.sent).toEqual(['output 0 7', 'feature 5 136 112']);
});

test('a device that was pulled out ends the pipe once; sending then rejects', async () => {
  const { handle, library } = bench();
  const pipe = await openHid('hid://1a2c:0e24', [], library).open(NEVER);
  const seen = collect(pipe);
  handle.broken = true;
  handle.emit('error', new Error('could not read from HID device'));
  await pipe.close();
  expect(seen.reasons).toEqual(['could not read from HID device']);
  expect(handle.closed).toBe(1);
  await expect(pipe.send(HID_REPORT.feature, Uint8Array.of(5))).rejects.toThrow('not open');
});

test('an attempt given up closes what it opened', async () => {
  const { handle, library } = bench();
  await expect(openHid('hid://1a2c:0e24', [], library).open(AbortSignal.abort())).rejects.toThrow('given up');
  expect(handle.closed).toBe(1);
});

test('a tunnel to a simulator carries the same packets', async () => {
  const far: PacketPipe[] = [];
  const listener = await listenTcp({ host: '127.0.0.1', port: 0 }, (peer) => far.push(tunnelPackets(peer)));
  const near = await openHid(listener.address.replace('tcp:', 'hid+tcp:')).open(NEVER);
  const heard = new Promise((resolve) => near.onPacket((channel, bytes) => resolve([channel, [...bytes]])));
  while (far.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  await far[0]?.send(HID_REPORT.input, Uint8Array.of(0, 0, 0x1e));
  expect(await heard).toEqual([HID_REPORT.input, [0, 0, 0x1e]]);
  await near.close();
  await listener.close();
});

test.each(['tcp://127.0.0.1:9', 'usb://1a2c:0e24', 'hid://1a2c'])('%s is a bug here: the configuration was checked before', (address) => {
  expect(() => openHid(address)).toThrow();
});
