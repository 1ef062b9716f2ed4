import { seededRandom } from '../../../shared/basics/seeded-random.ts';
import type { FrameParser } from '../exchange.ts';

/** Whole numbers from 0 to `below` − 1 that repeat themselves for the same seed. */
export function seededInteger(seed: number): (below: number) => number {
  const random = seededRandom(seed);
  return (below) => Math.floor(random() * below);
}

export interface FuzzSubject<F> {
  createParser(): FrameParser<F>;
  /** Good frames with what a parser must make of them. */
  readonly good: readonly { readonly bytes: Uint8Array; readonly frame: F }[];
  /** The bytes of a frame that its checksum covers: an accepted frame must stand in the input exactly so. */
  checkedBytes(frame: F): Uint8Array;
  /** Without a unique start mark, damage may hide the next frame until a pause in the line (`reset`). */
  readonly needsPause: boolean;
}

/** What a parser did wrong; all zero for a good one. */
export interface FuzzReport {
  readonly cases: number;
  /** Frames accepted that do not stand in the input. */
  readonly wrongAccepts: number;
  /** Good frames after damage that were not read. */
  readonly missed: number;
  readonly largestPending: number;
  readonly slowestPushMs: number;
}

const RANDOM_CASES = 100_000;
const MUTATED_CASES = 10_000;
const LONGEST_RANDOM = 48;

function bytesOf(random: (below: number) => number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = random(256);
  return bytes;
}

function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const mutated = [...bytes];
  for (let edits = 1 + random(4); edits > 0; edits -= 1) {
    const at = random(mutated.length + 1);
    const kind = random(3);
    if (kind === 0) mutated.splice(at, 1, random(256));
    else if (kind === 1) mutated.splice(at, 0, random(256));
    else mutated.splice(at, 1 + random(4));
  }
  return Uint8Array.from(mutated);
}

function singleBitFlips(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const flipped = Uint8Array.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return flipped;
  });
}

function truncations(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length }, (_, length) => bytes.slice(0, length));
}

/** One damaged input after the other into one parser that is never renewed, a good frame behind each. */
export function fuzzWithDamage<F>(subject: FuzzSubject<F>, kind: 'random' | 'mutated' | 'truncated' | 'bit-flips', seed: number): FuzzReport {
  const random = seededInteger(seed);
  const parser = subject.createParser();
  const report = { cases: 0, wrongAccepts: 0, missed: 0, largestPending: 0, slowestPushMs: 0 };

  function push(bytes: Uint8Array): readonly F[] {
    // Of this thread: what else the machine is busy with does not count.
    const begun = process.threadCpuUsage().user;
    const frames = parser.push(bytes);
    report.slowestPushMs = Math.max(report.slowestPushMs, (process.threadCpuUsage().user - begun) / 1_000);
    report.largestPending = Math.max(report.largestPending, parser.pending);
    return frames;
  }

  function tryOne(damaged: Uint8Array, next: { readonly bytes: Uint8Array; readonly frame: F }): void {
    report.cases += 1;
    for (const frame of push(damaged)) {
      if (!Buffer.from(damaged).includes(Buffer.from(subject.checkedBytes(frame)))) report.wrongAccepts += 1;
    }
    if (subject.needsPause) parser.reset();
    const read = push(next.bytes);
    const last = read.at(-1);
    if (last === undefined || !Buffer.from(next.bytes).includes(Buffer.from(subject.checkedBytes(last)))) report.missed += 1;
    // A truncated head may turn into another frame together with the next one; only whole good frames may come out.
    report.wrongAccepts += Math.max(0, read.length - 1);
  }

  function pick(): { readonly bytes: Uint8Array; readonly frame: F } {
    const chosen = subject.good[random(subject.good.length)];
    if (chosen === undefined) throw new Error('no good frames given');
    return chosen;
  }

  if (kind === 'random') for (let i = 0; i < RANDOM_CASES; i += 1) tryOne(bytesOf(random, random(LONGEST_RANDOM)), pick());
  if (kind === 'mutated') for (let i = 0; i < MUTATED_CASES; i += 1) tryOne(mutate(pick().bytes, random), pick());
  if (kind === 'truncated') for (const { bytes } of subject.good) for (const cut of truncations(bytes)) tryOne(cut, pick());
  if (kind === 'bit-flips') for (const { bytes } of subject.good) for (const flip of singleBitFlips(bytes)) tryOne(flip, pick());
  return report;
}

/** All good frames as one stream, cut up in one way; the frames that come out. */
export function readInChunks<F>(subject: FuzzSubject<F>, chunking: 'one-byte' | 'random' | 'merged', seed: number): F[] {
  const random = seededInteger(seed);
  const stream = Buffer.concat(subject.good.map((frame) => frame.bytes));
  const parser = subject.createParser();
  const frames: F[] = [];
  for (let at = 0; at < stream.length; ) {
    const size = chunking === 'merged' ? stream.length : chunking === 'one-byte' ? 1 : 1 + random(20);
    frames.push(...parser.push(stream.subarray(at, at + size)));
    at += size;
  }
  return frames;
}
