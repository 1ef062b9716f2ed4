import { fuzzWithDamage, readInChunks, seededInteger, type FuzzSubject } from '../testing/fuzz-parser.ts';
import { createBusParser, encodeFrame, type BusFrame } from './frames.ts';

const SEED = 20260315;

function goodFrames(): { bytes: Uint8Array; frame: BusFrame }[] {
  const random = seededInteger(SEED);
  return Array.from({ length: 50 }, () => {
    const data = Uint8Array.from({ length: random(7) }, () => random(256));
    const frame = { address: random(256), func: random(256), data };
    return { bytes: encodeFrame(frame), frame };
  });
}

const subject: FuzzSubject<BusFrame> = {
  createParser: createBusParser,
  good: goodFrames(),
  checkedBytes: encodeFrame,
  needsPause: true,
};

test.each([
  ['random', 100_000],
  ['mutated', 10_000],
  ['truncated', 500],
  ['bit-flips', 4_000],
] as const)('%s input: nothing wrong is accepted and the next good frame is read', (kind, atLeast) => {
  const report = fuzzWithDamage(subject, kind, SEED);
  expect(report.cases).toBeGreaterThanOrEqual(atLeast);
  expect(report).toMatchObject({ wrongAccepts: 0, missed: 0 });
  expect(report.largestPending).toBeLessThanOrEqual(64 * 1024);
  expect(report.slowestPushMs).toBeLessThan(100);
}, 60_000);

test.each(['one-byte', 'random', 'merged'] as const)('chunks: %s', (chunking) => {
  expect(readInChunks(subject, chunking, SEED)).toEqual(subject.good.map((good) => good.frame));
});

test('a flipped bit is never read as a frame', () => {
  for (const { bytes } of subject.good) {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(createBusParser().push(flipped)).toHaveLength(0);
    }
  }
});
