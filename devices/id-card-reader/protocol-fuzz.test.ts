import { seededRandom } from '../../shared/basics/seeded-random.ts';
import { concatBytes, fromHex } from '../core/bytes.ts';
import { cardImage } from './card-image.ts';
import { decodeCardText } from './card-text.ts';
import { answerOf, buildFrame, cardBlocksOf, createFrameParser, GOOD_SHAPE, type SamFrame } from './protocol.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';

const random = seededRandom(20261121);
const below = (limit: number): number => Math.floor(random() * limit);
const randomBytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));

type Command = keyof typeof GOOD_SHAPE;
interface Good {
  readonly command: Command;
  readonly bytes: Uint8Array;
}

const GOOD: readonly Good[] = Array.from({ length: 50 }, (_, i): Good => {
  const good = (command: Command, ...parts: Uint8Array[]): Good => ({ command, bytes: buildFrame(concatBytes(parts)) });
  if (i < 7) {
    const cards = Object.values(SAMPLE_CARDS);
    const card = cards[i % cards.length] ?? SAMPLE_CARDS['li-si'];
    return good('readTextAndPhoto', fromHex('00 00 90 01 00 04 00'), cardImage(card).text, randomBytes(1024));
  }
  if (i < 14) return good('samId', fromHex('00 00 90'), randomBytes(16));
  if (i < 21) return good('readNewAddress', fromHex('00 00 90'), randomBytes(70));
  if (i < 31) return good('findCard', fromHex('00 00 9F'), randomBytes(4));
  if (i < 41) return good('selectCard', fromHex('00 00 90'), randomBytes(8));
  return good('samStatus', randomBytes(2), fromHex('90'));
});

/** What the driver would take as the good answer to the command, with the meaning it would use. */
function accepted(frames: readonly SamFrame[], command: Command): readonly Uint8Array[] {
  return frames.flatMap((frame) => {
    const answer = frame.type === 'frame' ? answerOf(frame.content) : null;
    if (frame.type !== 'frame' || answer === null || !GOOD_SHAPE[command](answer)) return [];
    if (command !== 'readTextAndPhoto') return [frame.content];
    const blocks = cardBlocksOf(answer.data, false);
    return blocks !== null && decodeCardText(blocks.text).ok ? [frame.content] : [];
  });
}

/** One parser for everything, reset before each piece as the driver does before each request. */
const parser = createFrameParser();
let largestPending = 0;
let slowestMs = 0;

function feed(chunks: readonly Uint8Array[]): SamFrame[] {
  // Of this thread: other programs on the machine do not count.
  const before = process.threadCpuUsage().user / 1_000;
  const frames: SamFrame[] = [];
  for (const chunk of chunks) {
    frames.push(...parser.push(chunk));
    largestPending = Math.max(largestPending, parser.pending);
  }
  slowestMs = Math.max(slowestMs, process.threadCpuUsage().user / 1_000 - before);
  return frames;
}

function expectNextGoodFrameIsRead(good: Good): void {
  parser.reset();
  const [content] = accepted(feed([good.bytes]), good.command);
  if (content === undefined || content.length !== good.bytes.length - 8) throw new Error('the next good frame was not read');
}

function pick(): Good {
  const good = GOOD[below(GOOD.length)];
  if (good === undefined) throw new Error('no frame');
  return good;
}

/** A parsed frame has to stand in the input whole, check byte and all. */
function expectOnlyWhatIsThere(frames: readonly SamFrame[], input: Uint8Array): void {
  for (const frame of frames) {
    if (frame.type === 'frame' && !Buffer.from(input).includes(Buffer.from(buildFrame(frame.content)))) throw new Error('a frame that is not in the input');
  }
}

afterAll(() => {
  expect(largestPending).toBeLessThanOrEqual(64 * 1024);
  expect(slowestMs).toBeLessThan(100);
});

test('100,000 random inputs', () => {
  for (let i = 0; i < 100_000; i += 1) {
    // Half of them begin like a frame, otherwise hardly any would get past the preamble.
    const start = i % 2 === 0 ? fromHex('AA AA AA 96 69 00') : fromHex('');
    const input = concatBytes([start, randomBytes(below(24))]);
    parser.reset();
    expectOnlyWhatIsThere(feed([input]), input);
    if (i % 100 === 0) expectNextGoodFrameIsRead(pick());
  }
});

test('10,000 mutated frames', () => {
  for (let i = 0; i < 10_000; i += 1) {
    const input = [...pick().bytes];
    for (let edits = 1 + below(4); edits > 0; edits -= 1) {
      const at = below(input.length);
      if (below(3) === 0) input.splice(at, 1 + below(3));
      else if (below(2) === 0) input.splice(at, 0, ...randomBytes(1 + below(3)));
      else input[at] = below(256);
    }
    const bytes = Uint8Array.from(input);
    parser.reset();
    expectOnlyWhatIsThere(feed([bytes]), bytes);
    expectNextGoodFrameIsRead(pick());
  }
});

test('every truncation of 50 good frames gives nothing, and the rest completes it', () => {
  for (const good of GOOD) {
    for (let length = 0; length < good.bytes.length; length += 1) {
      parser.reset();
      expect(feed([good.bytes.subarray(0, length)])).toHaveLength(0);
      if (length % 97 === 0) expect(accepted(feed([good.bytes.subarray(length)]), good.command)).toHaveLength(1);
    }
    expectNextGoodFrameIsRead(good);
  }
});

test('every single flipped bit of 50 good frames: nothing accepted, by checksum and by meaning', () => {
  let wrong = 0;
  for (const good of GOOD) {
    for (let bit = 0; bit < good.bytes.length * 8; bit += 1) {
      const flipped = good.bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      parser.reset();
      wrong += accepted(feed([flipped]), good.command).length;
    }
    expectNextGoodFrameIsRead(good);
  }
  expect(wrong).toBe(0);
});

test('a shortened length whose check byte happens to fit is refused by its meaning', () => {
  const content = concatBytes([fromHex('00 00 90 01 00 04 00'), cardImage(SAMPLE_CARDS['li-si']).text, new Uint8Array(1024)]);
  // LEN 0508 becomes 0408 by one bit; this photo byte makes the XOR up to there zero.
  const short = concatBytes([fromHex('04 08'), content.slice(0, 0x0407)]);
  content[0x0407] = short.reduce((check, byte) => check ^ byte, 0);
  const flipped = buildFrame(content).with(5, 0x04);
  const frames = createFrameParser().push(flipped);
  expect(frames[0]?.type).toBe('frame');
  expect(accepted(frames, 'readTextAndPhoto')).toHaveLength(0);
});

test.each([
  ['single bytes', () => 1],
  ['random pieces', () => 1 + below(40)],
  ['merged', () => Number.POSITIVE_INFINITY],
])('all good frames in a row, cut into %s', (_name, size) => {
  const stream = concatBytes(GOOD.map((good) => good.bytes));
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < stream.length; ) {
    const chunk = stream.subarray(at, Math.min(stream.length, at + size()));
    chunks.push(chunk);
    at += chunk.length;
  }
  parser.reset();
  expect(feed(chunks)).toEqual(GOOD.map((good) => ({ type: 'frame', content: good.bytes.slice(7, -1) })));
});
