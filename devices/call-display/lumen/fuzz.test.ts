import { fuzzWithDamage, readInChunks, seededInteger, type FuzzSubject } from '../../core/testing/fuzz-parser.ts';
import { NETWORK_FRAMING } from './network-framing.ts';
import { encodeBody, type LumenFrame, type LumenFraming } from './protocol.ts';
import { SERIAL_FRAMING } from './serial-framing.ts';

const SEED = 20260315;

function goodFrames(framing: LumenFraming): { bytes: Uint8Array; frame: LumenFrame }[] {
  const random = seededInteger(SEED);
  return Array.from({ length: 50 }, (_, i) => {
    const data = Uint8Array.from({ length: random(40) }, () => random(256));
    const frame: LumenFrame = { type: i % 2 === 0 ? 'reply' : 'command', card: random(256), code: random(256), data };
    return { bytes: framing.encode(frame), frame };
  });
}

const serial: FuzzSubject<LumenFrame> = {
  createParser: SERIAL_FRAMING.createParser,
  good: goodFrames(SERIAL_FRAMING),
  checkedBytes: SERIAL_FRAMING.encode,
  needsPause: false,
};

const network: FuzzSubject<LumenFrame> = {
  createParser: NETWORK_FRAMING.createParser,
  good: goodFrames(NETWORK_FRAMING),
  checkedBytes: encodeBody,
  needsPause: true,
};

describe.each([
  ['serial', serial],
  ['network', network],
] as const)('%s framing', (_, subject) => {
  test.each([
    ['random', 100_000],
    ['mutated', 10_000],
    ['truncated', 1_000],
    ['bit-flips', 8_000],
  ] as const)('%s input: nothing wrong is accepted and the next good frame is read', (kind, atLeast) => {
    const report = fuzzWithDamage(subject, kind, SEED);
    expect(report.cases).toBeGreaterThanOrEqual(atLeast);
    expect(report).toMatchObject({ wrongAccepts: 0, missed: 0 });
    expect(report.largestPending).toBeLessThanOrEqual(4 * 1024);
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
        for (const read of subject.createParser().push(flipped)) expect(read).toEqual(frame);
      }
    }
  });
});
