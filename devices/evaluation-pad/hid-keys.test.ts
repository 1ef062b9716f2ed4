import { seededInteger } from '../core/testing/fuzz-parser.ts';
import { createDigitReader } from './hid-keys.ts';

function report(...usages: number[]): Uint8Array {
  return Uint8Array.from([0, 0, ...usages, 0, 0, 0, 0, 0, 0]).subarray(0, 8);
}

function read(...reports: Uint8Array[]): (number | null)[] {
  const reader = createDigitReader();
  return reports.map(reader);
}

// USB HID usage tables, keyboard page: 1E–27 above the letters, 59–62 on the number pad.
test.each([
  [0x1e, 1], [0x1f, 2], [0x20, 3], [0x21, 4], [0x22, 5], [0x26, 9], [0x27, 0],
  [0x59, 1], [0x5a, 2], [0x5b, 3], [0x5c, 4], [0x5d, 5], [0x61, 9], [0x62, 0],
  [0x1d, null], [0x28, null], [0x53, null], [0x58, null], [0x63, null],
])('usage %i is digit %s', (usage, digit) => {
  expect(read(report(usage))).toEqual([digit]);
});

test.each([
  ['held and reported again', [report(0x59), report(0x59), report(0x59), report()], [1, null, null, null]],
  ['pressed twice', [report(0x59), report(), report(0x59), report()], [1, null, 1, null]],
  ['two at once', [report(0x59, 0x5a), report()], [null, null]],
  ['the same digit on both rows at once', [report(0x1e, 0x59), report()], [null, null]],
  ['another while one is held', [report(0x59), report(0x59, 0x5a), report(0x5a), report()], [1, null, null, null]],
  ['with NumLock, as some pads send it', [report(0x53), report(0x53, 0x5b), report(0x53), report()], [null, 3, null, null]],
  ['too many are down', [report(1, 1, 1, 1, 1, 1), report(0x59), report()], [null, 1, null]],
  ['with a report number in front', [Uint8Array.of(1, 0, 0, 0x59, 0, 0, 0, 0, 0)], [1]],
  ['a report of another length', [Uint8Array.of(2, 0x59), Uint8Array.of(0x59, 0x59, 0x59, 0x59)], [null, null]],
  ['nothing', [new Uint8Array()], [null]],
])('%s', (_, reports, digits) => {
  expect(read(...reports)).toEqual(digits);
});

// B1: random reports of every length; only a report of eight or nine bytes with a single digit out of rest is a press.
test('100,000 random reports invent no press', () => {
  const random = seededInteger(20260315);
  const reader = createDigitReader();
  let presses = 0;
  for (let i = 0; i < 100_000; i += 1) {
    const bytes = Uint8Array.from({ length: random(12) }, () => random(256));
    reader(report());
    const digit = reader(bytes);
    if (digit === null) continue;
    presses += 1;
    const keys = [...bytes.subarray(bytes.length - 6)].filter((usage) => (usage >= 0x1e && usage <= 0x27) || (usage >= 0x59 && usage <= 0x62));
    expect(new Set(keys).size).toBe(1);
    expect([8, 9]).toContain(bytes.length);
  }
  expect(presses).toBeGreaterThan(1_000);
});
