import { startTicketPrinterSimulator, type TicketPrinterSimulator } from '../../devices/ticket-printer/simulator.ts';
import { BusinessId } from '../../shared/basics/ids.ts';
import { connectHub } from '../../main/web/hub-client.ts';
import { mustBeDone, newCommand, PERSON } from '../helpers/hall-visit.ts';
import { openKioskPage, type KioskPage } from '../helpers/page-client.ts';
import { startIdCardReaderSimulator } from '../../devices/id-card-reader/simulator.ts';
import { writeBenchHall, type BenchHall } from './bench-hall.ts';
import { startStationProcess } from './station-process.ts';
import { percentile, tenths, type BenchFigure } from './statistics.ts';
import { tapDevice } from './tapped-device.ts';

const KIOSKS = 3;
const TAKES_PER_KIOSK = 20;
const WARM_UP = 2;
const AT_ONCE = 50;
const BUSINESS = BusinessId.parse('market');
const TARGET_MS = 50;
/** ESC @, with which every job begins and no status question does. */
const JOB_BEGIN = Buffer.of(0x1b, 0x40);
const PRINTED_MS = 10_000;

/**
 * Takes with the person already known, from the page's call to the first byte of the slip on the printer's wire: page
 * client, wire and printer are in this process (one clock), hub and three kiosks are processes of their own, every
 * connection is a real socket, every commit is flushed. The kiosks take in turns, one at a time.
 *
 * Then fifty takes at once, as three kiosks send them to the hub: a kiosk itself serves one person at a time, so its
 * connection to the hub is where takes can meet.
 */
export async function benchTickets(): Promise<BenchFigure[]> {
  let firstByteAt: number | null = null;
  const printers: TicketPrinterSimulator[] = [];
  const closers: (() => Promise<void>)[] = [];
  const hall = await writeBenchHall({
    kiosks: 2 * KIOSKS,
    counters: 1,
    displays: 0,
    device: async (_station, role, kind) => {
      if (role !== 'kiosk') return null;
      if (kind === 'idCardReader') {
        const reader = await startIdCardReaderSimulator({ host: '127.0.0.1', port: 0 });
        closers.push(() => reader.close());
        return portOf(reader.address);
      }
      if (kind !== 'ticketPrinter') return null;
      const printer = await startTicketPrinterSimulator({ host: '127.0.0.1', port: 0 }, { msPerLine: 1 });
      const tap = await tapDevice(portOf(printer.address), (bytes) => {
        if (bytes.includes(JOB_BEGIN)) firstByteAt ??= performance.now();
      });
      printers.push(printer);
      closers.push(() => tap.close(), () => printer.close());
      return tap.port;
    },
  });
  const hub = await startStationProcess(fileOf(hall, 'hub'));
  const kiosks = await Promise.all(hall.of('kiosk').slice(0, KIOSKS).map(({ file }) => startStationProcess(file)));
  const pages = await Promise.all(kiosks.map(({ urls }) => openKioskPage(urls['kiosk'] ?? '')));

  async function take(page: KioskPage): Promise<number> {
    await page.until('the kiosk is free', PRINTED_MS, ({ session, hubOnline, printer }) => session.step !== 'printing' && hubOnline && printer.ready);
    await page.rpc.reset();
    mustBeDone(await page.rpc.identify({ certNo: PERSON.certNo }));
    firstByteAt = null;
    const pressedAt = performance.now();
    const { no } = mustBeDone(await page.rpc.take({ ...newCommand(), businessId: BUSINESS }));
    await page.until('printed', PRINTED_MS, ({ session }) => session.step === 'printed' && session.ticket.no === no);
    if (firstByteAt === null) throw new Error('a slip was printed without a byte on the wire');
    return firstByteAt - pressedAt;
  }

  try {
    const samples: number[] = [];
    for (let n = -WARM_UP; n < TAKES_PER_KIOSK; n += 1) {
      for (const page of pages) {
        const ms = await take(page);
        if (n >= 0) samples.push(ms);
      }
    }
    const p95 = percentile(samples, 0.95);
    return [
      { name: 'ticket take, person known, to the first byte at the printer, p95', value: tenths(p95), unit: 'ms', target: TARGET_MS, ok: p95 <= TARGET_MS },
      { name: 'the same, median', value: tenths(percentile(samples, 0.5)), unit: 'ms', target: 0, ok: true },
      ...(await takeAtOnce(hall, samples.length + WARM_UP * KIOSKS)),
    ];
  } finally {
    for (const page of pages) page.close();
    await Promise.all(kiosks.map((kiosk) => kiosk.stop()));
    await hub.stop();
    for (const close of closers) await close();
    hall.discard();
  }
}

async function takeAtOnce(hall: BenchHall, before: number): Promise<BenchFigure[]> {
  const connections = await Promise.all(hall.of('kiosk').slice(KIOSKS).map(({ key }) => connectHub(hall.hubUrl, key, AbortSignal.timeout(PRINTED_MS))));
  const begun = performance.now();
  const answers = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, async (_, n) =>
      connections[n % KIOSKS]?.client.takeTicket({ ...newCommand(), businessId: BUSINESS, kind: 'NORMAL', identity: null }),
    ),
  );
  const ms = performance.now() - begun;
  for (const connection of connections) connection.close();
  const serials = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value?.ok ? [answer.value.value.ticket.serial] : []));
  const expected = new Set(Array.from({ length: AT_ONCE }, (_, n) => before + n + 1));
  const right = new Set(serials.filter((serial) => expected.has(serial))).size;
  return [
    { name: '50 takes at once over 3 kiosks: distinct numbers without a gap', value: right, unit: 'numbers', target: AT_ONCE, ok: right === AT_ONCE },
    { name: '50 takes at once over 3 kiosks: errors', value: AT_ONCE - serials.length, unit: 'errors', target: 0, ok: serials.length === AT_ONCE },
    { name: '50 takes at once over 3 kiosks: all answered after', value: tenths(ms), unit: 'ms', target: 0, ok: true },
  ];
}

function fileOf(hall: BenchHall, id: string): string {
  const station = hall.stations.find((candidate) => candidate.id === id);
  if (!station) throw new Error(`no station ${id}`);
  return station.file;
}

export function portOf(address: string): number {
  return Number(address.split(':').at(-1));
}
