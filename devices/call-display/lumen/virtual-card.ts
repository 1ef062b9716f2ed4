import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import { decodeHanzi } from '../../core/gbk.ts';
import type { Transport } from '../../transports/transport.ts';
import { CARD_FAULTS, createStripFace, sendAnswer, type CardFault, type VirtualStrip } from '../virtual-strip.ts';
import { CODE, FONT_HEIGHTS, REPLY_WANTED, STATIC_TEXT } from './commands.ts';
import { ANY_CARD, CARD_TYPE, type LumenFrame, type LumenFraming } from './protocol.ts';

const RETURN = { done: 0, sequence: 2 } as const;
const CALL_HEADER_LENGTH = 5;
const TEXT_HEADER_LENGTH = 16;

interface Strip {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What can be read of a static text: what is beyond the area or the strip is cut off, as is a font that is too high. */
function visibleText(call: Buffer, strip: Strip): string | null {
  const end = call.indexOf(0, TEXT_HEADER_LENGTH);
  const fontHeight = FONT_HEIGHTS[call[12] ?? FONT_HEIGHTS.length];
  if (call[0] !== STATIC_TEXT || call[2] !== 1 || end !== call.length - 1 || fontHeight === undefined) return null;
  const width = Math.min(call.readUInt16BE(8), strip.width - call.readUInt16BE(4));
  const height = Math.min(call.readUInt16BE(10), strip.height - call.readUInt16BE(6));
  if (fontHeight > height) return '';
  return decodeHanzi(call.subarray(TEXT_HEADER_LENGTH, end).subarray(0, Math.floor(width / (fontHeight / 2))));
}

/** The external call in the only packet, or the card's return code; null where the card would not know what to say. */
function readCall(data: Uint8Array): Result<Buffer, number> | null {
  const bytes = Buffer.from(data);
  if (bytes.length <= CALL_HEADER_LENGTH || bytes.readUInt16LE(1) !== bytes.length - CALL_HEADER_LENGTH) return null;
  if (bytes[3] !== 0 || bytes[4] !== 0) return fail(RETURN.sequence);
  return ok(bytes.subarray(CALL_HEADER_LENGTH));
}

/**
 * A C-Power card with its strip, without a socket. It obeys its own number and 255. What a real card says to something
 * it does not understand is not known; this one says nothing.
 */
export function createVirtualLumenCard(settings: Strip & { readonly card: number; readonly framing: LumenFraming }): VirtualStrip {
  const { card, framing } = settings;
  const face = createStripFace();
  let fault: CardFault = { type: 'none' };

  /** Carries a command out and gives the answer's data, or null for none. */
  function obey(frame: LumenFrame): Uint8Array | null {
    if (frame.code === CODE.version) return Uint8Array.of(RETURN.done, 0x01, 0x04);
    if (frame.code !== CODE.call) return null;
    const call = readCall(frame.data);
    if (call === null) return null;
    if (!call.ok) return Uint8Array.of(call.error);
    const text = visibleText(call.value, settings);
    if (text === null) return null;
    face.show(text);
    return Uint8Array.of(RETURN.done);
  }

  function encodeAnswer(code: number, data: Uint8Array): Uint8Array {
    const bytes = framing.encode({ type: 'reply', card, code, data });
    if (fault.type !== 'wrong-crc') return bytes;
    // The card number stands behind the card type; the sum covers it.
    const at = bytes.indexOf(CARD_TYPE) + 1;
    return bytes.map((byte, i) => (i === at ? byte ^ 0x01 : byte));
  }

  function receive(frame: LumenFrame, peer: Transport): void {
    if (frame.type !== 'command' || (frame.card !== card && frame.card !== ANY_CARD) || fault.type === 'hang') return;
    if (frame.code !== CODE.version) face.keepFrame(frame.data);
    const data = fault.type === 'nack' ? Uint8Array.of(fault.error) : obey(frame);
    const replyWanted = ((frame.data[0] ?? 0) & REPLY_WANTED) !== 0;
    if (data !== null && replyWanted) sendAnswer(peer, encodeAnswer(frame.code, data), fault);
  }

  return {
    attach(peer) {
      const parser = framing.createParser();
      peer.onData((chunk) => parser.push(chunk).forEach((frame) => receive(frame, peer)));
    },
    faults: CARD_FAULTS,
    setFault: (next) => void (fault = next),
    losePower: face.clear,
    see: face.see,
  };
}
