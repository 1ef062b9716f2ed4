import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../shared/basics/clock.ts';
import type { Simulator } from '../core/simulator.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { parseDeviceAddress } from '../transports/address.ts';
import { openTransport } from '../transports/open-transport.ts';
import { openUsb } from '../transports/usb.ts';
import { createIdCardReader, IdCardReaderOptions } from './device.ts';
import { createServiceReader } from './service-device.ts';
import { startReaderServiceSimulator } from './service-simulator.ts';
import { startIdCardReaderSimulator } from './simulator.ts';
import { samReaderFaults, serviceReaderFaults, usbReaderFaults } from './testing/faults.ts';
import type { CardEvent, IdCardReader } from './types.ts';
import { READER_ENDPOINTS, readerOverUsb } from './usb-pipes.ts';

for (const suite of [samReaderFaults, usbReaderFaults, serviceReaderFaults]) testFaults(suite);

const real = realDevice('idCardReader');
if (real !== null) {
  test('a real reader answers, and a card laid within a minute is read or refused with a sentence', async () => {
    const place = parseDeviceAddress(real.address);
    if (!place.ok) throw new Error(place.error);
    const over = place.value.protocol === 'usb' ? readerOverUsb(openUsb(real.address, Object.values(READER_ENDPOINTS))) : openTransport(real.address);
    const reader = createIdCardReader({ factory: over, clock: systemClock, options: IdCardReaderOptions.parse(real.options) });
    const events: CardEvent[] = [];
    reader.onCard((event) => events.push(event));
    reader.start();
    await until('the reader is ready', () => reader.status().health === 'ready');
    await until('a card is read or refused', () => events.length > 0, 60_000);
    await reader.stop();
    expect(['card-read', 'card-failed']).toContain(events[0]?.type);
  }, 70_000);
}

/** Driver and simulator with a real wire between them. */
interface Rig {
  readonly simulator: Simulator;
  readonly reader: IdCardReader;
  /** The line itself disappears: the other end is switched off, the adapter pulled out. */
  vanish(): Promise<void>;
  close(): Promise<void>;
}

async function until(what: string, condition: () => boolean, limitMs = 6_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const HERE = { host: '127.0.0.1', port: 0 };

async function tcpRig(): Promise<Rig> {
  const simulator = await startIdCardReaderSimulator(HERE);
  simulator.control({ type: 'set-timing', findMs: 0, selectMs: 0, readMs: 20 });
  const reader = createIdCardReader({ factory: openTransport(simulator.address), clock: systemClock });
  return { simulator, reader, vanish: simulator.close, close: simulator.close };
}

/** The maker's service, asked with Node's own client. */
async function serviceRig(): Promise<Rig> {
  const simulator = await startReaderServiceSimulator(HERE);
  simulator.control({ type: 'set-timing', readMs: 20 });
  const reader = createServiceReader({ address: simulator.address, get: fetch, clock: systemClock });
  return { simulator, reader, vanish: simulator.close, close: simulator.close };
}

/** Two pseudo-terminals joined by socat, opened by the real serialport at both ends. */
async function ptyRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'reader-pty-'));
  const [host, device] = [join(folder, 'host'), join(folder, 'device')];
  const socat: ChildProcess = spawn('socat', [`pty,raw,echo=0,link=${host}`, `pty,raw,echo=0,link=${device}`], { stdio: 'ignore' });
  const failure: string[] = [];
  socat.on('error', (error) => failure.push(`socat is needed for this test (apt-get install socat): ${error.message}`));
  await until('socat made its pseudo-terminals', () => failure.length > 0 || (existsSync(host) && existsSync(device)));
  if (failure[0] !== undefined) throw new Error(failure[0]);
  const ended = new Promise<void>((resolve) => socat.once('close', () => resolve()));
  async function vanish(): Promise<void> {
    socat.kill();
    await ended;
  }
  const simulator = await startIdCardReaderSimulator({ address: `serial://${device}?baud=115200` });
  simulator.control({ type: 'set-timing', findMs: 0, selectMs: 0, readMs: 20 });
  const reader = createIdCardReader({ factory: openTransport(`serial://${host}?baud=115200`), clock: systemClock });
  return {
    simulator,
    reader,
    vanish,
    async close() {
      await simulator.close();
      await vanish();
      rmSync(folder, { recursive: true });
    },
  };
}

const SAM_DAMAGE = ['wrong-checksum', 'pulled-mid-answer', 'lying-length', 'timeout-frame'].map(
  (fault) => [{ type: 'set-fault', step: 'read', fault, times: 1 }, 'BAD_FRAME'] as const,
);
const SERVICE_DAMAGE = [
  [{ type: 'set-fault', fault: 'broken-json', times: 1 }, 'BAD_FRAME'],
  [{ type: 'set-fault', fault: 'dies-mid-answer', times: 1 }, 'BAD_FRAME'],
  [{ type: 'set-fault', fault: 'long-fields', times: 1 }, 'READ_FAILED'],
  [{ type: 'set-fault', fault: 'short-dates', times: 1 }, 'READ_FAILED'],
  [{ type: 'set-fault', fault: 'no-name', times: 1 }, 'READ_FAILED'],
  [{ type: 'refuse', retcode: '0x41', times: 1 }, 'READ_FAILED'],
  [{ type: 'refuse', retcode: '0x81', times: 1 }, 'SELECT_FAILED'],
  [{ type: 'refuse', retcode: '0x32 0x0', times: 1 }, 'AUTH_FAILED'],
] as const;

