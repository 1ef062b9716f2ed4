import { fromHex } from '../../core/bytes.ts';
import { seededInteger, type FuzzSubject } from '../../core/testing/fuzz-parser.ts';
import { testParser } from '../../core/testing/test-fuzz.ts';
import { boardFrame, createBoardParser, type BoardFormat } from './protocol.ts';

const SEED = 20260315;

function subjectFor(format: BoardFormat): FuzzSubject<string> {
  const random = seededInteger(SEED);
  const encode = (digits: string): Uint8Array => boardFrame(format, digits === '' ? null : digits);
  const numbers = Array.from({ length: 49 }, () => String(random(10 ** format.places)).padStart(format.places, '0'));
  // A binary board has no blank: it shows 0.
  const blank = format.encoding === 'binary' ? '0'.repeat(format.places) : '';
  const good = [...numbers, blank].map((frame) => ({ bytes: encode(frame), frame }));
  return { createParser: () => createBoardParser(format), good, checkedBytes: encode, needsPause: true };
}

describe.each([
  ['binary', subjectFor({ prefix: fromHex('05'), encoding: 'binary', places: 3, check: 'sum' })],
  ['BCD', subjectFor({ prefix: fromHex('FF68'), encoding: 'bcd', places: 3, check: 'xor' })],
  ['ASCII', subjectFor({ prefix: fromHex('02'), encoding: 'ascii', places: 4, check: 'sum' })],
] as const)('%s', (_, subject) => testParser(subject, 16));
