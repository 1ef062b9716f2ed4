import { concatBytes, xorOf } from '../core/bytes.ts';
import { createByteQueue } from '../core/byte-queue.ts';
import type { FrameParser } from '../core/exchange.ts';

/** Frames of the SAM_A / SAM_V reader module (GA 450, GA/T 467). No byte stuffing: the length alone says where a frame ends. */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEADER_LENGTH = PREAMBLE.length + 2;
/** CMD PARA CHK. */
const MIN_LENGTH = 3;
/** The answer with text, photo and two fingerprints: LEN 09 0A. Nothing longer exists. */
const MAX_LENGTH = 0x090a;

export const TEXT_LENGTH = 256;
export const PHOTO_LENGTH = 1024;
export const ADDRESS_LENGTH = 70;

/** The content of a frame between LEN and CHK, or the news that a frame came with a wrong check byte. */
export type SamFrame = { readonly type: 'frame'; readonly content: Uint8Array } | { readonly type: 'bad-checksum' };

/** Puts preamble, length and check byte around CMD PARA DATA (or SW1 SW2 SW3 DATA). */
export function buildFrame(content: Uint8Array): Uint8Array {
  const length = content.length + 1;
  const checked = concatBytes([Uint8Array.of(length >> 8, length & 0xff), content]);
  return concatBytes([PREAMBLE, checked, Uint8Array.of(xorOf(checked))]);
}

/** Every request the driver makes. */
export const REQUESTS = {
  samStatus: buildFrame(Uint8Array.of(0x11, 0xff)),
  samId: buildFrame(Uint8Array.of(0x12, 0xff)),
  findCard: buildFrame(Uint8Array.of(0x20, 0x01)),
  selectCard: buildFrame(Uint8Array.of(0x20, 0x02)),
  readTextAndPhoto: buildFrame(Uint8Array.of(0x30, 0x01)),
  readNewAddress: buildFrame(Uint8Array.of(0x30, 0x03)),
} as const;

/** Finds frames in a stream of chunks. After a wrong check byte it goes on one byte further, so nothing behind it is lost. */
export function createFrameParser(): FrameParser<SamFrame> {
  const queue = createByteQueue();

  function skipToPreamble(): void {
    let skip = 0;
    while (skip < queue.length && !couldBePreamble(skip)) skip += 1;
    queue.drop(skip);
  }

  function couldBePreamble(offset: number): boolean {
    for (let i = 0; i < PREAMBLE.length && offset + i < queue.length; i += 1) {
      if (queue.at(offset + i) !== PREAMBLE[i]) return false;
    }
    return true;
  }

  /** Null when more bytes are needed. */
  function next(): SamFrame | null {
    for (;;) {
      skipToPreamble();
      if (queue.length < HEADER_LENGTH) return null;
      const length = queue.at(PREAMBLE.length) * 256 + queue.at(PREAMBLE.length + 1);
      if (length < MIN_LENGTH || length > MAX_LENGTH) {
        queue.drop(1);
        continue;
      }
      const total = HEADER_LENGTH + length;
      if (queue.length < total) return null;
      if (xorOf(queue.slice(PREAMBLE.length, total)) !== 0) {
        queue.drop(1);
        return { type: 'bad-checksum' };
      }
      const content = queue.slice(HEADER_LENGTH, total - 1);
      queue.drop(total);
      return { type: 'frame', content };
    }
  }

  return {
    push(chunk) {
      queue.push(chunk);
      const frames: SamFrame[] = [];
      for (let frame = next(); frame !== null; frame = next()) frames.push(frame);
      return frames;
    },
    get pending() {
      return queue.length;
    },
    reset: () => queue.clear(),
  };
}

/** An answer as the driver judges it: only SW3 counts, SW1 and SW2 may carry the card's own words. */
export interface Answer {
  readonly sw3: number;
  readonly data: Uint8Array;
}

/** Null when the content is too short to be an answer. */
export function answerOf(content: Uint8Array): Answer | null {
  const sw3 = content[2];
  return sw3 === undefined ? null : { sw3, data: content.slice(3) };
}

export const SW3 = { ok: 0x90, found: 0x9f, noCard: 0x80, itemAbsent: 0x91, unknownCommand: 0x21 } as const;

/** Does this answer have the shape of a good answer to the request? An error answer carries no data. */
export type AnswerShape = (answer: Answer) => boolean;

export const GOOD_SHAPE = {
  samStatus: ({ sw3, data }) => sw3 === SW3.ok && data.length === 0,
  samId: ({ sw3, data }) => sw3 === SW3.ok && data.length === 16,
  findCard: ({ sw3, data }) => sw3 === SW3.found && data.length === 4,
  selectCard: ({ sw3, data }) => sw3 === SW3.ok && data.length === 8,
  readTextAndPhoto: (answer) => answer.sw3 === SW3.ok && textBlockOf(answer.data) !== null,
  readNewAddress: ({ sw3, data }) => sw3 === SW3.ok && data.length > 0 && data.length % ADDRESS_LENGTH === 0,
} as const satisfies Record<keyof typeof REQUESTS, AnswerShape>;

/** The reader's refusals that can follow any request. */
export function isErrorAnswer({ sw3, data }: Answer): boolean {
  return data.length === 0 && sw3 !== SW3.ok && sw3 !== SW3.found;
}

/**
 * The 256 text bytes out of the data of a 30 01 answer: two big-endian lengths, text, photo. Null when the lengths
 * do not fit the data. The photo may be missing (length 0) but text is whole or not there.
 */
export function textBlockOf(data: Uint8Array): Uint8Array | null {
  if (data.length < 4) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const textLength = view.getUint16(0);
  const photoLength = view.getUint16(2);
  if (textLength !== TEXT_LENGTH || (photoLength !== PHOTO_LENGTH && photoLength !== 0)) return null;
  if (data.length !== 4 + textLength + photoLength) return null;
  return data.slice(4, 4 + TEXT_LENGTH);
}

/** The serial number of the security module, for diagnostics: `05.03-20140924-0001234567-0987654321`. */
export function samIdText(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const digits = (value: number, length: number): string => String(value).padStart(length, '0');
  return [
    `${digits(view.getUint8(0), 2)}.${digits(view.getUint8(2), 2)}`,
    digits(view.getUint32(4, true), 8),
    digits(view.getUint32(8, true), 10),
    digits(view.getUint32(12, true), 10),
  ].join('-');
}
