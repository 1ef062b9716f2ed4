import { createConnection } from 'node:net';
import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { systemClock } from '../../shared/basics/clock.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { openPtyPair } from '../core/testing/pty-pair.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { openTransport } from '../transports/open-transport.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { createTicketPrinter, TicketPrinterOptions } from './device.ts';
import { noGlyphs } from './glyphs.ts';
import { startTicketPrinterSimulator } from './simulator.ts';
import type { TicketPrinterSimulator } from './simulator.ts';
import { ticketPrinterFaults, ticketPrinterNetworkFaults } from './testing/faults.ts';
import type { Slip } from './types.ts';

const SLIP: Slip = { blocks: [
  { type: 'text', text: 'A012', size: 6, align: 'center' },
  { type: 'pair', left: '办理窗口', right: '3、4号' },
  { type: 'qr', payload: '一窗 A012' },
] };

testFaults(ticketPrinterFaults);
testFaults(ticketPrinterNetworkFaults);

/** The kernel's device file for a printer on a USB cable, as one end of a pseudo-terminal opened as a plain file. */
describe('over a device file', () => {
  test('a slip comes out whole and proven; an empty roll is refused; switched off and on it is ready again', async () => {
    const pair = await openPtyPair(115_200);
    const simulator = await startTicketPrinterSimulator({ address: pair.simulator }, { msPerLine: 4 });
    const file = await realpath(new URL(pair.driver.replace('serial:', 'file:')).pathname);
    const printer = createTicketPrinter({ factory: openTransport(`file://${file}`), clock: systemClock, options: { pollMs: 500 }, glyphs: noGlyphs });
    printer.start();
    try {
      await until('the printer is ready', () => printer.status().state === 'ready');
      expect(await printer.print(SLIP)).toEqual({ ok: true, value: { proof: 'gs-r', paperNearEnd: false } });
      expect(simulator.observe().slips).toMatchObject([{
        lines: ['A012', `办理窗口${' '.repeat(34)}3、4号`], qr: ['一窗 A012'], cut: true,
      }]);
      simulator.control({ type: 'set-paper', lines: 0 });
      expect(await printer.print(SLIP)).toMatchObject({ ok: false, error: { outcome: 'NOT_PRINTED', cause: 'paper-end' } });
      simulator.control({ type: 'set-paper', lines: 1_000 });
      simulator.control({ type: 'power-off' });
      await until('shown as disconnected', () => printer.status().health === 'disconnected');
      simulator.control({ type: 'power-on' });
      await until('ready again', () => printer.status().state === 'ready');
      expect(await printer.print(SLIP)).toMatchObject({ ok: true });
    } finally {
      await printer.stop();
      await simulator.close();
      await pair.close();
    }
  });
});

const real = realDevice('ticketPrinter');
if (real !== null) {
  describe(`the real printer at ${real.address}`, () => {
    // One slip of paper: what comes out is for the person beside it to read.
    test('is ready, prints one slip with proof and is ready again', async () => {
      const options = TicketPrinterOptions.parse(real.options);
      const printer = createTicketPrinter({ factory: openTransport(real.address), clock: systemClock, options, glyphs: noGlyphs });
      printer.start();
      try {
        await until('the printer is ready', () => ['ready', 'paper-near-end'].includes(printer.status().state), 10_000);
        expect(await printer.checkReady()).toMatchObject({ ok: true });
        expect(await printer.print(SLIP)).toMatchObject({ ok: true, value: { proof: options.proof } });
        expect(printer.status().health).not.toBe('fault');
      } finally {
        await printer.stop();
      }
    }, 30_000);
  });
}

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
