import { xorOf } from '../core/bytes.ts';
import { seededInteger } from '../core/testing/fuzz-parser.ts';
import { createCommandParser, createReplyParser, queryFrame, speakFrame, type ChipCommand } from './protocol.ts';

function randomBytes(random: (below: number) => number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = random(256);
  return bytes;
}

// The host's side has single-byte answers without a checksum: every byte is either an answer or noise. What must hold is
// that nothing throws, nothing piles up, and only the five known bytes are answers.
test('100,000 random chunks of answers', () => {
  const random = seededInteger(7);
  const parser = createReplyParser();
  const known = new Set([0x41, 0x45, 0x4a, 0x4e, 0x4f]);
  let wrong = 0;
  for (let i = 0; i < 100_000; i += 1) {
    const chunk = randomBytes(random, random(16));
    if (parser.push(chunk).length !== chunk.filter((byte) => known.has(byte)).length) wrong += 1;
  }
  expect(wrong).toBe(0);
});

const random = seededInteger(8);
const GOOD: readonly Uint8Array[] = Array.from({ length: 50 }, (_, i) =>
  i % 10 === 0 ? queryFrame() : speakFrame(Uint8Array.from({ length: 1 + random(40) }, () => 0x81 + random(0x7e))),
);

/** The damaged input, a pause, then a good command: which of the first were obeyed, and whether the last one was. */
function tryOne(damaged: Uint8Array, next: Uint8Array): { obeyed: ChipCommand[]; nextRead: boolean } {
  const parser = createCommandParser();
  const obeyed = parser.push(damaged).filter((command) => command.type !== 'bad');
  parser.reset();
  const [read] = parser.push(next);
  return { obeyed, nextRead: read !== undefined && read.type !== 'bad' };
}

function standsIn(input: Uint8Array, command: ChipCommand): boolean {
  const bytes = Buffer.from(input);
  switch (command.type) {
    case 'bad':
      return false;
    case 'query':
      return bytes.includes(Buffer.from(queryFrame()));
    case 'stop':
      return bytes.includes(Buffer.from([0xfd, 0x00, 0x02, 0x02, 0xfd]));
    case 'speak': {
      const at = bytes.indexOf(Buffer.from(command.text));
      return at >= 5 && input[at - 3] === command.text.length + 3 && xorOf(input.subarray(at - 5, at + command.text.length + 1)) === 0;
    }
  }
}

test('the chip obeys only what stands whole in the input', () => {
  const pick = (): Uint8Array => GOOD[random(GOOD.length)] ?? queryFrame();
  const inputs: Uint8Array[] = [];
  for (let i = 0; i < 100_000; i += 1) inputs.push(randomBytes(random, random(40)));
  for (let i = 0; i < 10_000; i += 1) inputs.push(pick().map((byte) => (random(12) === 0 ? random(256) : byte)));
  for (const frame of GOOD) for (let cut = 0; cut < frame.length; cut += 1) inputs.push(frame.slice(0, cut));
  for (const input of inputs) {
    const { obeyed, nextRead } = tryOne(input, pick());
    if (!obeyed.every((command) => standsIn(input, command)) || !nextRead) throw new Error(Buffer.from(input).toString('hex'));
  }
}, 60_000);

test('no single flipped bit is obeyed', () => {
  const wrong: string[] = [];
  for (const frame of GOOD) {
    for (let bit = 0; bit < frame.length * 8; bit += 1) {
      const flipped = Uint8Array.from(frame);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { obeyed, nextRead } = tryOne(flipped, queryFrame());
      if (obeyed.length > 0 || !nextRead) wrong.push(Buffer.from(flipped).toString('hex'));
    }
  }
  expect(wrong).toEqual([]);
});

test.each([1, 7, 10_000])('in chunks of %i bytes every command arrives once', (size) => {
  const stream = Buffer.concat(GOOD);
  const parser = createCommandParser();
  let count = 0;
  for (let at = 0; at < stream.length; at += size) count += parser.push(stream.subarray(at, at + size)).length;
  expect(count).toBe(GOOD.length);
});
