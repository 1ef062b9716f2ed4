/**
 * Kerong CU16: `02 ADDR CMD 03 SUM` at 19200 8N1, ADDR = board in the high, lock in the low half, SUM the low byte of the sum.
 * A command to open is not answered. Source: devices.md §6.3.
 */

import type { ByteQueue } from '../core/byte-queue.ts';
import { sumOf } from '../core/bytes.ts';
import { createScanParser, DAMAGED, INCOMPLETE, type Scan } from '../core/scan-parser.ts';
import {
  bitsOfReadings, contradicts, createPlainParser, readingsOfBits,
  type BoardFrame, type BoardProtocol, type BoardRequest,
} from './board-protocol.ts';

const START = 0x02;
const END = 0x03;
const CMD = { status: 0x30, open: 0x31, states: 0x35 } as const;
const REQUEST_LENGTH = 5;
const STATES_LENGTH = 9;
const LOCKS = 16;

function closed(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(...bytes, sumOf(Uint8Array.from(bytes)));
}

function checks(bytes: ByteQueue, length: number): boolean {
  return sumOf(bytes.slice(0, length - 1)) === bytes.at(length - 1);
}

function isBoardAddress(byte: number): boolean {
  return (byte & 0x0f) === 0;
}

function scanStates(bytes: ByteQueue): Scan<BoardFrame> {
  if (contradicts(bytes, [START, isBoardAddress, CMD.states, null, null, null, null, END])) return DAMAGED;
  if (bytes.length < STATES_LENGTH) return INCOMPLETE;
  if (!checks(bytes, STATES_LENGTH)) return DAMAGED;
  // Bytes 5 and 6 are the infrared sensors, which tell whether something lies inside; not used.
  return { type: 'frame', frame: { type: 'states', board: bytes.at(1) >> 4, readings: readingsOfBits([bytes.at(3), bytes.at(4)]) }, length: STATES_LENGTH };
}

function scanRequest(bytes: ByteQueue): Scan<BoardRequest> {
  const isCommand = (byte: number): boolean => byte === CMD.status || byte === CMD.open;
  if (contradicts(bytes, [START, null, isCommand, END])) return DAMAGED;
  if (bytes.length < REQUEST_LENGTH) return INCOMPLETE;
  if (!checks(bytes, REQUEST_LENGTH)) return DAMAGED;
  const board = bytes.at(1) >> 4;
  const frame: BoardRequest = bytes.at(2) === CMD.open ? { type: 'open', board, lock: (bytes.at(1) & 0x0f) + 1 } : { type: 'query', board };
  return { type: 'frame', frame, length: REQUEST_LENGTH };
}

function encodeFrame(frame: BoardFrame): Uint8Array {
  if (frame.type !== 'states') throw new Error(`a CU16 sends no ${frame.type}`);
  return closed(START, frame.board << 4, CMD.states, ...bitsOfReadings(frame.readings), 0, 0, END);
}

export const CU16_PROTOCOL: BoardProtocol = {
  firstBoard: 0,
  lastBoard: 15,
  locksPerBoard: LOCKS,
  answersOpen: false,
  encodeRequest: (request) =>
    request.type === 'open' ? closed(START, (request.board << 4) | (request.lock - 1), CMD.open, END) : closed(START, request.board << 4, CMD.status, END),
  createParser: () => createPlainParser(scanStates),
  encodeFrame,
  createRequestParser: () => createScanParser(scanRequest),
};
