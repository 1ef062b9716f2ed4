import { ManualClock } from '../../../shared/basics/clock.ts';
import { memoryFactory, type MemoryPair } from '../../transports/memory.ts';
import { toHex } from '../bytes.ts';
import { createBusLink, type BusLink } from './bus-link.ts';
import { encodeFrame, FUNC } from './frames.ts';
import { createBusPool, createWindowBus } from './window-bus.ts';

/** Two devices on one line, numbers 1 and 2, and the far end of every connection made. */
async function bench(reachable = () => true) {
  const clock = new ManualClock(1_000_000);
  const pairs: MemoryPair[] = [];
  const closes: number[] = [];
  const factory = memoryFactory((pair) => {
    if (!reachable()) throw new Error('no cable');
    const nth = pairs.push(pair);
    pair.far.onClose(() => closes.push(nth));
  });
  const bus = createWindowBus({ factory, clock });
  const heard: string[] = [];
  const [one, two] = [member(1), member(2)];

  function member(busAddress: number): BusLink {
    return createBusLink({
      bus,
      clock,
      busAddress,
      deviceName: '设备',
      onFrame: (frame) => heard.push(`${busAddress}: ${frame.func} ${toHex(frame.data)}`),
    });
  }

  function far(): MemoryPair['far'] {
    const last = pairs.at(-1);
    if (last === undefined) throw new Error('nobody connected');
    return last.far;
  }

  async function say(address: number, value: number): Promise<void> {
    await far().write(encodeFrame({ address, func: FUNC.press, data: Uint8Array.of(value) }));
    await clock.advance(0);
  }

  one.start();
  two.start();
  await clock.advance(50);
  return { clock, bus, one, two, heard, pairs, closes, far, say };
}

test('two devices share one connection, each hears its own number', async () => {
  const { pairs, heard, say, one, two } = await bench();
  await say(2, 7);
  await say(1, 5);
  expect(pairs).toHaveLength(1);
  expect(heard).toEqual(['2: 17 07', '1: 17 05']);
  expect([one, two].map((link) => link.status().counters)).toEqual([{ connections: 1 }, { connections: 1 }]);
});

test('one that stops leaves the line to the other; the last one closes it', async () => {
  const { one, two, closes, heard, say } = await bench();
  await one.stop();
  expect(closes).toEqual([]);
  expect(two.status().state).toBe('listening');
  await say(2, 7);
  await say(1, 7);
  expect(heard).toEqual(['2: 17 07']);
  await two.stop();
  expect(closes).toEqual([1]);
});

test('a pulled cable is seen by both, and both share the next connection', async () => {
  const { clock, one, two, pairs, heard, say } = await bench();
  pairs[0]?.cut('cable pulled');
  await clock.advance(0);
  expect([one, two].map((link) => link.status().health)).toEqual(['disconnected', 'disconnected']);
  await clock.advance(3_000);
  expect(pairs).toHaveLength(2);
  expect([one, two].map((link) => link.status().state)).toEqual(['listening', 'listening']);
  await say(1, 5);
  expect(heard).toEqual(['1: 17 05']);
});

test('a line that cannot be opened leaves both disconnected until it can', async () => {
  let reachable = false;
  const { clock, one, two, pairs } = await bench(() => reachable);
  expect([one, two].map((link) => link.status().health)).toEqual(['disconnected', 'disconnected']);
  reachable = true;
  await clock.advance(5_000);
  expect(pairs).toHaveLength(1);
  expect([one, two].map((link) => link.status().state)).toEqual(['listening', 'listening']);
});

test('a device stopped while the line is being opened leaves nothing open', async () => {
  const clock = new ManualClock(1_000_000);
  const opening = Promise.withResolvers<void>();
  let given = 0;
  const factory = {
    address: 'memory',
    open: async (signal: AbortSignal): Promise<never> => {
      signal.addEventListener('abort', () => opening.resolve());
      await opening.promise;
      given += 1;
      throw new Error('opening was given up');
    },
  };
  const link = createBusLink({ bus: createWindowBus({ factory, clock }), clock, busAddress: 1, deviceName: '设备', onFrame: () => undefined });
  link.start();
  await clock.advance(10);
  const stopped = link.stop();
  await clock.advance(10);
  await stopped;
  expect(given).toBe(1);
  expect(link.status().state).toBe('stopped');
});

