/** One command of an ESC/POS stream as it came over the wire, or one character, or one control byte. */
export interface StreamCommand {
  readonly bytes: Uint8Array;
}

/** Cuts a byte stream into commands the way a printer does: byte by byte, the length known only as it goes on. */
export interface StreamReader {
  /** The command that this byte completes. */
  push(byte: number): StreamCommand | null;
  /** Bytes of a command that is not complete. */
  readonly pending: number;
  reset(): void;
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

/** `isChinese` tells at every byte whether the printer is in Chinese mode, where 81-FE begin a two-byte character. */
export function createStreamReader(isChinese: () => boolean): StreamReader {
  let pending: number[] = [];
  let wanted: number | null = null;
  return {
    push(byte) {
      pending.push(byte);
      wanted ??= commandLength(pending, isChinese());
      const ended = wanted === null ? endsWithNul(pending) : pending.length >= wanted;
      if (!ended) return null;
      const command = { bytes: Uint8Array.from(pending) };
      pending = [];
      wanted = null;
      return command;
    },
    get pending() {
      return pending.length;
    },
    reset() {
      pending = [];
      wanted = null;
    },
  };
}

/** Bar codes in the old form (GS k 0-6) end with NUL instead of having a length. */
function endsWithNul(bytes: readonly number[]): boolean {
  const oldBarcode = bytes[0] === GS && bytes[1] === 0x6b && (bytes[2] ?? 0xff) <= 6;
  return oldBarcode && bytes.length > 3 && bytes.at(-1) === 0;
}

/** Length of the whole command, null while it cannot be known yet. */
function commandLength(bytes: readonly number[], chinese: boolean): number | null {
  const [first = 0, second, third] = bytes;
  switch (first) {
    case ESC: return second === undefined ? null : escLength(second);
    case FS: return second === undefined ? null : fsLength(second);
    case GS: return second === undefined ? null : gsLength(bytes, second, third);
    case DLE: return second === undefined ? null : dleLength(second);
    default: return chinese && first >= 0x81 && first <= 0xfe ? 2 : 1;
  }
}

function escLength(second: number): number {
  switch (second) {
    case 0x32: case 0x40: return 2;
    case 0x70: return 5;
    case 0x24: case 0x5c: return 4;
    default: return 3;
  }
}

function fsLength(second: number): number {
  switch (second) {
    case 0x26: case 0x2e: return 2;
    case 0x53: return 4;
    default: return 3;
  }
}

function dleLength(second: number): number {
  switch (second) {
    case 0x04: case 0x05: return 3;
    case 0x14: return 5;
    default: return 2;
  }
}

function gsLength(bytes: readonly number[], second: number, third: number | undefined): number | null {
  switch (second) {
    case 0x4c: case 0x57: return 4;
    case 0x56: return third === undefined ? null : third >= 0x41 ? 4 : 3;
    case 0x28: return withLength(bytes, 3);
    case 0x6b: return third !== undefined && third >= 65 && bytes[3] !== undefined ? 4 + bytes[3] : null;
    case 0x76: return bytes.length < 8 ? null : 8 + word(bytes, 4) * word(bytes, 6);
    default: return 3;
  }
}

function withLength(bytes: readonly number[], at: number): number | null {
  return bytes.length < at + 2 ? null : at + 2 + word(bytes, at);
}

function word(bytes: readonly number[], at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
