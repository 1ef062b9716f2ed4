import { createCallDisplay } from '../../devices/call-display/device.ts';
import { startCallDisplaySimulator } from '../../devices/call-display/simulator.ts';
import { createIdCardReader } from '../../devices/id-card-reader/device.ts';
import { REQUESTS } from '../../devices/id-card-reader/protocol.ts';
import { startIdCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import type { CardEvent } from '../../devices/id-card-reader/types.ts';
import type { Device } from '../../devices/core/device.ts';
import type { Simulator } from '../../devices/core/simulator.ts';
import { createTicketPrinter } from '../../devices/ticket-printer/device.ts';
import { noGlyphs } from '../../devices/ticket-printer/glyphs.ts';
import { startTicketPrinterSimulator } from '../../devices/ticket-printer/simulator.ts';
import { openTransport } from '../../devices/transports/open-transport.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { pause } from '../helpers/page-client.ts';
import { pacedLine, wireMs, type LineTraffic, type PacedLine } from './paced-line.ts';
import { benchParsers } from './parsers.ts';
import { percentile, tenths, type BenchFigure } from './statistics.ts';
import { portOf } from './tickets.ts';

const SAMPLES = 40;
const RATIO_TARGET = 1.2;
const ANYWHERE = { host: '127.0.0.1', port: 0 };
/** What each device leaves the factory with, and what hall.json says of it. */
const BAUD = { idCardReader: 115_200, callDisplay: 57_600, ticketPrinter: 115_200 } as const;

/** How long something took, and how long its bytes alone take on a line of the device's speed. */
interface Timed {
  readonly ms: number;
  readonly wireMs: number;
}

/**
 * The ID read, the LED update and the beginning of a slip over a socket that is as slow as the device's serial line.
 * The simulated reader needs no time of its own here, so what is above the wire time is the driver's.
 */
export async function benchDevices(): Promise<BenchFigure[]> {
  const read = await timeReads();
  const shown = await timeUpdates();
  const begun = await timePrintStarts();
  return [...figures('读身份证', read, RATIO_TARGET), ...figures('窗口屏换字', shown, RATIO_TARGET), ...figures('开始打印', begun, 0), ...benchParsers()];
}

function figures(name: string, samples: readonly Timed[], target: number): BenchFigure[] {
  const p95 = percentile(samples.map(({ ms }) => ms), 0.95);
  const ratio = percentile(samples.map((sample) => sample.ms / sample.wireMs), 0.95);
  return [
    { name: `${name} p95`, value: tenths(p95), unit: 'ms', target: 0, ok: true },
    { name: `${name} ÷ 线路时间 p95`, value: Math.round(ratio * 100) / 100, unit: '倍', target, ok: target === 0 || ratio <= target },
  ];
}

/** From the first bit of the search that finds the card to the event with its fields, new address included. */
async function timeReads(): Promise<Timed[]> {
  const simulator = await startIdCardReaderSimulator(ANYWHERE);
  simulator.control({ type: 'set-timing', findMs: 0, selectMs: 0, readMs: 0 });
  return overLine(simulator, BAUD.idCardReader, async (line) => {
    const reader = createIdCardReader({ factory: openTransport(line.address), clock: systemClock });
    const samples: Timed[] = [];
    return running(reader, async () => {
      while (samples.length < SAMPLES) {
        const next = nextRead(reader);
        simulator.control({ type: 'insert-card', card: 'zhang-moni' });
        const endedAt = await next;
        const search = line.traffic().findLastIndex(({ bytes }) => Buffer.from(bytes).equals(Buffer.from(REQUESTS.findCard)));
        samples.push(timed(line.traffic().slice(search), endedAt, BAUD.idCardReader));
        line.forget();
        simulator.control({ type: 'remove-card' });
        await pause(400);
      }
      return samples;
    });
  });
}

function nextRead(reader: { onCard(listener: (event: CardEvent) => void): () => void }): Promise<number> {
  return new Promise((resolve) => {
    const stop = reader.onCard((event) => {
      if (event.type !== 'card-read') return;
      stop();
      resolve(performance.now());
    });
  });
}

/** From the order to the card's acknowledgement. */
async function timeUpdates(): Promise<Timed[]> {
  const simulator = await startCallDisplaySimulator(ANYWHERE);
  return overLine(simulator, BAUD.callDisplay, async (line) => {
    const display = createCallDisplay({ factory: openTransport(line.address), clock: systemClock, options: {} });
    return running(display, async () => {
      const samples: Timed[] = [];
      for (let i = 0; i < SAMPLES; i += 1) {
        line.forget();
        const begunAt = performance.now();
        const shown = await display.show(`请A${String(100 + i)}号到3号窗口`);
        if (!shown.ok) throw new Error(shown.error.sentence);
        samples.push(timed(line.traffic(), performance.now(), BAUD.callDisplay, begunAt));
        await pause(50);
      }
      return samples;
    });
  });
}

/** From the order to the first bit of the slip, status questions included. */
async function timePrintStarts(): Promise<Timed[]> {
  const simulator = await startTicketPrinterSimulator(ANYWHERE, { msPerLine: 0 });
  return overLine(simulator, BAUD.ticketPrinter, async (line) => {
    const printer = createTicketPrinter({ factory: openTransport(line.address), clock: systemClock, glyphs: noGlyphs, options: {} });
    return running(printer, async () => {
      const samples: Timed[] = [];
      for (let i = 0; i < SAMPLES; i += 1) {
        line.forget();
        const begunAt = performance.now();
        const printed = await printer.print({ blocks: [{ type: 'text', text: `A${String(100 + i)}`, align: 'center', size: 2 }, { type: 'qr', payload: '办事' }] });
        if (!printed.ok) throw new Error(printed.error.sentence);
        samples.push(startOfSlip(line.traffic(), begunAt));
      }
      return samples;
    });
  });
}

const LONGEST_QUESTION = 16;

function startOfSlip(traffic: readonly LineTraffic[], begunAt: number): Timed {
  const slip = traffic.findIndex(({ to, bytes }) => to === 'device' && bytes.length > LONGEST_QUESTION);
  const first = traffic[slip];
  if (first === undefined) throw new Error('the slip did not come over the line');
  // One byte of it is the least that has to be sent.
  return { ms: first.begunAt - begunAt, wireMs: wireMs(bytesOf(traffic.slice(0, slip)) + 1, BAUD.ticketPrinter) };
}

function timed(traffic: readonly LineTraffic[], endedAt: number, baudRate: number, begunAt = traffic[0]?.begunAt ?? Number.NaN): Timed {
  return { ms: endedAt - begunAt, wireMs: wireMs(bytesOf(traffic), baudRate) };
}

function bytesOf(traffic: readonly LineTraffic[]): number {
  return traffic.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

async function overLine<T>(simulator: Simulator, baudRate: number, run: (line: PacedLine) => Promise<T>): Promise<T> {
  const line = await pacedLine(portOf(simulator.address), baudRate);
  try {
    return await run(line);
  } finally {
    await line.close();
    await simulator.close();
  }
}

const READY_MS = 10_000;

async function running<T>(device: Device, run: () => Promise<T>): Promise<T> {
  device.start();
  try {
    const end = performance.now() + READY_MS;
    while (device.status().health !== 'ready') {
      if (performance.now() > end) throw new Error(`${device.kind}: ${device.status().state}`);
      await pause(20);
    }
    return await run();
  } finally {
    await device.stop();
  }
}
