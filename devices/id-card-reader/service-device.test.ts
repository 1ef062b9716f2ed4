import { ManualClock } from '../../shared/basics/clock.ts';
import type { HttpGet } from './service.ts';
import { createServiceReader } from './service-device.ts';
import { createSimulatedService, type ServiceAction } from './simulated-service.ts';
import type { CardEvent } from './types.ts';

const ADDRESS = 'http://127.0.0.1:8989';

async function setUp(before: readonly ServiceAction[] = []) {
  const clock = new ManualClock(1_000_000);
  const service = createSimulatedService(clock);
  for (const action of before) service.act(action);
  const line = { cut: false, open: 0, mostOpen: 0 };

  const get: HttpGet = async (url, { signal }) => {
    if (line.cut) throw new TypeError('fetch failed');
    line.open += 1;
    line.mostOpen = Math.max(line.mostOpen, line.open);
    const hungUp = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    try {
      const reply = await Promise.race([service.answer(new URL(url)), hungUp]);
      if (reply.type === 'never') return await hungUp;
      if (reply.type === 'not-found') return { ok: false, text: async () => '404 page not found' };
      return { ok: true, text: async () => (reply.type === 'cut' ? Promise.reject(new TypeError('terminated')) : reply.body) };
    } finally {
      line.open -= 1;
    }
  };

  const reader = createServiceReader({ address: ADDRESS, get, clock, options: { cardLeftMs: 10_000 } });
  const events: CardEvent[] = [];
  reader.onCard((event) => events.push(event));
  reader.start();
  await clock.advance(0);
  return {
    clock,
    line,
    reader,
    act: service.act,
    observe: service.observe,
    /** The events since the last call, after this much time. */
    async after(ms: number): Promise<CardEvent[]> {
      await clock.advance(ms);
      return events.splice(0);
    },
  };
}

const typesOf = (events: readonly CardEvent[]): string[] => events.map((event) => event.type);

test('one request at a time, all day long', async () => {
  const { line, reader, after, act, observe } = await setUp();
  expect(reader.status()).toMatchObject({ health: 'ready', advice: '' });
  await after(5_000);
  act({ type: 'insert-card', card: 'li-si' });
  await after(20_000);
  expect(line.mostOpen).toBe(1);
  expect(observe().refusedAsBusy).toBe(0);
  await reader.stop();
  expect(reader.status().state).toBe('stopped');
});

test.each([true, false])('a card that lies there is told once, whether the service reads it again or not (%p)', async (on) => {
  const { reader, after, act } = await setUp([{ type: 'reads-again', on }]);
  act({ type: 'insert-card', card: 'li-si' });
  expect(typesOf(await after(1_000))).toEqual(['card-read']);
  expect(typesOf(await after(6_000)).filter((type) => type !== 'card-removed')).toEqual([]);
  act({ type: 'remove-card' });
  await after(3_000);
  act({ type: 'insert-card', card: 'li-si' });
  expect(typesOf(await after(1_200))).toEqual(['card-read']);
  await reader.stop();
});

test('a card that is read again and again is left lying, until it is taken', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'insert-card', card: 'li-si' });
  await after(1_000);
  expect(typesOf(await after(10_000))).toEqual(['card-left']);
  expect(reader.status()).toMatchObject({ health: 'attention', state: 'card-left' });
  expect(await after(20_000)).toEqual([]);
  act({ type: 'remove-card' });
  expect(typesOf(await after(4_000))).toEqual(['card-removed']);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('a card swapped for another is a removal and a new read', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'insert-card', card: 'li-si' });
  await after(800);
  act({ type: 'insert-card', card: 'wang-yangli' });
  expect(await after(1_500)).toMatchObject([{ type: 'card-removed' }, { type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test('taken away while it is read again: it is lifted, and nobody hears of a failure', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'insert-card', card: 'li-si' });
  expect(typesOf(await after(1_200))).toEqual(['card-read']);
  act({ type: 'remove-card' });
  expect(typesOf(await after(1_000))).toEqual(['card-removed']);
  await reader.stop();
});

