import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { toHex } from '../core/bytes.ts';

/** What a key asks for. 取消 and 确认 stand for themselves; 弃号, 挂起 and 回呼 are a digit and 确认. */
export const CallerKey = z.enum(['call', 'recall', 'rate', 'cancel', 'confirm', 'miss', 'hold', 'resume', 'oneMetre', 'pause', 'transfer']);
export type CallerKey = z.infer<typeof CallerKey>;

/** What the caller sends, as hexadecimal bytes (`0C`, or `06 0F` for digit 6 and 确认), and what it means. */
export const KeyMap = z.record(z.string().regex(/^[0-9A-F]{2}( [0-9A-F]{2}){0,2}$/, '键值写成大写十六进制，如 "0C" 或 "06 0F"'), CallerKey);
export type KeyMap = z.infer<typeof KeyMap>;

/** The documented caller (devices.md §5, one deployed system). */
export const FF68_KEYS: KeyMap = {
  '0C': 'call',
  '0D': 'recall',
  '0B': 'rate',
  '0E': 'cancel',
  '0F': 'confirm',
  '06 0F': 'miss',
  '00 0F': 'hold',
  '03 0F': 'resume',
  '11': 'oneMetre',
  '12': 'pause',
  '13': 'transfer',
};

/** A digit waits this long for the key behind it, in milliseconds. */
export const DIGIT_WAITS_MS = 5_000;

const LAST_DIGIT = 9;

/**
 * Reads presses one after the other. Whether a caller sends digit and 确认 in one frame or as two presses is not
 * documented, so both are read. What is not in the map means nothing: a wrong digit must not turn into a plain 确认.
 */
export function createKeyReader(keys: KeyMap, clock: Clock): (data: Uint8Array) => CallerKey | 'digit' | 'unknown' {
  let digit: { readonly value: number; readonly at: number } | null = null;

  function takeDigit(): readonly number[] {
    const taken = digit;
    digit = null;
    return taken !== null && Math.abs(clock.now() - taken.at) <= DIGIT_WAITS_MS ? [taken.value] : [];
  }

  return (data) => {
    const [first] = data;
    const alone = keys[toHex(data)];
    if (alone === undefined && data.length === 1 && first !== undefined && first <= LAST_DIGIT) {
      digit = { value: first, at: clock.now() };
      return 'digit';
    }
    const before = takeDigit();
    // 取消 takes the digit back.
    if (before.length === 0 || alone === 'cancel') return alone ?? 'unknown';
    return keys[toHex(Uint8Array.of(...before, ...data))] ?? 'unknown';
  };
}
