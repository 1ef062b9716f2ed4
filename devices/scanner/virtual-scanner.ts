import type { Clock } from '../../shared/basics/clock.ts';
import { concatBytes } from '../core/bytes.ts';
import type { Transport } from '../transports/transport.ts';

/** How one code goes out. */
export interface Sending {
  readonly suffix: 'cr' | 'lf' | 'crlf' | 'none';
  /** Into so many parts, as a slow line delivers it. */
  readonly pieces: number;
  readonly gapMs: number;
  readonly times: number;
  readonly everyMs: number;
}

export interface ScannerSight {
  /** Beeps: codes sent, repeats included. */
  readonly sent: number;
}

export interface VirtualScanner {
  attach(peer: Transport): void;
  send(bytes: Uint8Array, sending: Sending): void;
  see(): ScannerSight;
}

const SUFFIXES = { cr: [0x0d], lf: [0x0a], crlf: [0x0d, 0x0a], none: [] } as const;

function cut(bytes: Uint8Array, pieces: number): Uint8Array[] {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

/** A scanner without a socket: sends what lies before it and hears nothing. */
export function createVirtualScanner(clock: Clock): VirtualScanner {
  let peer: Transport | null = null;
  let sent = 0;

  async function sendAll(bytes: Uint8Array, { suffix, pieces, gapMs, times, everyMs }: Sending): Promise<void> {
    const whole = concatBytes([bytes, Uint8Array.from(SUFFIXES[suffix])]);
    for (let time = 1; time <= times; time += 1) {
      for (const piece of cut(whole, pieces)) {
        // Into a pulled cable a scanner beeps all the same.
        await peer?.write(piece).catch(() => undefined);
        if (pieces > 1) await clock.sleep(gapMs);
      }
      sent += 1;
      if (time < times) await clock.sleep(everyMs);
    }
  }

  return {
    attach: (next) => void (peer = next),
    send: (bytes, sending) => void sendAll(bytes, sending),
    see: () => ({ sent }),
  };
}
