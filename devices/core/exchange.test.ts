import { ManualClock } from '../../shared/basics/clock.ts';
import type { Result } from '../../shared/basics/result.ts';
import { byteByByte, memoryPair } from '../transports/memory.ts';
import { createExchange, type ExchangeFailure, type FrameParser, type RequestOptions } from './exchange.ts';
import type { Connection } from './link.ts';

/** Frames of two bytes: enough to see halves. */
function pairParser(): FrameParser<string> {
  let held: number[] = [];
  return {
    push(chunk) {
      held.push(...chunk);
      const frames: string[] = [];
      while (held.length >= 2) frames.push(held.splice(0, 2).join('-'));
      return frames;
    },
    get pending() {
      return held.length;
    },
    reset: () => (held = []),
  };
}

function setUp() {
  const clock = new ManualClock(0);
  const pair = memoryPair({ chunk: byteByByte });
  const gone = new AbortController();
  pair.near.onClose(() => gone.abort());
  const connection: Connection = {
    signal: gone.signal,
    async send(bytes) {
      return pair.near.write(bytes).then(
        () => ({ ok: true, value: undefined }) as const,
        () => ({ ok: false, error: 'disconnected' }) as const,
      );
    },
    onData: pair.near.onData,
    giveUp: () => gone.abort(),
  };
  const exchange = createExchange(connection, pairParser(), clock);
  const unasked: string[] = [];
  exchange.onFrame((frame) => unasked.push(frame));
  const outcome: { value: Result<string, ExchangeFailure> | null } = { value: null };
  function ask(options: Partial<RequestOptions<string>> = {}): void {
    outcome.value = null;
    void exchange.request(Uint8Array.of(9), { timeoutMs: 1_000, ...options }).then((result) => (outcome.value = result));
  }
  async function device(...bytes: number[]): Promise<void> {
    await pair.far.write(Uint8Array.from(bytes));
    await clock.advance(0);
  }
  return { clock, pair, unasked, outcome, ask, device };
}

test('gives the first frame as the answer and the rest to listeners', async () => {
  const { outcome, unasked, ask, device } = setUp();
  await device(5, 5);
  ask();
  await device(1, 2, 3, 4);
  expect(outcome.value).toEqual({ ok: true, value: '1-2' });
  expect(unasked).toEqual(['5-5', '3-4']);
});

test('passes over frames that are no answer', async () => {
  const { outcome, unasked, ask, device } = setUp();
  ask({ matches: (frame) => frame.startsWith('7') });
  await device(1, 2, 7, 0);
  expect(outcome.value).toEqual({ ok: true, value: '7-0' });
  expect(unasked).toEqual(['1-2']);
});

test('throws half a frame away before a request, unless told to keep it', async () => {
  const { outcome, ask, device } = setUp();
  await device(1);
  ask();
  await device(2, 3);
  expect(outcome.value).toEqual({ ok: true, value: '2-3' });
  await device(4);
  ask({ keepPending: true });
  await device(5);
  expect(outcome.value).toEqual({ ok: true, value: '4-5' });
});

test('silence ends at the time-out; a late answer is nobody’s', async () => {
  const { clock, outcome, unasked, ask, device } = setUp();
  ask();
  await clock.advance(999);
  expect(outcome.value).toBeNull();
  await clock.advance(1);
  expect(outcome.value).toEqual({ ok: false, error: 'silent' });
  await device(1, 2);
  expect(unasked).toEqual(['1-2']);
});

test('a frame that stops is broken after the gap, one that goes on is not', async () => {
  const { clock, outcome, ask, device } = setUp();
  ask({ gapMs: 100 });
  await device(1);
  await clock.advance(99);
  await device(2);
  expect(outcome.value).toEqual({ ok: true, value: '1-2' });
  ask({ gapMs: 100 });
  await device(1);
  await clock.advance(100);
  expect(outcome.value).toEqual({ ok: false, error: 'broken' });
});

test('a cut ends a waiting request, and a request on a dead connection', async () => {
  const { clock, pair, outcome, ask } = setUp();
  ask();
  pair.cut('cable');
  await clock.advance(0);
  expect(outcome.value).toEqual({ ok: false, error: 'disconnected' });
  ask();
  await clock.advance(0);
  expect(outcome.value).toEqual({ ok: false, error: 'disconnected' });
});

test('a half-open connection is silent, not connected for ever', async () => {
  const { clock, pair, outcome, ask, device } = setUp();
  pair.drop();
  ask();
  await device(1, 2);
  await clock.advance(1_000);
  expect(outcome.value).toEqual({ ok: false, error: 'silent' });
});
