/**
 * Boards of the "8A/80" type: `8A bb ll 11 x` opens, `80 bb 00 33 x` asks for all locks, x = exclusive or of all before.
 * The answer with all states has no length: the last state byte holds locks 1–8. Source: devices.md §6.1.
 */

import type { ByteQueue } from '../core/byte-queue.ts';
import { xorOf } from '../core/bytes.ts';
import { createScanParser, DAMAGED, INCOMPLETE, type Scan } from '../core/scan-parser.ts';
import {
  between, bitsOfReadings, contradicts, readingsOfBits,
  type BoardFrame, type BoardParser, type BoardProtocol, type BoardRequest,
} from './board-protocol.ts';
import type { Reading } from './types.ts';

const OPEN = 0x8a;
const STATE = 0x80;
const SET = 0x11;
const ALL = 0x33;
const SHORT_LENGTH = 5;
const BOARD = { first: 1, last: 32 } as const;

function closed(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(...bytes, xorOf(Uint8Array.from(bytes)));
}

function checks(bytes: ByteQueue, length: number): boolean {
  return xorOf(bytes.slice(0, length - 1)) === bytes.at(length - 1);
}

export function createXorProtocol(locksPerBoard: 24 | 32): BoardProtocol {
  const stateBytes = locksPerBoard / 8;
  const statesLength = 2 + stateBytes + 2;
  const isBoard = between(BOARD.first, BOARD.last);
  const isLock = between(1, locksPerBoard);
  const isStatus = (byte: number): boolean => byte === 0 || byte === SET;

  function scanStates(bytes: ByteQueue): Scan<BoardFrame> {
    const anyState = Array.from({ length: stateBytes }, () => null);
    if (contradicts(bytes, [STATE, isBoard, ...anyState, ALL])) return DAMAGED;
    if (bytes.length < statesLength) return INCOMPLETE;
    if (!checks(bytes, statesLength)) return DAMAGED;
    const readings = readingsOfBits([...bytes.slice(2, 2 + stateBytes)].reverse());
    return { type: 'frame', frame: { type: 'states', board: bytes.at(1), readings }, length: statesLength };
  }

  function scanShort(bytes: ByteQueue): Scan<BoardFrame> {
    const head = (byte: number): boolean => byte === OPEN || byte === STATE;
    if (contradicts(bytes, [head, isBoard, isLock, isStatus])) return DAMAGED;
    if (bytes.length < SHORT_LENGTH) return INCOMPLETE;
    if (!checks(bytes, SHORT_LENGTH)) return DAMAGED;
    const [kind, board, lock, status] = [bytes.at(0), bytes.at(1), bytes.at(2), bytes.at(3)];
    const reading: Reading = status === SET ? 1 : 0;
    const frame: BoardFrame = kind === OPEN ? { type: 'open-answer', board, lock, status, reading } : { type: 'change', board, lock, reading };
    return { type: 'frame', frame, length: SHORT_LENGTH };
  }

  function createParser(): BoardParser {
    let statesExpected = false;
    const parser = createScanParser((bytes) => {
      const states = statesExpected ? scanStates(bytes) : DAMAGED;
      return states.type === 'damaged' ? scanShort(bytes) : states;
    });
    return {
      get pending() {
        return parser.pending;
      },
      push: parser.push,
      reset: parser.reset,
      expectStates: (expected) => void (statesExpected = expected),
    };
  }

  function encodeFrame(frame: BoardFrame): Uint8Array {
    switch (frame.type) {
      case 'states':
        return closed(STATE, frame.board, ...bitsOfReadings(frame.readings).reverse(), ALL);
      case 'open-answer':
        return closed(OPEN, frame.board, frame.lock, frame.status);
      case 'change':
        return closed(STATE, frame.board, frame.lock, frame.reading === 1 ? SET : 0);
    }
  }

  function scanRequest(bytes: ByteQueue): Scan<BoardRequest> {
    const isOpen = bytes.at(0) === OPEN;
    if (contradicts(bytes, isOpen ? [OPEN, isBoard, isLock, SET] : [STATE, isBoard, 0, ALL])) return DAMAGED;
    if (bytes.length < SHORT_LENGTH) return INCOMPLETE;
    if (!checks(bytes, SHORT_LENGTH)) return DAMAGED;
    const board = bytes.at(1);
    return { type: 'frame', frame: isOpen ? { type: 'open', board, lock: bytes.at(2) } : { type: 'query', board }, length: SHORT_LENGTH };
  }

  return {
    firstBoard: BOARD.first,
    lastBoard: BOARD.last,
    locksPerBoard,
    answersOpen: true,
    encodeRequest: (request) => (request.type === 'open' ? closed(OPEN, request.board, request.lock, SET) : closed(STATE, request.board, 0, ALL)),
    createParser,
    encodeFrame,
    createRequestParser: () => createScanParser(scanRequest),
  };
}
