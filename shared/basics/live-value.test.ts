import { liveValue } from './live-value.ts';

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

test('a watcher gets the present value at once and then the newest, not every one between', async () => {
  let n = 1;
  const live = liveValue(() => n);
  const stop = new AbortController();
  const seen: number[] = [];
  const watching = (async () => {
    for await (const value of live.watch(stop.signal)) seen.push(value);
  })();
  await settle();
  n = 2;
  live.invalidate();
  n = 3;
  live.invalidate();
  await settle();
  stop.abort();
  await watching;
  expect(seen).toEqual([1, 3]);
});

test('several changes in one turn compute once', async () => {
  let computed = 0;
  const live = liveValue(() => (computed += 1));
  const stop = new AbortController();
  const seen: number[] = [];
  const watching = (async () => {
    for await (const value of live.watch(stop.signal)) seen.push(value);
  })();
  await settle();
  live.invalidate();
  live.invalidate();
  live.invalidate();
  await settle();
  expect(seen).toEqual([1, 2]);
  stop.abort();
  await watching;
});

test('an aborted watcher ends although nothing changes', async () => {
  const live = liveValue(() => 1);
  const stop = new AbortController();
  const iterator = live.watch(stop.signal);
  await iterator.next();
  const next = iterator.next();
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});
