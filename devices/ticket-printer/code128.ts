import { code128 } from './commands.ts';

const HEIGHT_DOTS = 80;
const MODULE_DOTS = 2;
/** Start, check and stop symbol, in modules. */
const FRAME_MODULES = 11 + 11 + 13;

/**
 * The bytes of a Code 128 bar code; null when the payload is not printable ASCII or too wide for the paper. Digits
 * in pairs go in set C (half the width), except where the pairs 16 04, 16 05 or 16 20 would be the bytes of a
 * real-time command (DLE EOT, DLE ENQ, DLE DC4).
 */
export function encodeCode128(payload: string, paperDots: number): Uint8Array | null {
  if (!/^[\x20-\x7e]+$/.test(payload)) return null;
  const pairs = digitPairs(payload);
  const symbols = pairs ?? [...payload].map((char) => char.charCodeAt(0));
  if ((symbols.length * 11 + FRAME_MODULES) * MODULE_DOTS > paperDots) return null;
  const data = pairs ? [0x7b, 0x43, ...pairs] : [0x7b, 0x42, ...new TextEncoder().encode(payload.replaceAll('{', '{{'))];
  return code128(Uint8Array.from(data), HEIGHT_DOTS, MODULE_DOTS);
}

function digitPairs(payload: string): number[] | null {
  const pairs = payload.match(/\d\d/g)?.map(Number) ?? [];
  if (payload.length < 4 || pairs.length * 2 !== payload.length) return null;
  const harmful = pairs.some((pair, i) => pair === 0x10 && [0x04, 0x05, 0x14].includes(pairs[i + 1] ?? -1));
  return harmful ? null : pairs;
}
