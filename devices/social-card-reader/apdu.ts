import { concatBytes, fromHex } from '../core/bytes.ts';

/**
 * Commands to a 社会保障卡 (devices.md §7.2). These four are all there are: nothing that a card could count as a try of
 * its password, and nothing that writes, can be built.
 */
export interface CardCommand {
  readonly bytes: Uint8Array;
  /** Whether the last byte says how many bytes are expected. */
  readonly expects: boolean;
}

/** `sx1.sh.` and 社会保障 in GBK: the name of the social security application. */
const APPLICATION = fromHex('73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF');

/** Longest answer that has data and status: 256 bytes and two. */
export const LONGEST_ANSWER = 258;

export function selectApplication(): CardCommand {
  return { bytes: concatBytes([Uint8Array.of(0x00, 0xa4, 0x04, 0x00, APPLICATION.length), APPLICATION]), expects: false };
}

/** `file`: EF05 or EF06. `way`: 02 selects under the application; some cards only know 00. */
export function selectFile(file: number, way: 0x02 | 0x00): CardCommand {
  return { bytes: Uint8Array.of(0x00, 0xa4, way, 0x00, 0x02, file >> 8, file & 0xff), expects: false };
}

/** `way`: 04 reads the record with this number of the selected file; some cards only know 00. */
export function readRecord(record: number, expected: number, way: 0x04 | 0x00): CardCommand {
  return { bytes: Uint8Array.of(0x00, 0xb2, record, way, expected), expects: true };
}

/** Fetches the bytes that a card on T=0 announced. */
export function getResponse(length: number): CardCommand {
  return { bytes: Uint8Array.of(0x00, 0xc0, 0x00, 0x00, length), expects: true };
}

/** The same command with another expected length, as the card asked for. */
export function withExpected(command: CardCommand, expected: number): CardCommand {
  return { ...command, bytes: command.bytes.with(command.bytes.length - 1, expected) };
}

export interface CardAnswer {
  readonly data: Uint8Array;
  /** SW1 and SW2 as one number: 0x9000. */
  readonly status: number;
}

/** Null when the bytes are no answer: without status, or longer than one can be. */
export function parseAnswer(bytes: Uint8Array): CardAnswer | null {
  const [sw1, sw2] = bytes.slice(-2);
  if (sw1 === undefined || sw2 === undefined || bytes.length > LONGEST_ANSWER) return null;
  return { data: bytes.slice(0, -2), status: sw1 * 256 + sw2 };
}

export const STATUS = {
  ok: 0x9000,
  needsPin: 0x6982,
  fileAbsent: 0x6a82,
  recordAbsent: 0x6a83,
  /** The card does not know this way of selecting or reading. */
  wrongWay: [0x6a86, 0x6b00],
} as const;

/** How many bytes the card holds ready (61xx); null when it says something else. */
export function bytesReady(status: number): number | null {
  return status >> 8 === 0x61 ? status & 0xff : null;
}

/** With which expected length the command has to be repeated (6Cxx); null when the card says something else. */
export function lengthWanted(status: number): number | null {
  return status >> 8 === 0x6c ? status & 0xff : null;
}
