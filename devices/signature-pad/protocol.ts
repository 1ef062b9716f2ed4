/**
 * Hanvon ESP370U over HID, pure bytes. Commands go out as feature report 5, everything comes in as input report 2 with
 * 7 bytes; each begins with its report's number. Source: devices.md §7.4, one public program (sherluok/ESP370U), which
 * also gives the order of the coordinates' bytes.
 */

import type { FrameParser } from '../core/exchange.ts';

export const HANVON = {
  maxX: 0x1800,
  maxY: 0x2000,
  maxPressure: 0x0400,
  /** Above is the pad's own title, below are its keys 重签 and 确认. */
  firstInkY: 0x0360,
  lastInkY: 0x1bf0,
  /** The surface in hundredths of a millimetre: the two axes count in different units. */
  width: 7_678,
  height: 3_958,
} as const;

const COMMAND_REPORT = 0x05;
const INPUT_REPORT = 0x02;
/** Of an input report with its number. Some systems pad it to the longest report of the device. */
const INPUT_LENGTH = 8;

export type PadCommand = 'init' | 'open' | 'close' | 'clear';

const COMMANDS: Readonly<Record<PadCommand, number>> = { init: 0x88, open: 0x11, close: 0x22, clear: 0x33 };
const COMMAND_MARK = 0x70;
const ANSWER_MARK = 0x05;
const CONTROL = 0x55;
const PEN_DOWN = 0xb0;
const PEN_MOVES: readonly number[] = [0xa0, 0xa1];
const PEN_UP = 0xe0;

export function commandReport(command: PadCommand): Uint8Array {
  return Uint8Array.of(COMMAND_REPORT, COMMANDS[command], COMMAND_MARK);
}

/** The pen in the pad's own units. */
export interface PenPosition {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

export type PadReport =
  /** The pad did what it was told; `init` is its answer to the greeting. */
  | { readonly type: 'answer'; readonly command: PadCommand }
  | { readonly type: 'key'; readonly key: 'resign' | 'confirm' }
  | { readonly type: 'down' | 'move' | 'up'; readonly pen: PenPosition };

/** Null for a report that is none of the known ones: too short, unknown head, a pen beyond the surface. */
export function readReport(bytes: Uint8Array): PadReport | null {
  if (bytes.length < INPUT_LENGTH || bytes[0] !== INPUT_REPORT) return null;
  const head = bytes[1] ?? 0;
  if (head === COMMANDS.init && bytes[2] === 0) return { type: 'answer', command: 'init' };
  if (head === CONTROL) return readControl(bytes);
  const type = penEvent(head);
  const pen = type === null ? null : readPen(bytes);
  return type === null || pen === null ? null : { type, pen };
}

/** HID keeps reports apart: a chunk is one report, whole or worthless. */
export function createReportParser(): FrameParser<PadReport> {
  return {
    pending: 0,
    push(chunk) {
      const report = readReport(chunk);
      return report === null ? [] : [report];
    },
    reset: () => undefined,
  };
}

function penEvent(head: number): 'down' | 'move' | 'up' | null {
  if (head === PEN_DOWN) return 'down';
  if (PEN_MOVES.includes(head)) return 'move';
  return head === PEN_UP ? 'up' : null;
}

/** An answer ends in three FF, a key in 00 and its value. */
function readControl(bytes: Uint8Array): PadReport | null {
  const [, , mark, code, commandMark, filler, first, last] = bytes;
  if (first === 0x00 && last === 0x00) return { type: 'key', key: 'resign' };
  if (first === 0x00 && last === 0xff) return { type: 'key', key: 'confirm' };
  if (mark !== ANSWER_MARK || commandMark !== COMMAND_MARK || filler !== 0xff || first !== 0xff || last !== 0xff) return null;
  const command = (['open', 'close', 'clear'] as const).find((name) => COMMANDS[name] === code);
  return command === undefined ? null : { type: 'answer', command };
}

function readPen(bytes: Uint8Array): PenPosition | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pen = { x: view.getUint16(2, true), y: view.getUint16(4, true), pressure: view.getUint16(6, true) };
  return pen.x <= HANVON.maxX && pen.y <= HANVON.maxY && pen.pressure <= HANVON.maxPressure ? pen : null;
}

/** The pad's side, for its simulator and for tests. */
export function encodeReport(report: PadReport): Uint8Array {
  switch (report.type) {
    case 'answer':
      if (report.command === 'init') return Uint8Array.of(INPUT_REPORT, COMMANDS.init, 0x00, 0x74, 0x00, 0x14, 0x65, 0x00);
      return Uint8Array.of(INPUT_REPORT, CONTROL, ANSWER_MARK, COMMANDS[report.command], COMMAND_MARK, 0xff, 0xff, 0xff);
    case 'key':
      return Uint8Array.of(INPUT_REPORT, CONTROL, 0, 0, 0, 0, 0, report.key === 'confirm' ? 0xff : 0x00);
    default:
      return encodePen(report.type, report.pen);
  }
}

const PEN_HEADS = { down: PEN_DOWN, move: 0xa1, up: PEN_UP } as const;

function encodePen(type: 'down' | 'move' | 'up', { x, y, pressure }: PenPosition): Uint8Array {
  const bytes = new Uint8Array(INPUT_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, INPUT_REPORT);
  view.setUint8(1, PEN_HEADS[type]);
  view.setUint16(2, x, true);
  view.setUint16(4, y, true);
  view.setUint16(6, pressure, true);
  return bytes;
}

/** Which command a feature report gives; null for none. */
export function readCommand(bytes: Uint8Array): PadCommand | null {
  if (bytes[0] !== COMMAND_REPORT || bytes[2] !== COMMAND_MARK) return null;
  return (['init', 'open', 'close', 'clear'] as const).find((name) => COMMANDS[name] === bytes[1]) ?? null;
}
