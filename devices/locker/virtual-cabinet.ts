import type { Clock } from '../../shared/basics/clock.ts';
import type { Transport } from '../transports/transport.ts';
import type { BoardFrame, BoardProtocol, BoardRequest } from './board-protocol.ts';
import type { Reading } from './types.ts';

/** How the answers go wrong until the next fault; `none` ends it. */
export type CabinetFault =
  | { readonly type: 'none' }
  /** Boards work and answer nothing. */
  | { readonly type: 'mute' }
  /** Every answer comes so much later. */
  | { readonly type: 'late'; readonly ms: number }
  | { readonly type: 'bad-check' }
  | { readonly type: 'split' }
  /** Commands to open never reach the lock, and are answered as if they had. */
  | { readonly type: 'dead-coils' };

/** What a person before the cabinet sees. Doors as `board/lock`. */
export interface CabinetSight {
  readonly open: readonly string[];
  /** Pulses that each lock got since the start. */
  readonly pulses: Readonly<Record<string, number>>;
}

export interface VirtualCabinet {
  attach(peer: Transport): void;
  setFault(fault: CabinetFault): void;
  /** A jammed lock gets its pulse and does not open. */
  jam(board: number, lock: number, jammed: boolean): void;
  /** With a key, or by a person who shuts it. */
  move(board: number, lock: number, open: boolean): void;
  setBoard(board: number, present: boolean): void;
  see(): CabinetSight;
}

/** A latch gives way some time after its pulse begins. */
const LATCH_MS = 60;
const ANSWER_MS = 15;

function put<T>(into: Set<T>, thing: T, isIn: boolean): void {
  if (isIn) into.add(thing);
  else into.delete(thing);
}

/** Lock boards and doors without a socket. */
export function createVirtualCabinet(settings: {
  readonly protocol: BoardProtocol;
  readonly boards: readonly number[];
  readonly closedReads: Reading;
  /** Whether the boards tell by themselves that a door moved. */
  readonly tellsChanges: boolean;
  readonly clock: Clock;
}): VirtualCabinet {
  const { protocol, closedReads, tellsChanges, clock } = settings;
  const present = new Set(settings.boards);
  const openDoors = new Set<string>();
  const jammed = new Set<string>();
  const pulses = new Map<string, number>();
  let fault: CabinetFault = { type: 'none' };
  let peer: Transport | null = null;

  function readingAt(board: number, lock: number): Reading {
    const isClosed = !openDoors.has(`${board}/${lock}`);
    return isClosed === (closedReads === 1) ? 1 : 0;
  }

  async function send(frame: BoardFrame): Promise<void> {
    const current = fault;
    const to = peer;
    await clock.sleep(current.type === 'late' ? current.ms : ANSWER_MS);
    if (current.type === 'mute' || !present.has(frame.board) || to === null) return;
    const bytes = protocol.encodeFrame(frame);
    if (current.type === 'bad-check') bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 0x55;
    const parts = current.type === 'split' ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes];
    // Into a pulled cable a board speaks all the same.
    for (const part of parts) await to.write(part).catch(() => undefined);
  }

  function move(board: number, lock: number, open: boolean): void {
    const door = `${board}/${lock}`;
    if (openDoors.has(door) === open) return;
    put(openDoors, door, open);
    if (tellsChanges) void send({ type: 'change', board, lock, reading: readingAt(board, lock) });
  }

  async function pulse(board: number, lock: number): Promise<void> {
    const door = `${board}/${lock}`;
    pulses.set(door, (pulses.get(door) ?? 0) + 1);
    const gives = !jammed.has(door) && fault.type !== 'dead-coils';
    await clock.sleep(LATCH_MS);
    if (gives) move(board, lock, true);
  }

  function receive(request: BoardRequest): void {
    if (!present.has(request.board)) return;
    const { board } = request;
    if (request.type === 'query') {
      const readings = Array.from({ length: protocol.locksPerBoard }, (_, i) => readingAt(board, i + 1));
      void send({ type: 'states', board, readings });
      return;
    }
    void pulse(board, request.lock);
    // Boards answer before the latch has moved: status 0, and whatever they read.
    if (protocol.answersOpen) void send({ type: 'open-answer', board, lock: request.lock, status: 0, reading: readingAt(board, request.lock) });
  }

  return {
    attach(next) {
      peer = next;
      const parser = protocol.createRequestParser();
      next.onData((chunk) => parser.push(chunk).forEach(receive));
    },
    setFault: (next) => void (fault = next),
    jam: (board, lock, isJammed) => put(jammed, `${board}/${lock}`, isJammed),
    move,
    setBoard: (board, isPresent) => put(present, board, isPresent),
    see: () => ({ open: [...openDoors].sort(), pulses: Object.fromEntries(pulses) }),
  };
}
