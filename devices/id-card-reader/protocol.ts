import { concatBytes, xorOf } from '../core/bytes.ts';
import { createByteQueue } from '../core/byte-queue.ts';
import type { FrameParser } from '../core/exchange.ts';

/** Frames of the SAM_A / SAM_V reader module (GA 450, GA/T 467). No byte stuffing: the length alone says where a frame ends. */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
/** Preamble and length. */
export const HEADER_LENGTH = PREAMBLE.length + 2;
/** CMD PARA CHK. */
const MIN_LENGTH = 3;
/** The answer with text, photo and two fingerprints: LEN 09 0A. Nothing longer exists. */
const MAX_LENGTH = 0x090a;

export const TEXT_LENGTH = 256;
export const PHOTO_LENGTH = 1024;
export const ADDRESS_LENGTH = 70;
/** One finger's template; a card holds none, one or two. */
export const FINGER_LENGTH = 512;

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
  readWithFingers: buildFrame(Uint8Array.of(0x30, 0x10)),
  readNewAddress: buildFrame(Uint8Array.of(0x30, 0x03)),
} as const;

/** What a header says of the length of its frame behind the length itself; null when no frame has it. */
export function announcedLength(header: Uint8Array): number | null {
  const length = (header[PREAMBLE.length] ?? 0) * 256 + (header[PREAMBLE.length + 1] ?? 0);
  return length < MIN_LENGTH || length > MAX_LENGTH ? null : length;
}

/** Whether the bytes from here on, as far as there are any, are those of a preamble. */
export function couldBePreamble(bytes: { readonly length: number; at(index: number): number | undefined }, offset: number): boolean {
  for (let i = 0; i < PREAMBLE.length && offset + i < bytes.length; i += 1) {
    if (bytes.at(offset + i) !== PREAMBLE[i]) return false;
  }
  return true;
}

/** Finds frames in a stream of chunks. After a wrong check byte it goes on one byte further, so nothing behind it is lost. */
export function createFrameParser(): FrameParser<SamFrame> {
  const queue = createByteQueue();

  function skipToPreamble(): void {
    let skip = 0;
    while (skip < queue.length && !couldBePreamble(queue, skip)) skip += 1;
    queue.drop(skip);
  }

  /** Null when more bytes are needed. */
  function next(): SamFrame | null {
    for (;;) {
      skipToPreamble();
      if (queue.length < HEADER_LENGTH) return null;
      const length = announcedLength(queue.slice(0, HEADER_LENGTH));
      if (length === null) {
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
  readTextAndPhoto: ({ sw3, data }) => sw3 === SW3.ok && cardBlocksOf(data, false) !== null,
  readWithFingers: ({ sw3, data }) => sw3 === SW3.ok && cardBlocksOf(data, true) !== null,
  readNewAddress: ({ sw3, data }) => sw3 === SW3.ok && data.length > 0 && data.length % ADDRESS_LENGTH === 0,
} as const satisfies Record<keyof typeof REQUESTS, AnswerShape>;

/** The reader's refusals that can follow any request. */
export function isErrorAnswer({ sw3, data }: Answer): boolean {
  return data.length === 0 && sw3 !== SW3.ok && sw3 !== SW3.found;
}

/** What a card gave. The templates of fingers are counted and dropped on the spot. */
export interface CardBlocks {
  readonly text: Uint8Array;
  /** 1,024 bytes WLT as they are on the card; null when the card has none. */
  readonly photo: Uint8Array | null;
  readonly fingers: number;
}

/**
 * The blocks out of the data of a 30 01 or 30 10 answer: big-endian lengths of text, photo and (30 10) fingerprint,
 * then the blocks. The whole frames are 1295, or 1297, 1809 and 2321 bytes long. Null when the lengths do not fit the
 * data. Photo and fingerprint may be missing (length 0) but text is whole or not there.
 */
export function cardBlocksOf(data: Uint8Array, withFingers: boolean): CardBlocks | null {
  const head = withFingers ? 6 : 4;
  if (data.length < head) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const photoLength = view.getUint16(2);
  const fingerLength = withFingers ? view.getUint16(4) : 0;
  if (view.getUint16(0) !== TEXT_LENGTH || (photoLength !== PHOTO_LENGTH && photoLength !== 0)) return null;
  if (fingerLength % FINGER_LENGTH !== 0 || data.length !== head + TEXT_LENGTH + photoLength + fingerLength) return null;
  const photoAt = head + TEXT_LENGTH;
  return {
    text: data.slice(head, photoAt),
    photo: photoLength === 0 ? null : data.slice(photoAt, photoAt + PHOTO_LENGTH),
    fingers: fingerLength / FINGER_LENGTH,
  };
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
