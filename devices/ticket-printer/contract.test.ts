import { createConnection } from 'node:net';
import { once } from 'node:events';
import { systemClock } from '../../shared/basics/clock.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import type { SimulatorPlace } from '../core/simulator.ts';
import { openPtyPair } from '../core/testing/pty-pair.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createTicketPrinter } from './device.ts';
import { noGlyphs } from './glyphs.ts';
import { startTicketPrinterSimulator } from './simulator.ts';
import type { TicketPrinterSimulator } from './simulator.ts';
import type { Slip, TicketPrinter } from './types.ts';

/** A wire between driver and simulator. */
interface Wire {
  readonly place: SimulatorPlace;
  /** What the driver opens; null: the simulator's own address. */
  readonly driver: string | null;
  close(): Promise<void>;
}

async function tcpWire(): Promise<Wire> {
  return { place: { host: '127.0.0.1', port: 0 }, driver: null, close: () => Promise.resolve() };
}

async function ptyWire(): Promise<Wire> {
  const pair = await openPtyPair(115_200);
  return { place: { address: pair.simulator }, driver: pair.driver, close: pair.close };
}

const SLIP: Slip = { blocks: [
  { type: 'text', text: 'A012', size: 6, align: 'center' },
  { type: 'pair', left: '办理窗口', right: '3、4号' },
  { type: 'qr', payload: '一窗 A012' },
] };

function control(simulator: TicketPrinterSimulator, command: unknown): void {
  expect(simulator.control(command)).toEqual({ ok: true, value: null });
}

describe.each([
  ['TCP', 'gs-r', tcpWire],
  ['TCP', 'gs-paren-h', tcpWire],
  ['pseudo-terminal', 'gs-r', ptyWire],
  ['pseudo-terminal', 'gs-paren-h', ptyWire],
] as const)('ticket printer over %s, proof by %s', (_name, proof, makeWire) => {
  let wire: Wire;
  let simulator: TicketPrinterSimulator;
  let printer: TicketPrinter;

  beforeEach(async () => {
    wire = await makeWire();
    simulator = await startTicketPrinterSimulator(wire.place, { msPerLine: 4 });
    printer = createTicketPrinter({
      factory: openTransport(wire.driver ?? simulator.address),
      clock: systemClock,
      options: { proof, proofTimeoutMs: 3_000, pollMs: 500 },
      glyphs: noGlyphs,
    });
    printer.start();
    await until('the printer is ready', () => printer.status().state === 'ready');
  });

  afterEach(async () => {
    await printer.stop();
    await simulator.close();
    await wire.close();
  });

  test('a slip comes out whole and proven', async () => {
    expect(await printer.print(SLIP)).toEqual({ ok: true, value: { proof, paperNearEnd: false } });
    expect(simulator.observe().slips).toMatchObject([{
      lines: ['A012', `办理窗口${' '.repeat(34)}3、4号`], qr: ['一窗 A012'], cut: true,
    }]);
  });

  test('no paper: refused, and printed after the roll has been changed', async () => {
    control(simulator, { type: 'set-paper', lines: 0 });
    expect(await printer.print(SLIP)).toMatchObject({ ok: false, error: { outcome: 'NOT_PRINTED', cause: 'paper-end' } });
    await until('the empty roll is shown', () => printer.status().state === 'paper-end');
    control(simulator, { type: 'set-paper', lines: 1_000 });
    expect(await printer.print(SLIP)).toMatchObject({ ok: true });
    expect(simulator.observe().slips).toHaveLength(1);
  });

  test('unplugged in the middle: UNKNOWN, shown as disconnected, and ready after plugging in', async () => {
    const job = printer.print(SLIP);
    await until('printing has begun', () => simulator.observe().slips.length > 0);
    control(simulator, { type: 'power-off' });
    expect(await job).toMatchObject({ ok: false, error: { outcome: 'UNKNOWN' } });
    await until('shown as disconnected', () => printer.status().health === 'disconnected');
    control(simulator, { type: 'power-on' });
    await until('ready again', () => printer.status().state === 'ready');
    expect(await printer.print(SLIP)).toMatchObject({ ok: true });
    expect(simulator.observe().slips.filter((slip) => slip.cut && slip.qr.length > 0)).toHaveLength(1);
  });
});

