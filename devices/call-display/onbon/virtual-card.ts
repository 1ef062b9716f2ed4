import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import { decodeHanzi } from '../../core/gbk.ts';
import { ANY_SCREEN, HOST_ADDRESS, createOnbonParser, encodeFrame } from './protocol.ts';
import type { OnbonFrame } from './protocol.ts';
import { COMMAND } from './commands.ts';
import type { CardFamily } from './commands.ts';
import type { Transport } from '../../transports/transport.ts';
import { CARD_FAULTS, createStripFace, sendAnswer, type CardFault, type VirtualStrip } from '../virtual-strip.ts';

/** A strip with a font card. */
export interface VirtualCard extends VirtualStrip {
  /** Dark by command, as the power command leaves it. */
  switchOff(): void;
}

const ERROR = { group: 1, command: 2, memory: 4, none: 0 } as const;
const AREA_HEADER_LENGTH = 27;
const HORIZONTAL_UNIT = { bx5k: 8, bx6k: 1 } as const satisfies Record<CardFamily, number>;

/** In-text commands (`\C2`, `\FO000`) steer colour and font and are not shown. */
function visibleText(bytes: Uint8Array): string {
  return decodeHanzi(bytes).replaceAll(/\\(C\d|F[OK]\d{3})/g, '');
}

/** The text of the only area of an A3 06 command, or the card's error. */
function readArea(data: Uint8Array, screen: { width: number; height: number; family: CardFamily }): Result<string, number> {
  const bytes = Buffer.from(data.slice(3));
  const [, , deletions = 0] = bytes;
  const count = bytes[3 + deletions];
  const start = 4 + deletions;
  if (count !== 1 || bytes.length < start + 2 + AREA_HEADER_LENGTH) return fail(ERROR.command);
  const area = bytes.subarray(start + 2);
  if (bytes.readUInt16LE(start) !== area.length) return fail(ERROR.command);
  const unit = HORIZONTAL_UNIT[screen.family];
  const right = (area.readUInt16LE(1) + area.readUInt16LE(5)) * unit;
  const bottom = area.readUInt16LE(3) + area.readUInt16LE(7);
  if (right > screen.width || bottom > screen.height) return fail(ERROR.memory);
  const text = area.subarray(AREA_HEADER_LENGTH);
  if (area.readUInt32LE(23) !== text.length) return fail(ERROR.command);
  return ok(visibleText(text));
}

/** A font card with its strip, without a socket. It obeys frames for its own number or for any, and ignores others. */
export function createVirtualCard(settings: {
  readonly screen: number;
  readonly width: number;
  readonly height: number;
  readonly family: CardFamily;
}): VirtualCard {
  let fault: CardFault = { type: 'none' };
  const face = createStripFace();

  /** Carries a command out and gives the card's error number. */
  function obey(data: Uint8Array): number {
    const [group = 0, number = 0] = data;
    if (group !== 0xa2 && group !== 0xa3) return ERROR.group;
    switch ((group << 8) | number) {
      case COMMAND.ping:
        return ERROR.none;
      case COMMAND.power:
        face.setPower(data[5] === 0x01);
        return ERROR.none;
      case COMMAND.clear:
        face.clear();
        return ERROR.none;
      case COMMAND.dynamicArea: {
        const area = readArea(data, settings);
        if (area.ok) face.show(area.value);
        return area.ok ? ERROR.none : area.error;
      }
      default:
        return ERROR.command;
    }
  }

  function answer(error: number): Uint8Array {
    const bytes = encodeFrame({
      destination: HOST_ADDRESS,
      source: settings.screen,
      deviceType: 0xfe,
      data: Uint8Array.of(0xa0, error === ERROR.none ? 0x00 : 0x01, error, 0, 0),
    });
    // The byte before the end mark belongs to the CRC.
    if (fault.type === 'wrong-crc') bytes[bytes.length - 2] = ((bytes[bytes.length - 2] ?? 0) + 1) & 0xff;
    return bytes;
  }

  function receive(frame: OnbonFrame, peer: Transport): void {
    if (frame.destination !== settings.screen && frame.destination !== ANY_SCREEN) return;
    if (fault.type === 'hang') return;
    const isPing = frame.data[0] === COMMAND.ping >> 8 && frame.data[1] === (COMMAND.ping & 0xff);
    if (!isPing) face.keepFrame(frame.data);
    const error = fault.type === 'nack' ? fault.error : obey(frame.data);
    sendAnswer(peer, answer(error), fault);
  }

  return {
    attach(peer) {
      const parser = createOnbonParser();
      peer.onData((chunk) => parser.push(chunk).forEach((frame) => receive(frame, peer)));
    },
    faults: CARD_FAULTS,
    setFault: (next) => void (fault = next),
    switchOff: () => face.setPower(false),
    losePower: face.clear,
    see: face.see,
  };
}
