import type { Transport } from '../transports/transport.ts';

/** What goes wrong with a strip from now on. */
export type CardFault =
  | { readonly type: 'none' }
  /** Receives nothing any more, says nothing. */
  | { readonly type: 'hang' }
  /** Carries everything out but its answers are lost. */
  | { readonly type: 'mute' }
  | { readonly type: 'nack'; readonly error: number }
  /** Its answers have a wrong checksum. */
  | { readonly type: 'wrong-crc' }
  /** Answers arrive byte by byte. */
  | { readonly type: 'split' };

export interface CardSight {
  /** What a person reads on the strip; empty when it is dark. */
  readonly text: string;
  readonly power: boolean;
  /** The last texts shown, oldest first. */
  readonly history: readonly string[];
  /** Command data of the last good frames other than pings, as hex. */
  readonly frames: readonly string[];
}

/** A strip of one protocol without a socket. */
export interface VirtualStrip {
  attach(peer: Transport): void;
  /** The faults this hardware can have. */
  readonly faults: readonly CardFault['type'][];
  setFault(fault: CardFault): void;
  /** Mains off and on again: the strip comes back dark. */
  losePower(): void;
  see(): CardSight;
}

export const CARD_FAULTS = ['none', 'hang', 'mute', 'nack', 'wrong-crc', 'split'] as const satisfies readonly CardFault['type'][];

const KEPT = 50;

/** What stands on the strip, and what stood there before. */
export function createStripFace() {
  let text = '';
  let power = true;
  let history: string[] = [];
  let frames: string[] = [];

  return {
    show(next: string): void {
      text = next;
      history = [...history, next].slice(-KEPT);
    },
    clear: () => void (text = ''),
    setPower: (on: boolean) => void (power = on),
    keepFrame(data: Uint8Array): void {
      frames = [...frames, Buffer.from(data).toString('hex')].slice(-KEPT);
    },
    see: (): CardSight => ({ text: power ? text : '', power, history, frames }),
  };
}

/** Sends an answer as the fault lets it through. */
export function sendAnswer(peer: Transport, bytes: Uint8Array, fault: CardFault): void {
  if (fault.type === 'mute') return;
  const chunks = fault.type === 'split' ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes];
  // A peer that has gone needs no answer.
  for (const chunk of chunks) peer.write(chunk).catch(() => undefined);
}
