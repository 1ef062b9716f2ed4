import { crc32 } from 'node:zlib';
import { systemClock } from '../../shared/basics/clock.ts';
import { realDevice } from '../core/testing/real-device.ts';
import { testFaults } from '../core/testing/test-faults.ts';
import { until } from '../core/testing/until.ts';
import { createDocumentPrinter, DocumentPrinterOptions } from './device.ts';
import { startDocumentPrinterSimulator } from './simulator.ts';
import { documentPrinterFaults } from './testing/faults.ts';
import { HERE, openPrinterRig, type PrinterRig } from './testing/rig.ts';
import { samplePdf } from './testing/sample-pdf.ts';

testFaults(documentPrinterFaults);

describe('a print queue', () => {
  let rig: PrinterRig;
  beforeEach(async () => {
    rig = await openPrinterRig(HERE);
  });
  afterEach(() => rig.close());

  test.each(['cups', 'printer'])('in the manner of %s: the document arrives whole, every page of every copy comes out', async (manner) => {
    rig.control({ type: 'set-manner', manner });
    const printing = rig.print(3, 2);
    expect(await printing.result).toEqual({ ok: true, value: { pages: 6 } });
    const checksum = crc32(samplePdf(3));
    expect(rig.jobs()).toEqual([expect.objectContaining({ name: printing.name, pages: 6, pagesOut: 6, copies: 2, state: 'completed', checksum })]);
    expect(printing.progress.map(({ step }) => step)).toContain('printing');
    expect(rig.printer.status().counters).toEqual({ connections: 1, done: 1, sincePaper: 6 });
  });

  test('tells the pages that are out while it prints', async () => {
    rig.control({ type: 'set-manner', manner: 'printer' });
    rig.control({ type: 'set-speed', pageMs: 250 });
    const printing = rig.print(3);
    await printing.result;
    const pages = printing.progress.filter(({ step }) => step === 'printing').map(({ pagesDone }) => pagesDone);
    expect(new Set(pages)).toEqual(new Set([0, 1, 2]));
  });

  test('a job is followed again by its name alone, under way and ended', async () => {
    const printing = rig.print(4);
    await until('it is taken in', () => rig.jobs().length === 1);
    const order = { name: printing.name, pages: 4, copies: 1 };
    expect(await rig.printer.followAgain(order, () => undefined)).toMatchObject({ ok: true });
    await printing.result;
    expect(await rig.printer.followAgain(order, () => undefined)).toMatchObject({ ok: true });
    expect(await rig.printer.followAgain({ ...order, name: 'nobody' }, () => undefined)).toMatchObject({ ok: false, error: { outcome: 'UNKNOWN', cause: 'not-listed' } });
    expect(rig.jobs()).toHaveLength(1);
  });

  test('a job that has not begun is cancelled and known not to be printed', async () => {
    rig.control({ type: 'set-speed', pageMs: 400 });
    const first = rig.print(2);
    const second = rig.print(2);
    await until('both are taken in', () => rig.jobs().length === 2);
    const last = rig.jobs().find(({ state }) => state === 'pending');
    const waiting = last?.name === second.name ? second : first;
    expect(await rig.printer.cancel(waiting.name)).toBe(true);
    expect(await waiting.result).toMatchObject({ ok: false, error: { outcome: 'NOT_PRINTED', cause: 'cancelled', sentence: expect.stringContaining('没有打出') } });
    expect(await rig.printer.cancel('nobody')).toBe(false);
  });

  test('stopping the station ends a job under way as unknown, at once', async () => {
    rig.control({ type: 'set-paper', sheets: 1 });
    const printing = rig.print(4);
    await until('a page is out', () => rig.jobs()[0]?.pagesOut === 1);
    const stopped = Date.now();
    await rig.printer.stop();
    expect(await printing.result).toMatchObject({ ok: false, error: { outcome: 'UNKNOWN', cause: 'stopped' } });
    expect(Date.now() - stopped).toBeLessThan(1_000);
  });

  test('a service that ends shows within 5 seconds and comes back by itself', async () => {
    rig.control({ type: 'unplug' });
    await until('it shows', () => rig.printer.status().health === 'disconnected');
    rig.control({ type: 'plug' });
    await until('it is back', () => rig.printer.status().health === 'ready');
    expect(await rig.print(1).result).toMatchObject({ ok: true });
  });
});

test('the simulator names what is wrong with a command', async () => {
  const simulator = await startDocumentPrinterSimulator({ host: '127.0.0.1', port: 0 });
  try {
    expect(simulator.control({ type: 'explode' })).toEqual({ ok: false, error: expect.stringContaining('type') });
    expect(simulator.control({ type: 'set-paper', sheets: -1 })).toEqual({ ok: false, error: expect.stringContaining('sheets') });
  } finally {
    await simulator.close();
  }
});

const real = realDevice('documentPrinter');
if (real !== null) {
  describe(`the real queue ${real.address}`, () => {
    test('is ready, and prints two pages on paper', async () => {
      const printer = createDocumentPrinter({ address: real.address, clock: systemClock, options: DocumentPrinterOptions.parse(real.options) });
      printer.start();
      try {
        await until('it answers', () => !['unknown', 'disconnected'].includes(printer.status().health), 10_000);
        expect(printer.status()).toMatchObject({ advice: '', health: 'ready' });
        const order = { name: `contract-${Date.now()}`, pages: 2, copies: 1 };
        expect(await printer.print({ ...order, pdf: samplePdf(2) }, () => undefined)).toMatchObject({ ok: true });
        expect(await printer.followAgain(order, () => undefined)).toMatchObject({ ok: true });
      } finally {
        await printer.stop();
      }
    }, 120_000);
  });
}