describe('the simulator is not kinder than the device', () => {
  let simulator: TicketPrinterSimulator;

  beforeEach(async () => {
    simulator = await startTicketPrinterSimulator({ host: '127.0.0.1', port: 0 }, { msPerLine: 0 });
  });

  afterEach(() => simulator.close());

  async function connect(): Promise<{ readonly received: () => string; send(hex: string): void; closed(): boolean; end(): void }> {
    const socket = createConnection(Number(new URL(simulator.address).port), '127.0.0.1');
    await once(socket, 'connect');
    let received = Buffer.alloc(0);
    let closed = false;
    socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
    socket.on('close', () => (closed = true));
    socket.on('error', () => undefined);
    return { received: () => received.toString('hex'), send: (hex) => void socket.write(fromHex(hex)), closed: () => closed, end: () => void socket.destroy() };
  }

  test('a second client is refused while the first stays', async () => {
    const first = await connect();
    const second = await connect();
    await until('the second is sent away', () => second.closed());
    first.send('10 04 01');
    await until('the first is answered', () => first.received() === '12');
    first.end();
  });

  test('real-time status is answered while off-line; queued commands wait', async () => {
    const client = await connect();
    simulator.control({ type: 'open-cover' });
    client.send('41 0A 1D 72 01 10 04 01 10 04 02');
    await until('both answers', () => client.received() === '1a16');
    expect(simulator.observe().slips).toEqual([]);
    simulator.control({ type: 'close-cover' });
    await until('the line is printed and GS r answered', () => client.received() === '1a1600');
    expect(simulator.observe().slips).toMatchObject([{ lines: ['A'], cut: false }]);
    client.end();
  });

  test('a status command inside image data triggers a stray answer', async () => {
    const client = await connect();
    client.send('1D 76 30 00 03 00 01 00 10 04 01');
    await until('the stray answer', () => client.received() === '12');
    expect(simulator.observe().slips).toMatchObject([{ lines: ['[图]'] }]);
    client.end();
  });

  test('without Chinese mode hanzi are garbage; with it unknown codes show as hexadecimal', async () => {
    const client = await connect();
    client.send('D6 D0 0A 1C 26 D6 D0 81 39 0A');
    await until('two lines', () => simulator.observe().slips[0]?.lines.length === 2);
    expect(simulator.observe().slips[0]?.lines).toEqual(['<D6><D0>', '中<81 39>']);
    client.end();
  });

  test('automatic status comes on change', async () => {
    const client = await connect();
    client.send('1D 61 0F');
    await until('the status at switching on', () => client.received() === '10000000');
    simulator.control({ type: 'set-paper', lines: 0 });
    await until('the change', () => client.received() === '1000000018000f00');
    client.end();
  });

  test('with the buffer full nothing more is read, not even a status question', async () => {
    const client = await connect();
    simulator.control({ type: 'set-paper', lines: 0 });
    client.send('41 '.repeat(4_096));
    client.send('10 04 01');
    client.send('10 04 01');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.received()).toBe('');
    simulator.control({ type: 'set-paper', lines: 1_000 });
    await until('the questions are read', () => client.received() === '1212');
    client.end();
  });

  test('a wrong command is named', () => {
    expect(simulator.control({ type: 'set-paper', lines: -1 })).toMatchObject({ ok: false, error: expect.stringContaining('lines') });
  });

  test('RST: the driver sees the connection go and comes back', async () => {
    const client = await connect();
    simulator.control({ type: 'reset-connection' });
    await until('the reset', () => client.closed());
    const again = await connect();
    again.send('10 04 04');
    await until('answered again', () => again.received() === '12');
    again.end();
  });
});

test('between print() and the first byte of the job stands one status question, and no wait', async () => {
  const simulator = await startTicketPrinterSimulator({ host: '127.0.0.1', port: 0 }, { msPerLine: 0 });
  const wire = openTransport(simulator.address);
  const written: string[] = [];
  const factory: TransportFactory = {
    address: wire.address,
    async open(signal) {
      const transport = await wire.open(signal);
      return {
        ...transport,
        write(bytes) {
          written.push(toHex(bytes.subarray(0, 4)));
          return transport.write(bytes);
        },
      };
    },
  };
  const printer = createTicketPrinter({ factory, clock: systemClock, options: { pollMs: 4_000 }, glyphs: noGlyphs });
  printer.start();
  await until('the printer is ready', () => printer.status().state === 'ready');
  written.length = 0;
  expect(await printer.print(SLIP)).toMatchObject({ ok: true });
  expect(written.slice(0, 2)).toEqual(['10 04 01', '1B 40 1C 26']);
  await printer.stop();
  await simulator.close();
});
