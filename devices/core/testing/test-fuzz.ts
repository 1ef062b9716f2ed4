import { fuzzWithDamage, readInChunks, type FuzzSubject } from './fuzz-parser.ts';

const SEED = 20260315;
const FRAMES = 50;
const SLOWEST_PUSH_MS = 100;

/**
 * What every parser has to stand (reliability goal B1): 100,000 random and 10,000 mutated inputs, every truncation and every
 * flipped bit of fifty good frames, a good frame behind each; and the good frames however they are cut up.
 * `mostPending` is how many bytes it may hold on to.
 */
export function testParser<F>(subject: FuzzSubject<F>, mostPending: number): void {
  const bytes = subject.good.reduce((sum, frame) => sum + frame.bytes.length, 0);

  test.each([
    ['random', 100_000],
    ['mutated', 10_000],
    ['truncated', bytes],
    ['bit-flips', bytes * 8],
  ] as const)('%s input: nothing wrong is accepted and the next good frame is read', (kind, cases) => {
    expect(subject.good.length).toBeGreaterThanOrEqual(FRAMES);
    const report = fuzzWithDamage(subject, kind, SEED);
    expect(report).toMatchObject({ cases, wrongAccepts: 0, missed: 0 });
    expect(report.largestPending).toBeLessThanOrEqual(mostPending);
    expect(report.slowestPushMs).toBeLessThan(SLOWEST_PUSH_MS);
  }, 60_000);

  test.each(['one-byte', 'random', 'merged'] as const)('chunks: %s', (chunking) => {
    expect(readInChunks(subject, chunking, SEED)).toEqual(subject.good.map((good) => good.frame));
  });

  test('a flipped bit is never read as another frame', () => {
    for (const { bytes: good, frame } of subject.good) {
      for (let bit = 0; bit < good.length * 8; bit += 1) {
        const flipped = good.with(bit >> 3, (good[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        for (const read of subject.createParser().push(flipped)) expect(read).toEqual(frame);
      }
    }
  });
}