test('taken away while it is read for the first time: the citizen is told', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'insert-card', card: 'li-si' });
  await after(300);
  act({ type: 'remove-card' });
  expect(await after(1_000)).toMatchObject([{ type: 'card-failed', failure: { code: 'READ_FAILED' } }]);
  await reader.stop();
});

test('a card that cannot be read is told once', async () => {
  const { reader, after, act } = await setUp([{ type: 'refuse', retcode: '0x41' }]);
  act({ type: 'insert-card', card: 'li-si' });
  expect(typesOf(await after(10_000))).toEqual(['card-failed']);
  await reader.stop();
});

test('a failure at the end of the waiting is an empty reader, whatever its code', async () => {
  const { reader, after, act } = await setUp([{ type: 'set-timing', readMs: 1_900 }, { type: 'refuse', retcode: '0x41' }]);
  act({ type: 'insert-card', card: 'li-si' });
  expect(await after(10_000)).toEqual([]);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('a broken answer may hide another card: the one before counts as lifted', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'insert-card', card: 'li-si' });
  await after(800);
  act({ type: 'set-fault', fault: 'broken-json', times: 1 });
  act({ type: 'insert-card', card: 'wang-yangli' });
  expect(await after(1_000)).toMatchObject([{ type: 'card-removed' }, { type: 'card-failed', failure: { code: 'BAD_FRAME' } }]);
  expect(await after(1_500)).toMatchObject([{ type: 'card-read', card: { name: '王样例' } }]);
  await reader.stop();
});

test('a service that falls silent shows within 5 seconds of its last word', async () => {
  const { reader, after, act } = await setUp([{ type: 'hang', on: false }]);
  await after(2_000);
  const lastGood = reader.status().lastGoodAt ?? 0;
  act({ type: 'hang', on: true });
  await after(10_000);
  expect(reader.status().health).toBe('disconnected');
  expect(reader.status().since - lastGood).toBeLessThanOrEqual(5_000);
  await reader.stop();
});

test('an answer later than anybody waits: disconnected, then the card is read after all', async () => {
  const { reader, after, act } = await setUp([{ type: 'set-fault', fault: 'slow', times: 1 }]);
  act({ type: 'insert-card', card: 'li-si' });
  expect(await after(4_100)).toEqual([]);
  expect(reader.status().health).toBe('disconnected');
  expect(typesOf(await after(6_000))).toEqual(['card-read']);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('no service at all, and another program in its place', async () => {
  const { line, reader, after } = await setUp();
  line.cut = true;
  await after(3_000);
  expect(reader.status()).toMatchObject({ health: 'disconnected', advice: expect.stringContaining('读卡服务') });
  await reader.stop();

  const clock = new ManualClock(0);
  const other = createServiceReader({ address: ADDRESS, clock, get: async () => ({ ok: true, text: async () => '<html>' }) });
  other.start();
  await clock.advance(1_000);
  expect(other.status().health).toBe('disconnected');
  await other.stop();
});

test('a reader pulled off its computer is a fault that mends itself, and no event of a card', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'reader', on: false });
  expect(await after(6_000)).toEqual([]);
  expect(reader.status()).toMatchObject({ health: 'fault', state: 'reader-fault', advice: expect.stringContaining('请检查') });
  act({ type: 'reader', on: true });
  expect(await after(5_000)).toEqual([]);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('another program that will not let go of the service is told; a short one is not', async () => {
  const { reader, after, act } = await setUp();
  act({ type: 'occupy', on: true });
  await after(4_000);
  expect(reader.status().health).toBe('ready');
  await after(3_000);
  expect(reader.status()).toMatchObject({ health: 'attention', state: 'busy', advice: expect.stringContaining('占用') });
  act({ type: 'occupy', on: false });
  act({ type: 'insert-card', card: 'li-si' });
  expect(typesOf(await after(1_500))).toEqual(['card-read']);
  expect(reader.status().health).toBe('ready');
  await reader.stop();
});

test('stopping does not wait for a card', async () => {
  const { reader, clock } = await setUp();
  await clock.advance(100);
  await reader.stop();
  expect(reader.status().state).toBe('stopped');
});
