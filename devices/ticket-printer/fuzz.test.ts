import { concatBytes, fromHex } from '../core/bytes.ts';
import { seededInteger } from '../core/testing/fuzz-parser.ts';
import { createPrinterParser } from './protocol.ts';
import type { PrinterFrame } from './protocol.ts';

/*
 * Printer answers carry no check sum, so the measure is not "nothing damaged is accepted" but: no byte is lost or
 * invented, the answer that proves a slip is accepted only whole, and a status answer is read whatever came before.
 */

const SEED = 20260305;

function bytesOf(frame: PrinterFrame): Uint8Array {
  switch (frame.type) {
    case 'automatic': return Uint8Array.from(frame.bytes);
    case 'process-id': return Buffer.from(`7"${frame.id}\0`);
    case 'block': return Buffer.from(`7${frame.text}\0`);
    case 'flow': return Uint8Array.of(frame.mayBeSent ? 0x11 : 0x13);
    default: return Uint8Array.of(frame.byte);
  }
}

function goodAnswers(): Uint8Array[] {
  const random = seededInteger(SEED);
  const single = ['12', '16', '1A', '32', '7E', '1E', '00', '03', '0C', '11', '13', '10 00 00 00', '18 00 0C 00', '38 00 00 0F'];
  const ids = Array.from({ length: 36 }, () => concatBytes([
    fromHex('37 22'), Uint8Array.from({ length: 4 }, () => 0x20 + random(0x5f)), fromHex('00'),
  ]));
  return [...single.map(fromHex), ...ids];
}

/** Feeds an input in random pieces and checks what must hold for every input. */
function check(input: Uint8Array, random: (below: number) => number): void {
  const parser = createPrinterParser();
  const frames: PrinterFrame[] = [];
  for (let at = 0; at < input.length;) {
    const size = 1 + random(8);
    frames.push(...parser.push(input.subarray(at, at + size)));
    at += size;
  }
  const pending = parser.pending;
  const read = Buffer.concat(frames.map(bytesOf));
  if (!read.equals(input.subarray(0, input.length - pending))) throw new Error(`bytes lost: ${Buffer.from(input).toString('hex')}`);
  if (pending >= 80) throw new Error('the parser waits for too much');
  const next = parser.push(Uint8Array.of(0x12)).at(-1);
  if (next?.type !== 'real-time' || next.byte !== 0x12) throw new Error(`status not read after ${Buffer.from(input).toString('hex')}`);
}

test('100,000 random inputs', () => {
  const random = seededInteger(SEED);
  const likely = fromHex('37 22 10 12 00 03 11 13 30 41 1A FF');
  for (let i = 0; i < 100_000; i += 1) {
    check(Uint8Array.from({ length: random(40) }, () => (random(2) === 0 ? random(256) : likely[random(likely.length)] ?? 0)), random);
  }
});

test('10,000 mutated streams of good answers', () => {
  const random = seededInteger(SEED + 1);
  const good = goodAnswers();
  for (let i = 0; i < 10_000; i += 1) {
    const stream = [...concatBytes(Array.from({ length: 1 + random(4) }, () => good[random(good.length)] ?? fromHex('12')))];
    for (let edits = 1 + random(4); edits > 0; edits -= 1) stream.splice(random(stream.length + 1), random(3), ...Array.from({ length: random(3) }, () => random(256)));
    check(Uint8Array.from(stream), random);
  }
});

test('every truncation and every single-bit flip of 50 good answers; a damaged proof never proves the same job', () => {
  const random = seededInteger(SEED + 2);
  for (const good of goodAnswers()) {
    const [whole] = createPrinterParser().push(good);
    for (let length = 0; length < good.length; length += 1) check(good.subarray(0, length), random);
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const flipped = Uint8Array.from(good);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      check(flipped, random);
      if (whole?.type === 'process-id') expect(createPrinterParser().push(flipped)).not.toContainEqual(whole);
    }
  }
});

test.each([1, 7, 1_000])('good answers in chunks of %d are all read', (size) => {
  const good = goodAnswers();
  const stream = concatBytes(good);
  const parser = createPrinterParser();
  const frames: PrinterFrame[] = [];
  for (let at = 0; at < stream.length; at += size) frames.push(...parser.push(stream.subarray(at, at + size)));
  expect(frames.map((frame) => Uint8Array.from(bytesOf(frame)))).toEqual(good);
});
