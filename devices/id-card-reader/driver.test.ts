import { ManualClock } from '../../shared/basics/clock.ts';
import { fromHex } from '../core/bytes.ts';
import { createLink } from '../core/link.ts';
import { memoryPair } from '../transports/memory.ts';
import { createReaderDriver, type ReaderDriver } from './driver.ts';

const PREAMBLE = 'AA AA AA 96 69';

/** A driver whose reader answers as the test says, byte by byte if need be. */
async function setUp() {
  const clock = new ManualClock(0);
  const pair = memoryPair();
  const sent: Uint8Array[] = [];
  pair.far.onData((chunk) => sent.push(chunk));
  const made: ReaderDriver[] = [];
  const link = createLink({
    factory: { address: 'memory', open: async () => pair.near },
    clock,
    deviceName: '阅读器',
    async session(connection) {
      made.push(createReaderDriver(connection, clock));
      await new Promise<void>((resolve) => connection.signal.addEventListener('abort', () => resolve()));
    },
  });
  link.start();
  await clock.advance(0);
  const [driver] = made;
  if (driver === undefined) throw new Error('no driver');
  return {
    driver,
    sent,
    link,
    clock,
    async answer(...frames: string[]) {
      for (const frame of frames) await pair.far.write(fromHex(`${PREAMBLE} ${frame}`));
      await clock.advance(0);
    },
  };
}

test('late answers to earlier requests are passed over', async () => {
  const { driver, answer, link } = await setUp();
  const found = driver.findCard();
  await answer('00 0C 00 00 90 00 00 00 00 00 00 00 00 9C', '00 04 00 00 90 94', '00 08 00 00 9F 00 00 00 00 97');
  expect(await found).toEqual({ ok: true, value: true });
  await link.stop();
});

test('a wrong check byte is told at once', async () => {
  const { driver, answer, link } = await setUp();
  const found = driver.findCard();
  await answer('00 04 00 00 80 85');
  expect(await found).toEqual({ ok: false, error: 'bad-checksum' });
  await link.stop();
});

test('requests of several callers never overlap', async () => {
  const { driver, sent, answer, link } = await setUp();
  const status = driver.samStatus();
  const id = driver.samId();
  await answer();
  expect(sent).toEqual([fromHex(`${PREAMBLE} 00 03 11 FF ED`)]);
  await answer('00 04 00 00 66 62');
  expect(await status).toEqual({ ok: true, value: 'faulty' });
  await answer('00 14 00 00 90 05 00 03 00 7C 53 33 01 87 D6 12 00 B1 68 DE 3A E1');
  expect(await id).toEqual({ ok: true, value: '05.03-20140924-0001234567-0987654321' });
  await link.stop();
});

test('a module that keeps its id to itself', async () => {
  const { driver, answer, link } = await setUp();
  const id = driver.samId();
  await answer('00 04 00 00 21 25');
  expect(await id).toEqual({ ok: true, value: null });
  await link.stop();
});

test('a request on a dead link fails at once', async () => {
  const { driver, link } = await setUp();
  await link.stop();
  expect(await driver.cardStillThere()).toEqual({ ok: false, error: 'disconnected' });
});
