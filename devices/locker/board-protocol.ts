import type { ByteQueue } from '../core/byte-queue.ts';
import type { FrameParser } from '../core/exchange.ts';
import { createScanParser, type Scan } from '../core/scan-parser.ts';
import type { Reading } from './types.ts';

/** What a lock board says. Locks are counted from 1 everywhere. */
export type BoardFrame =
  /** Answer to the question about all locks of a board. */
  | { readonly type: 'states'; readonly board: number; readonly readings: readonly Reading[] }
  /** Answer to a command to open. It proves nothing. */
  | { readonly type: 'open-answer'; readonly board: number; readonly lock: number; readonly status: number; readonly reading: Reading }
  /** A board told by itself that a door moved. */
  | { readonly type: 'change'; readonly board: number; readonly lock: number; readonly reading: Reading };

/** What the host says. */
export type BoardRequest =
  | { readonly type: 'open'; readonly board: number; readonly lock: number }
  | { readonly type: 'query'; readonly board: number };

export interface BoardParser extends FrameParser<BoardFrame> {
  /** Whether the states of a board were asked for: in a protocol without a length the same bytes may mean either. */
  expectStates(expected: boolean): void;
}

/** One maker's frames. Pure bytes: no clock, no I/O. */
export interface BoardProtocol {
  /** Numbers that boards can have on the bus. */
  readonly firstBoard: number;
  readonly lastBoard: number;
  readonly locksPerBoard: number;
  /** Whether the board answers a command to open. */
  readonly answersOpen: boolean;
  encodeRequest(request: BoardRequest): Uint8Array;
  createParser(): BoardParser;
  /** The board's side, for the simulator and the tests. */
  encodeFrame(frame: BoardFrame): Uint8Array;
  createRequestParser(): FrameParser<BoardRequest>;
}

/** A parser that knows by the bytes alone what they are. */
export function createPlainParser(scan: (bytes: ByteQueue) => Scan<BoardFrame>): BoardParser {
  const parser = createScanParser(scan);
  return {
    get pending() {
      return parser.pending;
    },
    push: parser.push,
    reset: parser.reset,
    expectStates: () => undefined,
  };
}

/** True when a byte that has arrived is not the one (or one of those) that must stand in its place; null: any byte. */
export function contradicts(bytes: ByteQueue, expected: readonly (((byte: number) => boolean) | number | null)[]): boolean {
  return expected.slice(0, bytes.length).some((want, at) => {
    if (want === null) return false;
    return typeof want === 'number' ? bytes.at(at) !== want : !want(bytes.at(at));
  });
}

export function between(low: number, high: number): (byte: number) => boolean {
  return (byte) => byte >= low && byte <= high;
}

/** Bit 0 of the first byte is the first lock. */
export function readingsOfBits(bytes: readonly number[]): Reading[] {
  return bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit): Reading => ((byte >> bit) & 1 ? 1 : 0)));
}

export function bitsOfReadings(readings: readonly Reading[]): number[] {
  return Array.from({ length: Math.ceil(readings.length / 8) }, (_, byte) =>
    readings.slice(8 * byte, 8 * byte + 8).reduce<number>((bits, reading, bit) => bits | (reading << bit), 0),
  );
}
