import { systemClock } from '../../../shared/basics/clock.ts';
import type { Simulator } from '../../core/simulator.ts';
import type { FaultCase, FaultSuite, Wire } from '../../core/testing/fault-bench.ts';
import { openTransport } from '../../transports/open-transport.ts';
import { openUsb } from '../../transports/usb.ts';
import { createIdCardReader } from '../device.ts';
import { createServiceReader } from '../service-device.ts';
import { startReaderServiceSimulator } from '../service-simulator.ts';
import { startIdCardReaderSimulator, startUsbReaderSimulator } from '../simulator.ts';
import { READER_ENDPOINTS, readerOverUsb } from '../usb-pipes.ts';
import { readerStory, type ReaderBench } from './story.ts';

type Options = Parameters<typeof createIdCardReader>[0]['options'];
type Story = (bench: ReaderBench) => Promise<readonly string[]>;
/** Brings a reader and its simulator together on a wire and runs a story on them. */
type Rig = (wire: Wire, story: Story, options?: Options) => Promise<string>;

const sam: Rig = async (wire, story, options = {}) => {
  const simulator = await startIdCardReaderSimulator(wire.simulator);
  quick(simulator, { type: 'set-timing', findMs: 0, selectMs: 0, readMs: 20 });
  const factory = openTransport(wire.driver ?? simulator.address);
  return readerStory(simulator, createIdCardReader({ factory, clock: systemClock, options }), story);
};

const usb: Rig = async (wire, story, options = {}) => {
  const simulator = await startUsbReaderSimulator(socketOf(wire));
  quick(simulator, { type: 'set-timing', findMs: 0, selectMs: 0, readMs: 20 });
  const factory = readerOverUsb(openUsb(simulator.address, Object.values(READER_ENDPOINTS)));
  return readerStory(simulator, createIdCardReader({ factory, clock: systemClock, options }), story);
};

const service: Rig = async (wire, story) => {
  const simulator = await startReaderServiceSimulator(socketOf(wire));
  quick(simulator, { type: 'set-timing', readMs: 20 });
  return readerStory(simulator, createServiceReader({ address: simulator.address, get: fetch, clock: systemClock }), story);
};

/** Cards are read sooner than by a real reader, so that the suite stays short. */
function quick(simulator: Simulator, timing: object): void {
  const done = simulator.control(timing);
  if (!done.ok) throw new Error(done.error);
}

function socketOf({ simulator }: Wire): { readonly host: string; readonly port: number } {
  if (!('host' in simulator)) throw new Error('this simulator needs a socket');
  return simulator;
}

const READ = 'read 002X 李四 汉 长期';
/** Whatever befell the first card: the next person's is read, and is the next person's. */
const NEXT = 'read 001X 王样例 63';
/** The service has a name for a nation that is in no table. */
const SERVICE_NEXT = 'read 001X 王样例 其他';

/** One card to which something happens, and the next person's after it. */
function oneCard(rig: Rig, fault: string, before: readonly object[], first: string, next = NEXT): FaultCase {
  return {
    fault,
    expected: `${first}, ${next}`,
    run: (wire) => rig(wire, async (bench) => {
      for (const command of before) bench.act(command);
      bench.act({ type: 'insert-card', card: 'li-si' });
      const came = await bench.next();
      bench.act({ type: 'clear-faults' });
      bench.act({ type: 'insert-card', card: 'wang-yangli' });
      return [came, await nextRead(bench)];
    }),
  };
}

async function nextRead(bench: ReaderBench): Promise<string> {
  const word = await bench.next();
  return word === 'card-removed' ? bench.next() : word;
}

function goodCard(rig: Rig, fault: string, card: string, read: string, before: readonly object[] = [], options: Options = {}): FaultCase {
  return {
    fault,
    expected: read,
    run: (wire) => rig(wire, async (bench) => {
      for (const command of before) bench.act(command);
      bench.act({ type: 'insert-card', card });
      return [await bench.next()];
    }, options),
  };
}

function unplugged(rig: Rig, fault: string): FaultCase {
  return {
    fault,
    expected: `READER_SILENT, disconnected, ready, ${READ}`,
    run: (wire) => rig(wire, async (bench) => {
      bench.act({ type: 'set-timing', readMs: 1_000 });
      bench.act({ type: 'insert-card', card: 'li-si' });
      await new Promise((resolve) => setTimeout(resolve, 800));
      bench.act({ type: 'unplug' });
      const failed = await bench.next();
      const shown = await bench.shows('disconnected');
      bench.act({ type: 'set-timing', readMs: 20 });
      bench.act({ type: 'plug' });
      const back = await bench.shows('ready');
      bench.act({ type: 'insert-card', card: 'li-si' });
      return [failed, shown, back, await bench.next()];
    }),
  };
}

function refused(rig: Rig, step: string, sw3: number, code: string): FaultCase {
  return oneCard(rig, `${sw3.toString(16)} to the ${step}`, [{ type: 'refuse', step, sw3, times: 1 }], code);
}

function spoilt(rig: Rig, fault: string, first = 'BAD_FRAME'): FaultCase {
  return oneCard(rig, `${fault} while reading`, [{ type: 'set-fault', step: 'read', fault, times: 1 }], first);
}