/** A fresh rig, ready to read, for every test of the surrounding block. */
function useRig(makeRig: () => Promise<Rig>) {
  let rig: Rig;
  let events: CardEvent[];

  beforeEach(async () => {
    rig = await makeRig();
    events = [];
    rig.reader.onCard((event) => events.push(event));
    rig.reader.start();
    await until('the reader is ready', () => rig.reader.status().health === 'ready');
  });

  afterEach(async () => {
    await rig.reader.stop();
    await rig.close();
  });

  return {
    status: () => rig.reader.status(),
    vanish: () => rig.vanish(),
    observe: () => rig.simulator.observe(),
    control(command: unknown): void {
      expect(rig.simulator.control(command)).toMatchObject({ ok: true });
    },
    async nextEvent(): Promise<CardEvent> {
      await until('an event of the card', () => events.length > 0);
      const event = events.shift();
      if (event === undefined) throw new Error('no event');
      return event;
    },
  };
}

describe.each([
  ['a security module over TCP', tcpRig, SAM_DAMAGE],
  ['a security module over a pseudo-terminal', ptyRig, SAM_DAMAGE],
  ["the maker's service", serviceRig, SERVICE_DAMAGE],
])('identity card reader: %s', (_name, makeRig, damage) => {
  const { control, nextEvent, observe, status, vanish } = useRig(makeRig);

  test('reads a card once, tells when it is lifted, and reads the next', async () => {
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toEqual({
      type: 'card-read',
      card: {
        certType: 'RESIDENT_ID', name: '李四', certNo: '11010519491231002X', sex: '2', birth: '19491231', nation: '汉',
        address: '北京市朝阳区某路1号', authority: '北京市公安局朝阳分局', validFrom: '20200101', validTo: '长期', warnings: [],
      },
      photo: null,
      fingers: null,
    });
    control({ type: 'remove-card' });
    expect(await nextEvent()).toEqual({ type: 'card-removed' });
    control({ type: 'insert-card', card: 'long-name' });
    expect(await nextEvent()).toMatchObject({
      type: 'card-read',
      card: { certType: 'FOREIGN_PERMANENT_RESIDENCE', name: 'SPECIMEN, EXAMPLE OF A VERY LONG X NAME', authority: '国家移民管理局', nation: null },
    });
    expect(observe()).toMatchObject({ reads: 2 });
  });

  test.each(damage)('%p: a sentence, no identity, and the next card works', async (command, code) => {
    control(command);
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-failed', failure: { code, sentence: expect.stringMatching(/请/) } });
    control({ type: 'insert-card', card: 'wang-yangli' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { name: '王样例' } });
    expect(status().health).toBe('ready');
  });

  test('a pulled cable shows within 5 seconds, and the reader comes back by itself', async () => {
    control({ type: 'unplug' });
    const pulledAt = Date.now();
    await until('the reader shows disconnected', () => status().health === 'disconnected');
    expect(Date.now() - pulledAt).toBeLessThan(5_000);
    expect(status().advice).toContain('请检查');
    control({ type: 'plug' });
    await until('the reader is back', () => status().health === 'ready');
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read' });
  });

  test('a line that disappears shows within 5 seconds', async () => {
    const goneAt = Date.now();
    await vanish();
    await until('the reader shows disconnected', () => status().health === 'disconnected');
    expect(Date.now() - goneAt).toBeLessThan(5_000);
  });
});

describe.each([
  ['TCP', tcpRig],
  ['a pseudo-terminal', ptyRig],
])('a security module over %s', (_name, makeRig) => {
  const { control, nextEvent } = useRig(makeRig);

  test('reads an answer that comes in single bytes', async () => {
    control({ type: 'set-timing', chunks: 'bytes' });
    control({ type: 'insert-card', card: 'zhengjian-yangben' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { certNo: 'CAN110081080319', name: '证件样本' } });
  });

  test.each(['glued', 'noise'])('%s answers do no harm', async (fault) => {
    for (const step of ['find', 'select', 'read']) control({ type: 'set-fault', step, fault });
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { name: '李四' } });
  });

  test('tells the address that was added after the card was made', async () => {
    control({ type: 'insert-card', card: 'zhang-moni' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { name: '张模拟', address: '模拟省样例市测试区搬迁路2号' } });
  });
});

describe("the maker's service", () => {
  const { control, nextEvent, observe, status } = useRig(serviceRig);

  test('is never asked for a photo, a fingerprint or a picture of the card', async () => {
    control({ type: 'insert-card', card: 'chen-gangao' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { certType: 'HK_MO_TW_RESIDENCE', nation: null } });
    const { asked } = z.object({ asked: z.array(z.string()) }).parse(observe());
    expect(new Set(asked)).toEqual(new Set(['/api/GetSAMID', '/api/ReadMsg?NoPhoto=1&waitTime=2']));
  });

  test('that accepts and says nothing is noticed, and comes back by itself', async () => {
    control({ type: 'hang', on: true });
    const silentAt = Date.now();
    await until('the reader shows disconnected', () => status().health === 'disconnected', 9_000);
    // The request on its way when it fell silent still ends well.
    expect(Date.now() - silentAt).toBeLessThan(7_000);
    control({ type: 'hang', on: false });
    await until('the reader is back', () => status().health === 'ready');
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read' });
  });
});

test('the simulator names what is wrong with a command', async () => {
  const simulator = await startIdCardReaderSimulator({ host: '127.0.0.1', port: 0 });
  try {
    expect(simulator.control({ type: 'insert-card', card: 'nobody' })).toEqual({ ok: false, error: expect.stringContaining('li-si') });
    expect(simulator.control({ type: 'explode' })).toEqual({ ok: false, error: expect.stringContaining('type') });
    expect(simulator.control({ type: 'unplug', hard: true })).toEqual({ ok: false, error: expect.stringContaining('hard') });
    expect(simulator.control({ type: 'unplug' })).toMatchObject({ ok: true, value: { plugged: false, card: null } });
  } finally {
    await simulator.close();
  }
});
