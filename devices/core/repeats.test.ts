import type { Clock } from '../../shared/basics/clock.ts';
import { createRepeatFilter } from './repeats.ts';

test.each([
  ['the same again in time', 2_000, [['a', 0], ['a', 1_999]], [false, true]],
  ['the same again later', 2_000, [['a', 0], ['a', 2_000]], [false, false]],
  ['one that never stops, counted from its last', 2_000, [['a', 0], ['a', 1_500], ['a', 3_000], ['a', 4_500]], [false, true, true, true]],
  ['another in between', 2_000, [['a', 0], ['b', 10], ['a', 20]], [false, false, false]],
  ['without a window', 0, [['a', 0], ['a', 0]], [false, false]],
  ['the clock put back an hour', 2_000, [['a', 3_600_000], ['a', 0], ['a', 100]], [false, false, true]],
] as const)('%s', (_name, repeatMs, messages, expected) => {
  let now = 0;
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
  const isRepetition = createRepeatFilter(clock, repeatMs);
  expect(messages.map(([message, at]) => {
    now = at;
    return isRepetition(message);
  })).toEqual(expected);
});