/** The same module over any wire: what devices.md §1 and §8 say of it. */
function moduleFaults(rig: Rig): readonly FaultCase[] {
  return [
    refused(rig, 'select', 0x81, 'SELECT_FAILED'),
    refused(rig, 'read', 0x41, 'READ_FAILED'),
    refused(rig, 'select', 0x31, 'AUTH_FAILED'),
    refused(rig, 'read', 0x32, 'AUTH_FAILED'),
    spoilt(rig, 'wrong-checksum'),
    spoilt(rig, 'lying-length'),
    spoilt(rig, 'pulled-mid-answer'),
    spoilt(rig, 'timeout-frame'),
    spoilt(rig, 'glued', READ),
    goodCard(rig, 'an answer in pieces of one byte', 'zhengjian-yangben', 'read 0319 证件样本 FOREIGN_PERMANENT_RESIDENCE', [{ type: 'set-timing', chunks: 'bytes' }]),
    goodCard(rig, 'a card without fingerprints (LEN 050A)', 'li-si', `${READ} 0 fingers`, [], { fingers: true }),
    goodCard(rig, 'one finger (512 bytes)', 'li-si', `${READ} 1 fingers`, [{ type: 'set-fingers', count: 1 }], { fingers: true }),
    goodCard(rig, 'two fingers (2321 bytes)', 'li-si', `${READ} 2 fingers`, [{ type: 'set-fingers', count: 2 }], { fingers: true }),
  ];
}

export const samReaderFaults: FaultSuite = {
  name: 'id-card-reader/sam',
  transports: ['tcp', 'pty'],
  baudRate: 115_200,
  faults: [
    ...moduleFaults(sam),
    spoilt(sam, 'noise', READ),
    spoilt(sam, 'silence', 'READER_SILENT'),
    goodCard(sam, 'a card J', 'chen-gangao', 'read 0021 陈样本 HK_MO_TW_RESIDENCE'),
    goodCard(sam, 'a card Y, its name in two fields', 'long-name', 'read 0028 SPECIMEN, EXAMPLE OF A VERY LONG X NAME FOREIGN_PERMANENT_RESIDENCE'),
    goodCard(sam, 'a nation that is in no table', 'wang-yangli', NEXT),
    goodCard(sam, 'four blocks for added addresses', 'zhang-moni', 'read 0021 张模拟 维吾尔', [{ type: 'set-address-blocks', count: 4 }]),
    ...[0x60, 0x66].map((sw3): FaultCase => ({
      fault: `${sw3.toString(16)}: the security module fails, and works again`,
      expected: `fault, ready, ${READ}`,
      run: (wire) => sam(wire, async (bench) => {
        bench.act({ type: 'refuse', step: 'status', sw3 });
        bench.act({ type: 'set-fault', step: 'find', fault: 'wrong-checksum', times: 1 });
        const shown = await bench.shows('fault');
        bench.act({ type: 'clear-faults' });
        const back = await bench.shows('ready');
        bench.act({ type: 'insert-card', card: 'li-si' });
        return [shown, back, await bench.next()];
      }),
    })),
    {
      fault: 'the same card is not found again until it was lifted',
      expected: `${READ}, card-removed, ${READ}`,
      run: (wire) => sam(wire, async (bench) => {
        bench.act({ type: 'insert-card', card: 'li-si' });
        const first = await bench.next();
        await new Promise((resolve) => setTimeout(resolve, 900));
        bench.act({ type: 'remove-card' });
        const gone = await bench.next();
        bench.act({ type: 'insert-card', card: 'li-si' });
        return [first, gone, await bench.next()];
      }),
    },
    unplugged(sam, 'unplugged during the read, and plugged in again'),
  ],
};

export const usbReaderFaults: FaultSuite = {
  name: 'id-card-reader/usb',
  transports: ['tcp'],
  baudRate: 115_200,
  faults: [
    ...moduleFaults(usb),
    goodCard(usb, 'the rest of every answer before its head', 'li-si', READ, [{ type: 'body-first', on: true }]),
    unplugged(usb, 'unplugged during the read, and plugged in again'),
  ],
};

export const serviceReaderFaults: FaultSuite = {
  name: 'id-card-reader/service',
  transports: ['tcp'],
  baudRate: 115_200,
  faults: [
    ...(['broken-json', 'dies-mid-answer'] as const).map((fault) => oneCard(service, fault, [{ type: 'set-fault', fault, times: 1 }], 'BAD_FRAME', SERVICE_NEXT)),
    ...(['long-fields', 'short-dates', 'no-name'] as const).map((fault) => oneCard(service, fault, [{ type: 'set-fault', fault, times: 1 }], 'READ_FAILED', SERVICE_NEXT)),
    ...([['0x41', 'READ_FAILED'], ['0x81', 'SELECT_FAILED'], ['0x32 0x0', 'AUTH_FAILED']] as const).map(([retcode, code]) =>
      oneCard(service, `retcode ${retcode}`, [{ type: 'refuse', retcode, times: 1 }], code, SERVICE_NEXT)),
    {
      fault: 'the reader is pulled off the service’s computer, and put back',
      expected: 'fault, ready',
      run: (wire) => service(wire, async (bench) => {
        bench.act({ type: 'reader', on: false });
        const shown = await bench.shows('fault');
        bench.act({ type: 'reader', on: true });
        return [shown, await bench.shows('ready')];
      }),
    },
  ],
};