/** When each frame left, after `from`. */
function departures(far: MemoryPair['far'], clock: ManualClock): { at: number; hex: string }[] {
  const seen: { at: number; hex: string }[] = [];
  far.onData((chunk) => seen.push({ at: clock.now(), hex: toHex(chunk) }));
  return seen;
}

test('everybody on the bus waits for the same quiet: after what was heard and after what was sent', async () => {
  const { clock, one, two, far, say } = await bench();
  const seen = departures(far(), clock);
  await say(1, 5);
  const from = clock.now();
  void one.seat()?.send(FUNC.host, Uint8Array.of(5));
  void two.seat()?.send(FUNC.beep, new Uint8Array());
  await clock.advance(100);
  const [first, second] = seen.map(({ at }) => at - from);
  expect(first).toBeGreaterThanOrEqual(20);
  // The first frame of 10 bytes is on the wire for 10.5 ms before the quiet begins.
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(30);
  expect(second).toBeLessThanOrEqual(60);
});

test('a line that is never quiet does not hold a frame for ever', async () => {
  const { clock, one, far } = await bench();
  const seen = departures(far(), clock);
  void one.seat()?.send(FUNC.beep, new Uint8Array());
  for (let ms = 0; ms < 300; ms += 10) {
    await far().write(Uint8Array.of(0x55));
    await clock.advance(10);
  }
  expect(seen).toHaveLength(1);
});

test('an adapter that hears itself is not answered', async () => {
  const { clock, one, far, heard, say } = await bench();
  const frame = { address: 1, func: FUNC.host, data: Uint8Array.of(0x0c) };
  void one.seat()?.send(frame.func, frame.data);
  await clock.advance(30);
  await far().write(encodeFrame(frame));
  await clock.advance(0);
  expect(heard).toEqual([]);
  await clock.advance(500);
  await far().write(encodeFrame(frame));
  await say(1, 5);
  expect(heard).toEqual(['1: 1 0C', '1: 17 05']);
});

test('a number that nobody here has is counted, and told once', async () => {
  const { bus, one, two, say } = await bench();
  await say(9, 5);
  expect(two.status().advice).toBe('设备的线路上还有编号 9 的设备，配置里没有它，请核对设备的编号和配置');
  one.set({ health: 'ready', state: 'ready', advice: '' });
  for (let i = 0; i < 2; i += 1) await say(9, 5);
  expect(bus.strangers()).toEqual(new Map([[9, 3]]));
  expect(one.status().state).toBe('ready');
});

test('whoever finds the line broken ends it for both', async () => {
  const { clock, one, two, closes } = await bench();
  one.seat()?.giveUp();
  await clock.advance(0);
  expect(two.status().health).toBe('disconnected');
  expect(closes).toEqual([1]);
});

test('the pool has one bus an address', () => {
  const opened: string[] = [];
  const pool = createBusPool((address) => {
    opened.push(address);
    return memoryFactory(() => undefined);
  }, new ManualClock(0));
  expect(pool.at('tcp://a:1')).toBe(pool.at('tcp://a:1'));
  expect(pool.at('tcp://a:2')).not.toBe(pool.at('tcp://a:1'));
  expect(opened).toEqual(['tcp://a:1', 'tcp://a:2']);
});

test('half a frame, a pause, then a whole one', async () => {
  const { clock, far, heard, say } = await bench();
  await far().write(Uint8Array.of(0xff, 0x68, 0x08, 0x08, 0x68, 0x01));
  await clock.advance(200);
  await say(1, 5);
  expect(heard).toEqual(['1: 17 05']);
});
