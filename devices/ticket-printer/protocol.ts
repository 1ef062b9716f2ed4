import type { FrameParser } from '../core/exchange.ts';
import { createByteQueue } from '../core/byte-queue.ts';

/**
 * What a printer sends, told apart by the fixed bits of each kind of byte (ESC/POS reference, DLE EOT, GS a, GS r,
 * GS ( H). There is no check sum: a byte damaged on a serial line can only be noticed by its fixed bits.
 */
export type PrinterFrame =
  | { readonly type: 'real-time'; readonly byte: number }
  | { readonly type: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  | { readonly type: 'queued-status'; readonly byte: number }
  | { readonly type: 'process-id'; readonly id: string }
  /** A block answer to something we do not ask. */
  | { readonly type: 'block'; readonly text: string }
  | { readonly type: 'flow'; readonly mayBeSent: boolean }
  | { readonly type: 'unknown'; readonly byte: number };

const XON = 0x11;
const XOFF = 0x13;
const BLOCK_START = 0x37;
const BLOCK_END = 0x00;
const PROCESS_ID_MARK = 0x22;
const PROCESS_ID_LENGTH = 7;
/** Longest block answer any model sends (model names, serial numbers). */
const MAX_BLOCK = 80;

/** Puts printer answers together from chunks of any size; damaged ones come out as `unknown` byte by byte. */
export function createPrinterParser(): FrameParser<PrinterFrame> {
  const queue = createByteQueue();
  return {
    push(chunk) {
      queue.push(chunk);
      const frames: PrinterFrame[] = [];
      while (queue.length > 0) {
        const found = firstFrame((i) => queue.at(i), queue.length);
        if (found === null) break;
        queue.drop(found.length);
        frames.push(found.frame);
      }
      return frames;
    },
    get pending() {
      return queue.length;
    },
    reset: () => queue.clear(),
  };
}

type ByteAt = (index: number) => number;
type Found = { readonly frame: PrinterFrame; readonly length: number };

function firstFrame(at: ByteAt, available: number): Found | null {
  const byte = at(0);
  if (byte === XON || byte === XOFF) return { frame: { type: 'flow', mayBeSent: byte === XON }, length: 1 };
  if (byte === BLOCK_START) return block(at, available);
  if ((byte & 0x93) === 0x12) return { frame: { type: 'real-time', byte }, length: 1 };
  if ((byte & 0x93) === 0x10) return automatic(at, available);
  if ((byte & 0x90) === 0x00) return { frame: { type: 'queued-status', byte }, length: 1 };
  return unknown(byte);
}

function automatic(at: ByteAt, available: number): Found | null {
  for (let i = 1; i < 4; i += 1) {
    if (i >= available) return null;
    if ((at(i) & 0x90) !== 0) return unknown(at(0));
  }
  return { frame: { type: 'automatic', bytes: [at(0), at(1), at(2), at(3)] }, length: 4 };
}

function block(at: ByteAt, available: number): Found | null {
  let text = '';
  for (let i = 1; i < Math.min(available, MAX_BLOCK); i += 1) {
    const byte = at(i);
    if (byte === BLOCK_END && i > 1) return blockFrame(at(1), text, i + 1);
    if (byte < 0x20 || byte > 0x7e) return unknown(at(0));
    text += String.fromCharCode(byte);
  }
  return available >= MAX_BLOCK ? unknown(at(0)) : null;
}

function blockFrame(mark: number, text: string, length: number): Found {
  if (mark === PROCESS_ID_MARK && length === PROCESS_ID_LENGTH) return { frame: { type: 'process-id', id: text.slice(1) }, length };
  return { frame: { type: 'block', text }, length };
}

function unknown(byte: number): Found {
  return { frame: { type: 'unknown', byte }, length: 1 };
}

/** What keeps a printer from printing, worst first where several hold. */
export type Trouble = 'cover-open' | 'paper-end' | ErrorCause;

/** What DLE EOT 3 says of an error. `error`: only switching off and on helps, or nothing more is said. */
export type ErrorCause = 'cutter-error' | 'mechanical-error' | 'overheated' | 'error';

/** DLE EOT 1. */
export function isOffline(answer1: number): boolean {
  return (answer1 & 0x08) !== 0;
}

/** DLE EOT 2: why it is off-line; null when it names no cause (feed button held, cause just gone). */
export function offlineCause(answer2: number): 'cover-open' | 'paper-end' | 'error' | null {
  if ((answer2 & 0x04) !== 0) return 'cover-open';
  if ((answer2 & 0x20) !== 0) return 'paper-end';
  return (answer2 & 0x40) !== 0 ? 'error' : null;
}

/** DLE EOT 3. Null when it names none. */
export function errorCause(answer3: number): ErrorCause | null {
  if ((answer3 & 0x08) !== 0) return 'cutter-error';
  if ((answer3 & 0x20) !== 0) return 'error';
  if ((answer3 & 0x04) !== 0) return 'mechanical-error';
  return (answer3 & 0x40) !== 0 ? 'overheated' : null;
}

/** Errors that DLE ENQ 2 ends once their cause is gone; until then the printer stays off-line. */
export function endsByRecovery(state: string): boolean {
  return state === 'cutter-error' || state === 'mechanical-error';
}

/** DLE EOT 4. Both bits of a sensor are set together; one alone is read as set, the careful way. */
export function paperState(answer4: number): 'enough' | 'near-end' | 'end' {
  if ((answer4 & 0x60) !== 0) return 'end';
  return (answer4 & 0x0c) !== 0 ? 'near-end' : 'enough';
}

/** GS r 1. Null when the byte is no possible answer: the bits of a sensor differ, or fixed bits are set. */
export function queuedPaperState(answer: number): 'enough' | 'near-end' | 'end' | null {
  switch (answer) {
    case 0x00: return 'enough';
    case 0x03: return 'near-end';
    case 0x0c:
    case 0x0f: return 'end';
    default: return null;
  }
}
