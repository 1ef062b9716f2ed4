import { ManualClock } from '../../shared/basics/clock.ts';
import { memoryPair, type MemoryPair } from '../transports/memory.ts';
import { OpeningTrouble, type TransportFactory } from '../transports/transport.ts';
import { CONNECT_LIMIT_MS, createLink, type Connection, type Link } from './link.ts';
import { BACK_OFF } from './supervisor.ts';

type Opening = 'refuse' | 'trouble' | 'hang' | 'accept';

function setUp(options: { session?: (connection: Connection, link: () => Link) => Promise<void> } = {}) {
  const clock = new ManualClock(1_000_000);
  const attempts: number[] = [];
  const pairs: MemoryPair[] = [];
  const opening = { next: 'accept' as Opening };
  const factory: TransportFactory = {
    address: 'memory',
    async open(signal) {
      attempts.push(clock.now());
      if (opening.next === 'refuse') throw new Error('refused');
      if (opening.next === 'trouble') throw new OpeningTrouble('有两个同型号的串口');
      if (opening.next === 'hang') {
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
      }
      const pair = memoryPair();
      pairs.push(pair);
      return pair.near;
    },
  };
  async function untilGone(connection: Connection): Promise<void> {
    link.markGood();
    link.set({ health: 'ready', state: 'ready', advice: '' });
    await new Promise<void>((resolve) => connection.signal.addEventListener('abort', () => resolve()));
  }
  const session = options.session;
  const link: Link = createLink({
    factory,
    clock,
    deviceName: '样机',
    session: session === undefined ? untilGone : (connection) => session(connection, () => link),
  });
  const states: string[] = [];
  link.onStatus((status) => states.push(status.state));
  return { clock, attempts, pairs, opening, link, states };
}

test('connects, tells changes only, and stops', async () => {
  const { clock, link, states } = setUp();
  expect(link.status().state).toBe('stopped');
  link.start();
  link.start();
  await clock.advance(0);
  expect(link.status()).toEqual({ health: 'ready', state: 'ready', advice: '', since: 1_000_000, lastGoodAt: 1_000_000, counters: { connections: 1 } });
  link.set({ health: 'ready', state: 'ready', advice: '' });
  expect(link.connection()).not.toBeNull();
  await link.stop();
  expect(link.connection()).toBeNull();
  expect(states).toEqual(['connecting', 'ready', 'stopped']);
});

test('a pulled cable shows at once and is looked for with growing waits', async () => {
  const { clock, link, pairs, opening, attempts } = setUp();
  link.start();
  await clock.advance(0);
  opening.next = 'refuse';
  pairs[0]?.cut('cable');
  await clock.advance(0);
  expect(link.status()).toMatchObject({ health: 'disconnected', state: 'disconnected', advice: '样机未连接，请检查电源和连接线' });
  await clock.advance(20_000);
  expect(attempts.slice(0, 7).map((at) => at - 1_000_000)).toEqual([0, 200, 700, 1_700, 3_700, 5_700, 7_700]);
  opening.next = 'accept';
  await clock.advance(2_000);
  expect(link.status().health).toBe('ready');
  await link.stop();
});

test('what a person has to decide stands in the advice as long as it is so', async () => {
  const { clock, link, opening } = setUp();
  opening.next = 'trouble';
  link.start();
  await clock.advance(0);
  expect(link.status()).toMatchObject({ health: 'disconnected', advice: '有两个同型号的串口' });
  opening.next = 'refuse';
  await clock.advance(1_000);
  expect(link.status().advice).toBe('样机未连接，请检查电源和连接线');
  await link.stop();
});

test('an attempt that hangs is given up', async () => {
  const { clock, link, opening, attempts } = setUp();
  opening.next = 'hang';
  link.start();
  await clock.advance(0);
  await clock.advance(CONNECT_LIMIT_MS);
  expect(link.status().health).toBe('disconnected');
  await clock.advance(BACK_OFF[1]);
  expect(attempts).toHaveLength(2);
  await link.stop();
  expect(link.status().state).toBe('stopped');
});

test('a session that gives up is connected anew, and its transport is closed', async () => {
  const { clock, link, pairs } = setUp({ session: async () => undefined });
  link.start();
  await clock.advance(0);
  await clock.advance(BACK_OFF[1]);
  expect(pairs).toHaveLength(2);
  await expect(pairs[0]?.near.write(Uint8Array.of(1))).rejects.toThrow();
  expect(link.status().health).toBe('disconnected');
  await link.stop();
});

test('stopping ends a running session, and the link can be started again', async () => {
  const { clock, link, pairs } = setUp();
  link.start();
  await clock.advance(0);
  await link.stop();
  await expect(pairs[0]?.near.write(Uint8Array.of(1))).rejects.toThrow();
  link.start();
  await clock.advance(0);
  expect(link.status().health).toBe('ready');
  await link.stop();
});

test('sending on a dead connection is a result, not an exception', async () => {
  const sent: unknown[] = [];
  const { clock, link, pairs } = setUp({
    async session(connection) {
      pairs[0]?.cut('gone');
      sent.push(await connection.send(Uint8Array.of(1)));
    },
  });
  link.start();
  await clock.advance(0);
  expect(sent).toEqual([{ ok: false, error: 'disconnected' }]);
  await link.stop();
});
