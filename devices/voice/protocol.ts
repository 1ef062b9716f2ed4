/**
 * SYN6288 speech chip, pure bytes. Command: `FD LEN_H LEN_L CMD [PARA] text XOR`, LEN counts CMD to XOR, XOR covers
 * every byte before it. The chip answers with single bytes. Source: devices.md §3.7.
 */

import { xorOf } from '../core/bytes.ts';
import type { FrameParser } from '../core/exchange.ts';

const START = 0xfd;
/** Character set of a speak command; 0 is GB2312, which is part of it. */
export const GBK = 0x01;
const HEAD_LENGTH = 3;
/** CMD + PARA + 200 bytes of text + XOR. */
const MAX_LENGTH = 203;

/** Longest text of one command, in GBK bytes. */
export const MAX_TEXT_BYTES = 200;

export const COMMAND = { speak: 0x01, stop: 0x02, query: 0x21 } as const;

function encodeCommand(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const frame = Uint8Array.of(START, length >> 8, length & 0xff, ...body);
  return Uint8Array.of(...frame, xorOf(frame));
}

/** `text` is GBK and at most MAX_TEXT_BYTES long; a longer one is a bug of the caller. */
export function speakFrame(text: Uint8Array): Uint8Array {
  if (text.length === 0 || text.length > MAX_TEXT_BYTES) throw new Error(`a sentence has 1 to ${MAX_TEXT_BYTES} bytes, not ${text.length}`);
  return encodeCommand(Uint8Array.of(COMMAND.speak, GBK, ...text));
}

export function queryFrame(): Uint8Array {
  return encodeCommand(Uint8Array.of(COMMAND.query));
}

/** What the chip says, byte by byte. There is no checksum: the driver only believes an answer it waits for. */
export type ChipReply = 'initialised' | 'accepted' | 'not-recognised' | 'busy' | 'idle';

export const REPLY_BYTE = {
  initialised: 0x4a,
  accepted: 0x41,
  'not-recognised': 0x45,
  busy: 0x4e,
  idle: 0x4f,
} as const satisfies Record<ChipReply, number>;

const REPLIES: ReadonlyMap<number, ChipReply> = new Map([
  [REPLY_BYTE.initialised, 'initialised'],
  [REPLY_BYTE.accepted, 'accepted'],
  [REPLY_BYTE['not-recognised'], 'not-recognised'],
  [REPLY_BYTE.busy, 'busy'],
  [REPLY_BYTE.idle, 'idle'],
]);

/** Every known byte is an answer by itself; other bytes are noise and left out. */
export function createReplyParser(): FrameParser<ChipReply> {
  return {
    pending: 0,
    push: (chunk) => Array.from(chunk, (byte) => REPLIES.get(byte)).filter((reply) => reply !== undefined),
    reset: () => undefined,
  };
}

/** A command as the chip sees it. `bad`: right length, wrong XOR or unknown content. */
export type ChipCommand =
  | { readonly type: 'speak'; readonly charset: number; readonly text: Uint8Array }
  | { readonly type: 'stop' }
  | { readonly type: 'query' }
  | { readonly type: 'bad' };

function decodeCommand(frame: Uint8Array): ChipCommand {
  if (xorOf(frame) !== 0) return { type: 'bad' };
  const [command, parameter] = frame.subarray(HEAD_LENGTH);
  const text = frame.slice(HEAD_LENGTH + 2, -1);
  if (command === COMMAND.query && frame.length === HEAD_LENGTH + 2) return { type: 'query' };
  if (command === COMMAND.stop && frame.length === HEAD_LENGTH + 2) return { type: 'stop' };
  if (command === COMMAND.speak && parameter !== undefined && text.length > 0) {
    return { type: 'speak', charset: parameter & 0x07, text };
  }
  return { type: 'bad' };
}

/**
 * The chip's side: puts commands together from chunks of any size. An impossible length is `bad` at once; what follows
 * is noise until the next start byte. A command whose rest never comes has to be ended by `reset` after a pause.
 */
export function createCommandParser(): FrameParser<ChipCommand> {
  let buffer: number[] = [];

  function take(byte: number): ChipCommand | null {
    if (buffer.length === 0 && byte !== START) return null;
    buffer.push(byte);
    const [, high, low] = buffer;
    if (high === undefined || low === undefined) return null;
    const length = (high << 8) | low;
    const whole = HEAD_LENGTH + length;
    if (length >= 2 && length <= MAX_LENGTH && buffer.length < whole) return null;
    const frame = Uint8Array.from(buffer);
    buffer = [];
    return frame.length === whole ? decodeCommand(frame) : { type: 'bad' };
  }

  return {
    get pending() {
      return buffer.length;
    },
    push(chunk) {
      const commands: ChipCommand[] = [];
      for (const byte of chunk) {
        const command = take(byte);
        if (command !== null) commands.push(command);
      }
      return commands;
    },
    reset: () => void (buffer = []),
  };
}
