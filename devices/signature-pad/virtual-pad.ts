import { HID_REPORT } from '../transports/hid.ts';
import type { PacketPipe } from '../transports/packets.ts';
import { encodeReport, HANVON, readCommand, type PadCommand, type PadReport, type PenPosition } from './protocol.ts';

export interface SignaturePadSight {
  /** The surface is lit and takes the pen. */
  readonly open: boolean;
  /** Strokes that the pad itself shows at the moment. */
  readonly strokesShown: number;
  /** Commands that arrived, in order. */
  readonly commands: readonly PadCommand[];
  /** Feature reports that were no command. */
  readonly unknown: number;
}

/** What a pad does with its next command. */
export type AnswerFault = 'none' | 'silent' | 'late';

export interface VirtualSignaturePad {
  attach(pipe: PacketPipe): void;
  /** One stroke, whole; on a closed pad nothing is sent. `lift: false` leaves the pen on the surface. */
  draw(stroke: readonly PenPosition[], lift?: boolean): void;
  press(key: 'resign' | 'confirm'): void;
  /** A report as it is, whatever it is. */
  sendRaw(bytes: Uint8Array): void;
  /** From now on commands are answered so. */
  answer(fault: AnswerFault): void;
  see(): SignaturePadSight;
}

const KEPT = 50;
const LATE_MS = 1_500;

/** The other side of the HID reports, without a socket. The pad forgets everything when its cable is pulled. */
export function createVirtualSignaturePad(sleep: (ms: number) => Promise<void>): VirtualSignaturePad {
  let pipe: PacketPipe | null = null;
  let fault: AnswerFault = 'none';
  let sight: SignaturePadSight = { open: false, strokesShown: 0, commands: [], unknown: 0 };

  function sendRaw(bytes: Uint8Array): void {
    // Into a pulled cable a pad speaks all the same.
    pipe?.send(HID_REPORT.input, bytes).catch(() => undefined);
  }

  function send(report: PadReport): void {
    sendRaw(encodeReport(report));
  }

  async function reply(command: PadCommand): Promise<void> {
    if (fault === 'silent') return;
    if (fault === 'late') await sleep(LATE_MS);
    send({ type: 'answer', command });
  }

  function receive(channel: number, bytes: Uint8Array): void {
    const command = channel === HID_REPORT.feature ? readCommand(bytes) : null;
    if (command === null) {
      sight = { ...sight, unknown: sight.unknown + 1 };
      return;
    }
    sight = { ...sight, commands: [...sight.commands, command].slice(-KEPT) };
    if (fault !== 'silent') obey(command);
    void reply(command);
  }

  function obey(command: PadCommand): void {
    const open = command === 'open' || (command === 'clear' && sight.open);
    sight = { ...sight, open, strokesShown: 0 };
  }

  return {
    attach(next) {
      pipe = next;
      sight = { ...sight, open: false, strokesShown: 0 };
      next.onPacket(receive);
    },
    draw(stroke, lift = true) {
      const [first, ...rest] = stroke;
      if (!sight.open || first === undefined) return;
      sight = { ...sight, strokesShown: sight.strokesShown + 1 };
      send({ type: 'down', pen: first });
      for (const pen of rest) send({ type: 'move', pen });
      if (lift) send({ type: 'up', pen: { ...(rest.at(-1) ?? first), pressure: 0 } });
    },
    press(key) {
      if (!sight.open) return;
      if (key === 'resign') sight = { ...sight, strokesShown: 0 };
      send({ type: 'key', key });
    },
    sendRaw,
    answer: (next) => void (fault = next),
    see: () => sight,
  };
}

/** Where on the pad a part of its width and height is, pressed half. */
export function penAt(partX: number, partY: number, pressure = 0x0200): PenPosition {
  return { x: Math.round(partX * HANVON.maxX), y: Math.round(partY * HANVON.maxY), pressure };
}

/** An evidently made-up signature of three strokes. */
export const SAMPLE_STROKES: readonly (readonly PenPosition[])[] = [
  [penAt(0.2, 0.3), penAt(0.3, 0.35), penAt(0.4, 0.3)],
  [penAt(0.3, 0.25), penAt(0.3, 0.5), penAt(0.28, 0.7)],
  [penAt(0.5, 0.3), penAt(0.6, 0.5), penAt(0.7, 0.7), penAt(0.75, 0.6)],
];
