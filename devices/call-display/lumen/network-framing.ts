import { concatBytes } from '../../core/bytes.ts';
import type { FrameParser } from '../../core/exchange.ts';
import { LONGEST_BODY, SHORTEST_BODY, decodeBody, encodeBody, mayBegin, type LumenFrame, type LumenFraming } from './protocol.ts';

const HEADER_LENGTH = 8;
/** The card's network id code as it leaves the factory. A card's own may differ: in answers any is taken. */
const ID_CODE = [0xff, 0xff, 0xff, 0xff] as const;

function encode(frame: LumenFrame): Uint8Array {
  const body = encodeBody(frame);
  return concatBytes([Uint8Array.of(...ID_CODE, body.length & 0xff, body.length >> 8, 0, 0), body]);
}

/** How many bytes the packet at the beginning has, or null where none can begin. What has not arrived may be anything. */
function packetLength(bytes: Uint8Array): number | null {
  const [, , , , low, high, zero1 = 0, zero2 = 0] = bytes;
  if (zero1 !== 0 || zero2 !== 0 || !mayBegin(bytes.subarray(HEADER_LENGTH))) return null;
  if (low === undefined || high === undefined) return HEADER_LENGTH + SHORTEST_BODY;
  const length = low | (high << 8);
  return length < SHORTEST_BODY || length > LONGEST_BODY ? null : HEADER_LENGTH + length;
}

/**
 * Puts frames together from chunks of any size. There is no start mark: after damage it looks byte by byte for the next
 * packet that could be one. A spoilt length hides what follows until `reset`, which every new question begins with.
 */
function createParser(): FrameParser<LumenFrame> {
  let held: Uint8Array = new Uint8Array(0);

  /** The first frame held, with everything before it dropped; null when more bytes are needed. */
  function next(): LumenFrame | null {
    while (held.length > 0) {
      const length = packetLength(held);
      if (length !== null && length > held.length) return null;
      const frame = length === null ? null : decodeBody(held.subarray(HEADER_LENGTH, length));
      held = held.subarray(frame === null || length === null ? 1 : length);
      if (frame !== null) return frame;
    }
    return null;
  }

  return {
    get pending() {
      return held.length;
    },
    push(chunk) {
      held = concatBytes([held, chunk]);
      const frames: LumenFrame[] = [];
      for (let frame = next(); frame !== null; frame = next()) frames.push(frame);
      return frames;
    },
    reset: () => void (held = new Uint8Array(0)),
  };
}

/** Networks: `id code (4) | length u16 LE | 00 00 | body`, without marks and escapes. */
export const NETWORK_FRAMING: LumenFraming = { encode, createParser };
