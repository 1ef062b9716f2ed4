import fc from 'fast-check';
import { concatBytes } from '../core/bytes.ts';
import { seededInteger } from '../core/testing/fuzz-parser.ts';
import { createCodeParser, decodeCode, type RawCode, type Suffix } from './protocol.ts';

const SEED = 20260315;
const MAX_BYTES = 64;
const suffix = fc.constantFrom<Suffix>('any', 'cr', 'lf', 'crlf', 'none');
/** Ends come often enough for something to happen. */
const byte = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 255 }) }, { weight: 1, arbitrary: fc.constantFrom(0x0d, 0x0a) });
const chunks = fc.array(fc.array(byte, { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)), { maxLength: 12 });

test('how the bytes are cut up makes no difference', () => {
  fc.assert(
    fc.property(suffix, chunks, (end, parts) => {
      const whole = createCodeParser(end, MAX_BYTES);
      const cut = createCodeParser(end, MAX_BYTES);
      const codes = whole.push(concatBytes(parts));
      expect(parts.flatMap((part) => [...cut.push(part)])).toEqual(codes);
      expect(cut.silence()).toEqual(whole.silence());
    }),
    { numRuns: 10_000, seed: SEED },
  );
}, 60_000);

test('every code stands in the input, none is longer than allowed, and after an end the next one is whole', () => {
  fc.assert(
    fc.property(fc.constantFrom<Suffix>('any', 'cr', 'lf', 'crlf'), chunks, (end, parts) => {
      const parser = createCodeParser(end, MAX_BYTES);
      const junk = concatBytes(parts);
      for (const code of parser.push(junk)) {
        if (code.type !== 'code') continue;
        expect(code.bytes.length).toBeLessThanOrEqual(MAX_BYTES);
        expect(Buffer.from(junk).includes(Buffer.from(code.bytes))).toBe(true);
      }
      expect(parser.pending).toBeLessThanOrEqual(MAX_BYTES + 1);
      const end2 = Buffer.from({ any: '\r\n', cr: '\r', lf: '\n', crlf: '\r\n', none: '' }[end]);
      parser.push(end2);
      const next: RawCode = { type: 'code', bytes: Uint8Array.from(Buffer.from('A001')) };
      expect(parser.push(Buffer.concat([Buffer.from('A001'), end2]))).toEqual([next]);
    }),
    { numRuns: 10_000, seed: SEED },
  );
}, 60_000);

test('100,000 times random bytes: decoding never throws and never hands on a control character', () => {
  const random = seededInteger(SEED);
  let texts = 0;
  for (let i = 0; i < 100_000; i += 1) {
    const decoded = decodeCode(Uint8Array.from({ length: random(12) }, () => random(256)));
    if (decoded === null) continue;
    texts += 1;
    if (/[\p{Cc}\ufffd]/u.test(decoded.text)) throw new Error(`handed on: ${JSON.stringify(decoded.text)}`);
  }
  expect(texts).toBeGreaterThan(1_000);
  expect(texts).toBeLessThan(99_000);
});
