import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { concatBytes } from '../core/bytes.ts';
import { encodeHanzi } from '../core/gbk.ts';
import { MAX_TEXT_BYTES } from './protocol.ts';

/** Chinese and Western marks, and the blank. */
const CLAUSE_ENDS = new Set('。！？；，、：.!?;,: ');

/** After each clause mark, so that a pause between two commands falls where the voice pauses anyway. */
function splitIntoClauses(text: string): string[] {
  const clauses: string[] = [];
  let clause = '';
  for (const char of text) {
    clause += char;
    if (!CLAUSE_ENDS.has(char)) continue;
    clauses.push(clause);
    clause = '';
  }
  return clause === '' ? clauses : [...clauses, clause];
}

/** Packs parts into as few pieces of at most MAX_TEXT_BYTES as possible, in order. */
function pack(parts: readonly Uint8Array[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let length = 0;
  for (const part of parts) {
    if (length > 0 && length + part.length > MAX_TEXT_BYTES) {
      pieces.push(concatBytes(open));
      open = [];
      length = 0;
    }
    open.push(part);
    length += part.length;
  }
  return length > 0 ? [...pieces, concatBytes(open)] : pieces;
}

/**
 * The GBK texts of the commands that speak a sentence, split at punctuation; a clause too long for one command is split
 * between two characters. The error lists what cannot be spoken: characters without a code, and `[`, which the chip
 * takes for a mark of its own (`[v5]` volume).
 */
export function speechPieces(text: string): Result<readonly Uint8Array[], readonly string[]> {
  const parts: Uint8Array[] = [];
  const missing = new Set<string>(text.includes('[') ? ['['] : []);
  for (const clause of splitIntoClauses(text)) {
    const encoded = encodeHanzi(clause, 'gbk');
    if (!encoded.ok) encoded.missing.forEach((char) => missing.add(char));
    else parts.push(...(encoded.bytes.length <= MAX_TEXT_BYTES ? [encoded.bytes] : characters(clause)));
  }
  return missing.size > 0 ? fail([...missing]) : ok(pack(parts));
}

function characters(clause: string): Uint8Array[] {
  return Array.from(clause, (char) => encodeHanzi(char, 'gbk')).flatMap((encoded) => (encoded.ok ? [encoded.bytes] : []));
}
