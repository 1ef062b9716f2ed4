import type { Clock } from '../../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import type { Transport } from '../../transports/transport.ts';
import { toHex } from '../bytes.ts';
import { createLock } from '../lock.ts';
import { createBusParser, encodeFrame, type BusFrame } from './frames.ts';

/** All waits of the bus, in milliseconds. */
export const BUS_DELAYS = {
  /** RS-485: quiet time on the bus before the host speaks. */
  beforeSending: 20,
  /** A frame that pauses longer was cut off. At 9600 baud the longest frame takes 16 ms. */
  withinFrame: 100,
  /** One byte at 9600 baud. */
  byte: 1.05,
  /** An adapter that hears itself gives our frame back within this time after its end. */
  echo: 50,
} as const;

/** On a line that is never quiet a frame is sent after this many waits all the same. */
const MOST_WAITS = 5;

/** What a device does on the bus: it hears the frames of its number. Several devices of a window may have the same one. */
export interface BusMember {
  readonly busAddress: number;
  onFrame(frame: BusFrame, seat: BusSeat): void;
  /** A device speaks whose number nobody here has. Told once a number and connection. */
  onStranger(busAddress: number): void;
}

/** A member's place on one life of the line. */
export interface BusSeat {
  /** Aborted when the line is gone, or the member left. */
  readonly signal: AbortSignal;
  /** Sends under the member's number, one frame at a time on the whole bus and after a moment of quiet. */
  send(func: number, data: Uint8Array): Promise<Result<void, 'disconnected'>>;
  /** Ends this life of the line for everybody on it. */
  giveUp(): void;
}

/** One open line with everybody on it. */
export interface BusLine {
  /** Aborted when the line is gone. */
  readonly signal: AbortSignal;
  seat(member: BusMember, left: AbortSignal): BusSeat;
  /** Frames of numbers that nobody here has, by number. */
  strangers(): ReadonlyMap<number, number>;
  close(): Promise<void>;
}

export function createBusLine(transport: Transport, clock: Clock): BusLine {
  const parser = createBusParser();
  const lock = createLock();
  const gone = new AbortController();
  const members = new Map<BusMember, BusSeat>();
  const strangers = new Map<number, number>();
  let heardAt = clock.now();
  /** The end of the last byte on the wire, ours or theirs. */
  let quietFrom = clock.now();
  let sent = { frame: '', until: 0 };
  let closing: Promise<void> | null = null;

  transport.onClose(() => gone.abort());
  transport.onData((chunk) => {
    if (clock.now() - heardAt > BUS_DELAYS.withinFrame) parser.reset();
    heardAt = clock.now();
    quietFrom = heardAt;
    for (const frame of parser.push(chunk)) {
      if (!isOwnEcho(frame)) hand(frame);
    }
  });

  /** Taken for a key, it would be echoed as its acknowledgement, and come back for ever. */
  function isOwnEcho(frame: BusFrame): boolean {
    const isEcho = toHex(encodeFrame(frame)) === sent.frame && clock.now() <= sent.until;
    if (isEcho) sent = { frame: '', until: 0 };
    return isEcho;
  }

  function hand(frame: BusFrame): void {
    const mine = [...members].filter(([member]) => member.busAddress === frame.address);
    for (const [member, seat] of mine) member.onFrame(frame, seat);
    if (mine.length === 0) note(frame.address);
  }

  function note(stranger: number): void {
    const before = strangers.get(stranger) ?? 0;
    strangers.set(stranger, before + 1);
    if (before > 0) return;
    for (const member of [...members.keys()]) member.onStranger(stranger);
  }

  async function quiet(): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const rest = quietFrom + BUS_DELAYS.beforeSending - clock.now();
      if (rest <= 0 || gone.signal.aborted) return;
      // A clock that was put back must not keep the line waiting.
      await clock.sleep(Math.min(rest, 2 * BUS_DELAYS.beforeSending), gone.signal);
    }
  }

  async function send(frame: BusFrame, signal: AbortSignal): Promise<Result<void, 'disconnected'>> {
    return lock.run(async () => {
      await quiet();
      if (signal.aborted) return fail('disconnected');
      const bytes = encodeFrame(frame);
      quietFrom = clock.now() + bytes.length * BUS_DELAYS.byte;
      sent = { frame: toHex(bytes), until: quietFrom + BUS_DELAYS.echo };
      try {
        await transport.write(bytes);
        return ok(undefined);
      } catch {
        return fail('disconnected');
      }
    });
  }

  return {
    signal: gone.signal,
    seat(member, left) {
      const signal = AbortSignal.any([gone.signal, left]);
      const seat: BusSeat = {
        signal,
        send: (func, data) => send({ address: member.busAddress, func, data }, signal),
        giveUp: () => gone.abort(),
      };
      members.set(member, seat);
      signal.addEventListener('abort', () => members.delete(member), { once: true });
      return seat;
    },
    strangers: () => strangers,
    close() {
      closing ??= transport.close();
      gone.abort();
      return closing;
    },
  };
}
