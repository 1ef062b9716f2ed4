/**
 * Boards of the "WKLY" type: `57 4B 4C 59 LEN board cmd data… XOR`; LEN is the whole frame, the check byte the exclusive or
 * of all before. Source: devices.md §6.2.
 */

import type { ByteQueue } from '../core/byte-queue.ts';
import { xorOf } from '../core/bytes.ts';
import { createScanParser, DAMAGED, INCOMPLETE, type Scan } from '../core/scan-parser.ts';
import { between, contradicts, createPlainParser, type BoardFrame, type BoardProtocol, type BoardRequest } from './board-protocol.ts';
import type { Reading } from './types.ts';

const START = [0x57, 0x4b, 0x4c, 0x59] as const;
const CMD = { open: 0x82, states: 0x84, change: 0x85 } as const;
const OK = 0x00;
/** Start, length, board, command and check byte. */
const FRAME_BYTES = 8;
const LONGEST = 0x4a;

function frameOf(board: number, command: number, ...data: readonly number[]): Uint8Array {
  const bytes = Uint8Array.of(...START, FRAME_BYTES + data.length, board, command, ...data);
  return Uint8Array.of(...bytes, xorOf(bytes));
}

interface Parts {
  readonly board: number;
  readonly command: number;
  readonly data: Uint8Array;
}

/** Any frame that is whole; `meaning` null makes it damage. */
function scanWith<F>(bytes: ByteQueue, meaning: (parts: Parts) => F | null): Scan<F> {
  if (contradicts(bytes, [...START, between(FRAME_BYTES, LONGEST)])) return DAMAGED;
  const length = bytes.at(4);
  if (bytes.length < START.length + 1 || bytes.length < length) return INCOMPLETE;
  if (xorOf(bytes.slice(0, length - 1)) !== bytes.at(length - 1)) return DAMAGED;
  const frame = meaning({ board: bytes.at(5), command: bytes.at(6), data: bytes.slice(7, length - 1) });
  return frame === null ? DAMAGED : { type: 'frame', frame, length };
}

function readingOf(byte: number): Reading | null {
  return byte === 0 ? 0 : byte === 1 ? 1 : null;
}

function readStates({ board, data }: Parts): BoardFrame | null {
  const [status, count] = data;
  const readings = [...data.slice(2)].map(readingOf).filter((reading) => reading !== null);
  if (status !== OK || count !== data.length - 2 || readings.length !== count) return null;
  return { type: 'states', board, readings };
}

function readLock({ board, command, data }: Parts): BoardFrame | null {
  const [status, lock, state] = command === CMD.open ? data : [OK, ...data];
  const reading = state === undefined ? null : readingOf(state);
  const known = data.length === (command === CMD.open ? 3 : 2);
  if (!known || status === undefined || lock === undefined || reading === null) return null;
  return command === CMD.open ? { type: 'open-answer', board, lock, status, reading } : { type: 'change', board, lock, reading };
}

function readFrame(parts: Parts): BoardFrame | null {
  if (parts.command === CMD.states) return readStates(parts);
  return parts.command === CMD.open || parts.command === CMD.change ? readLock(parts) : null;
}

function readRequest({ board, command, data }: Parts): BoardRequest | null {
  const [lock] = data;
  if (command === CMD.states && data.length === 0) return { type: 'query', board };
  return command === CMD.open && data.length === 1 && lock !== undefined ? { type: 'open', board, lock } : null;
}

function encodeFrame(frame: BoardFrame): Uint8Array {
  switch (frame.type) {
    case 'states':
      return frameOf(frame.board, CMD.states, OK, frame.readings.length, ...frame.readings);
    case 'open-answer':
      return frameOf(frame.board, CMD.open, frame.status, frame.lock, frame.reading);
    case 'change':
      return frameOf(frame.board, CMD.change, frame.lock, frame.reading);
  }
}

export function createWklyProtocol(locksPerBoard: number): BoardProtocol {
  return {
    firstBoard: 0,
    lastBoard: 255,
    locksPerBoard,
    answersOpen: true,
    encodeRequest: (request) => (request.type === 'open' ? frameOf(request.board, CMD.open, request.lock) : frameOf(request.board, CMD.states)),
    createParser: () => createPlainParser((bytes) => scanWith(bytes, readFrame)),
    encodeFrame,
    createRequestParser: () => createScanParser((bytes) => scanWith(bytes, readRequest)),
  };
}
