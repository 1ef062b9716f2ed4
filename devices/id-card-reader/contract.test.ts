import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../shared/basics/clock.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { openTransport } from '../transports/open-transport.ts';
import { createIdCardReader } from './device.ts';
import { startIdCardReaderSimulator } from './simulator.ts';
import type { CardEvent, IdCardReader } from './types.ts';

/** A wire between driver and simulator. */
interface Wire {
  readonly place: SimulatorPlace;
  /** What the driver opens; undefined: the simulator's own address. */
  readonly driverAddress?: string;
  /** The line itself disappears: the other end is switched off, the adapter pulled out. */
  vanish(simulator: Simulator): Promise<void>;
  close(): Promise<void>;
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 6_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function tcpWire(): Promise<Wire> {
  return { place: { host: '127.0.0.1', port: 0 }, vanish: (simulator) => simulator.close(), close: async () => undefined };
}

/** Two pseudo-terminals joined by socat, opened by the real serialport at both ends. */
async function ptyWire(): Promise<Wire> {
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
  return {
    place: { address: `serial://${device}?baud=115200` },
    driverAddress: `serial://${host}?baud=115200`,
    vanish,
    async close() {
      await vanish();
      rmSync(folder, { recursive: true });
    },
  };
}

describe.each([
  ['TCP', tcpWire],
  ['pseudo-terminal', ptyWire],
])('identity card reader over %s', (_name, makeWire) => {
  let wire: Wire;
  let simulator: Simulator;
  let reader: IdCardReader;
  let events: CardEvent[];

  function control(command: unknown): void {
    expect(simulator.control(command)).toMatchObject({ ok: true });
  }

  async function nextEvent(): Promise<CardEvent> {
    await until('an event of the card', () => events.length > 0);
    const event = events.shift();
    if (event === undefined) throw new Error('no event');
    return event;
  }

  beforeEach(async () => {
    wire = await makeWire();
    simulator = await startIdCardReaderSimulator(wire.place);
    control({ type: 'set-timing', findMs: 0, selectMs: 0, readMs: 20 });
    reader = createIdCardReader({ factory: openTransport(wire.driverAddress ?? simulator.address), clock: systemClock });
    events = [];
    reader.onCard((event) => events.push(event));
    reader.start();
    await until('the reader is ready', () => reader.status().health === 'ready');
  });

  afterEach(async () => {
    await reader.stop();
    await simulator.close();
    await wire.close();
  });

  test('reads a card once, tells when it is lifted, and reads the next', async () => {
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toEqual({
      type: 'card-read',
      card: {
        certType: 'RESIDENT_ID', name: '李四', certNo: '11010519491231002X', sex: '2', birth: '19491231', nation: '汉',
        address: '北京市朝阳区某路1号', authority: '北京市公安局朝阳分局', validFrom: '20200101', validTo: '长期', warnings: [],
      },
    });
    control({ type: 'remove-card' });
    expect(await nextEvent()).toEqual({ type: 'card-removed' });
    control({ type: 'insert-card', card: 'zhang-moni' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { name: '张模拟', address: '模拟省样例市测试区搬迁路2号' } });
    expect(simulator.observe()).toMatchObject({ reads: 2 });
  });

  test('reads an answer that comes in single bytes', async () => {
    control({ type: 'set-timing', chunks: 'bytes' });
    control({ type: 'insert-card', card: 'zhengjian-yangben' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { certNo: 'CAN110081080319', name: '证件样本' } });
  });

  test.each([
    ['wrong-checksum', 'BAD_FRAME'],
    ['pulled-mid-answer', 'BAD_FRAME'],
    ['lying-length', 'BAD_FRAME'],
    ['timeout-frame', 'BAD_FRAME'],
  ])('%s in the read: a sentence, no identity, and the next card works', async (fault, code) => {
    control({ type: 'set-fault', step: 'read', fault, times: 1 });
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-failed', failure: { code, sentence: expect.stringMatching(/请/) } });
    control({ type: 'insert-card', card: 'wang-yangli' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { name: '王样例', nation: '63' } });
    expect(reader.status().health).toBe('ready');
  });

  test.each(['glued', 'noise'])('%s answers do no harm', async (fault) => {
    for (const step of ['find', 'select', 'read']) control({ type: 'set-fault', step, fault });
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read', card: { name: '李四' } });
  });

  test('a pulled cable shows within 5 seconds, and the reader comes back by itself', async () => {
    control({ type: 'unplug' });
    const pulledAt = Date.now();
    await until('the reader shows disconnected', () => reader.status().health === 'disconnected');
    expect(Date.now() - pulledAt).toBeLessThan(5_000);
    expect(reader.status().advice).toContain('请检查');
    control({ type: 'plug' });
    await until('the reader is back', () => reader.status().health === 'ready');
    control({ type: 'insert-card', card: 'li-si' });
    expect(await nextEvent()).toMatchObject({ type: 'card-read' });
  });

  test('a line that disappears shows within 5 seconds', async () => {
    const goneAt = Date.now();
    await wire.vanish(simulator);
    await until('the reader shows disconnected', () => reader.status().health === 'disconnected');
    expect(Date.now() - goneAt).toBeLessThan(5_000);
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
