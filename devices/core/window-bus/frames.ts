/**
 * The "FF 68" window bus, pure bytes: `FF 68 L L 68 ADDR FUNC DATA… SUM 16`. L counts ADDR to DATA and is sent twice,
 * SUM is the low byte of their sum. Evaluation pads and callers hang on it side by side.
 * Source: devices.md §4.1 and §5, one deployed system.
 */

import type { ByteQueue } from '../byte-queue.ts';
import { sumOf } from '../bytes.ts';
import type { FrameParser } from '../exchange.ts';
import { createScanParser, DAMAGED, INCOMPLETE, type Scan } from '../scan-parser.ts';

const LEAD = 0xff;
const MARK = 0x68;
const END = 0x16;
const HEAD_LENGTH = 5;
const TAIL_LENGTH = 2;
/** ADDR and FUNC. */
const MIN_CONTENT = 2;
/** The longest frame of the bus, six display digits, has 8. */
const MAX_CONTENT = 8;

/** What a frame is for. Function 11 is a key of the evaluator; that of a caller's keys is not documented. */
export const FUNC = { host: 0x01, display: 0x02, beep: 0x03, press: 0x11 } as const;

/** With function `host`: light up and say 请评价. */
export const START_EVALUATION = 0x0b;

export interface BusFrame {
  readonly address: number;
  readonly func: number;
  readonly data: Uint8Array;
}

export function encodeFrame(frame: BusFrame): Uint8Array {
  const content = Uint8Array.of(frame.address, frame.func, ...frame.data);
  return Uint8Array.of(LEAD, MARK, content.length, content.length, MARK, ...content, sumOf(content), END);
}

/** The fixed bytes that have arrived so far; a length that is not repeated or impossible is damage at once. */
function headIsDamaged(bytes: ByteQueue): boolean {
  const length = bytes.at(2);
  const expected: readonly boolean[] = [
    bytes.at(0) === LEAD,
    bytes.at(1) === MARK,
    length >= MIN_CONTENT && length <= MAX_CONTENT,
    bytes.at(3) === length,
    bytes.at(4) === MARK,
  ];
  return expected.slice(0, bytes.length).includes(false);
}

/** What stands at the beginning of these bytes. */
function scan(bytes: ByteQueue): Scan<BusFrame> {
  if (headIsDamaged(bytes)) return DAMAGED;
  const length = bytes.at(2);
  const total = HEAD_LENGTH + length + TAIL_LENGTH;
  if (bytes.length < HEAD_LENGTH || bytes.length < total) return INCOMPLETE;
  const content = bytes.slice(HEAD_LENGTH, HEAD_LENGTH + length);
  if (bytes.at(total - 2) !== sumOf(content) || bytes.at(total - 1) !== END) return DAMAGED;
  const frame = { address: bytes.at(HEAD_LENGTH), func: bytes.at(HEAD_LENGTH + 1), data: content.slice(MIN_CONTENT) };
  return { type: 'frame', frame, length: total };
}

/** Puts frames together from chunks of any size. After a damaged one it gives up a single byte and looks again. */
export function createBusParser(): FrameParser<BusFrame> {
  return createScanParser(scan);
}
