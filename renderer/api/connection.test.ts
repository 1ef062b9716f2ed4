import type { kioskContract } from '../../shared/contract/kiosk.ts';
import { backoffMs } from './backoff.ts';
import type { Carrier, Link } from './carrier.ts';
import { commandIntents } from './command-intents.ts';
import { ConnectionLostError, openConnection } from './connection.ts';
import { follow } from './follow.ts';

type Contract = Pick<typeof kioskContract, 'reset'>;
const never = new AbortController().signal;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A carrier whose ends the test decides. */
function scriptedCarrier() {
  const opened: { succeed: (link: Link) => void; fail: () => void; close: () => void }[] = [];
  const carrier: Carrier = {
    open: (closed) =>
      new Promise((resolve, reject) => {
        opened.push({ succeed: resolve, fail: () => reject(new Error('refused')), close: closed });
      }),
  };
  return { carrier, opened };
}

/** Sleeps end when the test says so; what was asked for is kept. */
function scriptedTimers() {
  const asked: number[] = [];
  const wakes: (() => void)[] = [];
  return {
    asked,
    wake: () => wakes.splice(0).forEach((wake) => wake()),
    sleep: (ms: number) => new Promise<void>((resolve) => {
      asked.push(ms);
      wakes.push(resolve);
    }),
    random: () => 1,
  };
}

function answering(text: string): Link {
  return { call: () => Promise.resolve(text) };
}

test('pauses double from a quarter second to five, spread by half', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((failures) => backoffMs(failures, 1))).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  expect(backoffMs(3, 0)).toBe(1000);
});

test('a call while there is no connection fails at once as lost', async () => {
  const { carrier } = scriptedCarrier();
  const connection = openConnection<Contract>(carrier, scriptedTimers());
  await expect(connection.client.reset()).rejects.toBeInstanceOf(ConnectionLostError);
  connection.close();
});

test('it opens again after failures and after a close, and calls use the newest link', async () => {
  const { carrier, opened } = scriptedCarrier();
  const timers = scriptedTimers();
  const connection = openConnection<Contract>(carrier, timers);
  opened[0]?.fail();
  await turn();
  timers.wake();
  await turn();
  opened[1]?.fail();
  await turn();
  timers.wake();
  await turn();
  opened[2]?.succeed(answering('first'));
  await connection.ready(never);
  expect(await connection.client.reset()).toBe('first');

  opened[2]?.close();
  await turn();
  await expect(connection.client.reset()).rejects.toBeInstanceOf(ConnectionLostError);
  const ready = connection.ready(never);
  timers.wake();
  await turn();
  opened[3]?.succeed(answering('second'));
  await ready;
  expect(await connection.client.reset()).toBe('second');
  expect(timers.asked).toEqual([500, 1000, 250]);
  connection.close();
});

test('closing ends the attempts', async () => {
  const { carrier, opened } = scriptedCarrier();
  const timers = scriptedTimers();
  const connection = openConnection<Contract>(carrier, timers);
  connection.close();
  opened[0]?.fail();
  await turn();
  timers.wake();
  await turn();
  expect(opened).toHaveLength(1);
});

test('a stream that ends or breaks is followed again, and says lost in between', async () => {
  const streams: (() => AsyncGenerator<number>)[] = [
    async function* () { yield 1; yield 2; },
    async function* () { throw new Error('broken'); },
    async function* () { yield 3; },
  ];
  const stop = new AbortController();
  const seen: (number | 'lost')[] = [];
  const timers = scriptedTimers();
  const connection = { client: { reset: () => Promise.resolve({ ok: true, value: {} } as const) }, ready: () => Promise.resolve() };
  const following = follow<Contract, number>(
    connection,
    () => {
      const next = streams.shift();
      if (next === undefined) return Promise.reject(new Error('no more'));
      return Promise.resolve(next());
    },
    { state: (state) => { seen.push(state); if (state === 3) stop.abort(); }, lost: () => seen.push('lost') },
    timers,
    stop.signal,
  );
  await turn();
  timers.wake();
  await turn();
  timers.wake();
  await following;
  expect(seen).toEqual([1, 2, 'lost', 'lost', 3]);
  expect(timers.asked).toEqual([250, 500]);
});

test('the same press without an answer is the same command; another input or an answered one is new', () => {
  const ids = ['01ARZ3NDEKTSV4RRFFQ69G5FA0', '01ARZ3NDEKTSV4RRFFQ69G5FA1', '01ARZ3NDEKTSV4RRFFQ69G5FA2'];
  const intents = commandIntents(() => ids.shift() ?? '');
  expect(intents.idFor(['a'])).toBe('01ARZ3NDEKTSV4RRFFQ69G5FA0');
  expect(intents.idFor(['a'])).toBe('01ARZ3NDEKTSV4RRFFQ69G5FA0');
  expect(intents.idFor(['b'])).toBe('01ARZ3NDEKTSV4RRFFQ69G5FA1');
  intents.answered();
  expect(intents.idFor(['b'])).toBe('01ARZ3NDEKTSV4RRFFQ69G5FA2');
});
