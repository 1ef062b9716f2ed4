import { createOnbonParser, encodeFrame, type OnbonFrame } from './protocol.ts';
import { fuzzWithDamage, readInChunks, seededInteger, type FuzzSubject } from '../../core/testing/fuzz-parser.ts';

const SEED = 20260315;

function goodFrames(): { bytes: Uint8Array; frame: OnbonFrame }[] {
  const random = seededInteger(SEED);
  return Array.from({ length: 50 }, (_, i) => {
    const data = Uint8Array.from({ length: i % 25 === 0 ? 5 : 5 + random(40) }, () => random(256));
    const frame = { destination: random(0x10000), source: random(0x10000), deviceType: random(256), data };
    return { bytes: encodeFrame(frame), frame };
  });
}

const PREAMBLE = 8;
const subject: FuzzSubject<OnbonFrame> = {
  createParser: createOnbonParser,
  good: goodFrames(),
  checkedBytes: (frame) => encodeFrame(frame).slice(PREAMBLE),
  needsPause: false,
};

test.each([
  ['random', 100_000],
  ['mutated', 10_000],
  ['truncated', 1_500],
  ['bit-flips', 12_000],
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

test('a flipped bit is never read as another frame', () => {
  for (const { bytes, frame } of subject.good) {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      for (const read of createOnbonParser().push(flipped)) expect(read).toEqual(frame);
    }
  }
});
