import { seededInteger, type FuzzSubject } from '../core/testing/fuzz-parser.ts';
import { testParser } from '../core/testing/test-fuzz.ts';
import type { BoardFrame, BoardParser, BoardProtocol } from './board-protocol.ts';
import { CU16_PROTOCOL } from './kerong-cu16.ts';
import type { Reading } from './types.ts';
import { createWklyProtocol } from './wkly.ts';
import { createXorProtocol } from './xor-8a.ts';

const SEED = 20260315;

type FrameType = BoardFrame['type'];

function frames(protocol: BoardProtocol, types: readonly FrameType[]): BoardFrame[] {
  const random = seededInteger(SEED);
  const bit = (): Reading => (random(2) === 0 ? 0 : 1);
  return Array.from({ length: 50 }, (_, i): BoardFrame => {
    const board = protocol.firstBoard + random(protocol.lastBoard - protocol.firstBoard + 1);
    const lock = 1 + random(protocol.locksPerBoard);
    const reading = bit();
    const type = types[i % types.length];
    if (type === 'change') return { type, board, lock, reading };
    if (type === 'open-answer') return { type, board, lock, status: reading === 1 ? 0x11 : 0, reading };
    return { type: 'states', board, readings: Array.from({ length: protocol.locksPerBoard }, bit) };
  });
}

function awaitingStates(protocol: BoardProtocol): () => BoardParser {
  return () => {
    const parser = protocol.createParser();
    parser.expectStates(true);
    return parser;
  };
}

function subjectOf(protocol: BoardProtocol, types: readonly FrameType[], createParser: () => BoardParser = protocol.createParser): FuzzSubject<BoardFrame> {
  return {
    createParser,
    good: frames(protocol, types).map((frame) => ({ bytes: protocol.encodeFrame(frame), frame })),
    checkedBytes: protocol.encodeFrame,
    needsPause: true,
  };
}

const SUBJECTS: readonly [string, FuzzSubject<BoardFrame>][] = [
  ['8A/80, unasked and answers to open', subjectOf(createXorProtocol(24), ['change', 'open-answer'])],
  ['8A/80, states of 24', subjectOf(createXorProtocol(24), ['states'], awaitingStates(createXorProtocol(24)))],
  ['8A/80, states of 32', subjectOf(createXorProtocol(32), ['states'], awaitingStates(createXorProtocol(32)))],
  ['WKLY', subjectOf(createWklyProtocol(24), ['states', 'change', 'open-answer'])],
  ['CU16', subjectOf(CU16_PROTOCOL, ['states'])],
];

describe.each(SUBJECTS)('%s', (_name, subject) => testParser(subject, 1_024));
