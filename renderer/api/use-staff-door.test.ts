import { withTap } from './use-staff-door.ts';

function opensAt(times: readonly number[]): number[] {
  let taps: readonly number[] = [];
  return times.filter((at) => {
    const after = withTap(taps, at);
    taps = after.taps;
    return after.opens;
  });
}

test.each([
  ['five within three seconds', [0, 700, 1400, 2100, 2800], [2800]],
  ['four', [0, 100, 200, 300], []],
  ['a child that taps now and then', [0, 1000, 2000, 3000, 4000, 5000, 6000], []],
  ['the last five count, whatever came before', [0, 2900, 3100, 3300, 3500, 3700], [3700]],
  ['after it opened the count begins anew', [0, 1, 2, 3, 4, 5, 6, 7, 8], [4]],
])('%s', (_what, times, opened) => {
  expect(opensAt(times)).toEqual(opened);
});
