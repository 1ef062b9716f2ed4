import type { Clock } from '../../shared/basics/clock.ts';
import type { Transport } from '../transports/transport.ts';
import { FUNC, createBusParser, encodeFrame, pressFrame, type BusFrame } from './protocol.ts';

/** How a press reaches the wire the first time. The pad itself does not notice and repeats what is not answered. */
export type PressDamage = 'none' | 'bad-sum' | 'length-mismatch' | 'collision';

export interface PadSight {
  /** The lamp 请评价 is on: the host asked, and nobody has pressed since. */
  readonly inviting: boolean;
  readonly invitations: number;
  /** Values whose press the host acknowledged, in order. */
  readonly acknowledged: readonly number[];
  /** Press frames sent, repeats included. */
  readonly sent: number;
  /** Presses given up because the host never answered. */
  readonly lost: number;
}

export interface VirtualPad {
  attach(peer: Transport): void;
  press(value: number, damage?: PressDamage): void;
  /** A press of another pad on the same bus. */
  pressElsewhere(busAddress: number, value: number): void;
  /** The next answers of the host do not arrive. */
  loseAnswers(count: number): void;
  see(): PadSight;
}

const REPEAT_EVERY_MS = 500;
const ATTEMPTS = 5;
const START_EVALUATION = 0x0b;
const KEPT = 50;

/** Two senders at once: on the bus a 0 wins over a 1. */
function collide(own: Uint8Array): Uint8Array {
  const other = encodeFrame({ address: 0x2a, func: FUNC.press, data: Uint8Array.of(0x15) });
  return own.map((byte, i) => byte & (other[i] ?? 0xff));
}

function damaged(frame: Uint8Array, damage: PressDamage): Uint8Array {
  switch (damage) {
    case 'none':
      return frame;
    case 'bad-sum':
      return frame.map((byte, i) => (i === frame.length - 2 ? byte ^ 0x01 : byte));
    case 'length-mismatch':
      return frame.map((byte, i) => (i === 3 ? byte + 1 : byte));
    case 'collision':
      return collide(frame);
  }
}

/** The other side of the FF 68 bus, without a socket: repeats a press every half second until the host answers it. */
export function createVirtualPad(settings: { readonly busAddress: number; readonly clock: Clock }): VirtualPad {
  const { busAddress, clock } = settings;
  let peer: Transport | null = null;
  let unanswered: { readonly value: number; readonly answered: AbortController } | null = null;
  let answersToLose = 0;
  let sight: PadSight = { inviting: false, invitations: 0, acknowledged: [], sent: 0, lost: 0 };

  function send(bytes: Uint8Array): void {
    sight = { ...sight, sent: sight.sent + 1 };
    // Into a pulled cable a pad speaks all the same.
    peer?.write(bytes).catch(() => undefined);
  }

  function receive(frame: BusFrame): void {
    const [value] = frame.data;
    if (frame.address !== busAddress || frame.func !== FUNC.host || value === undefined) return;
    if (value === START_EVALUATION) {
      sight = { ...sight, inviting: true, invitations: sight.invitations + 1 };
      return;
    }
    if (unanswered?.value !== value) return;
    if (answersToLose > 0) {
      answersToLose -= 1;
      return;
    }
    unanswered.answered.abort();
    unanswered = null;
    sight = { ...sight, acknowledged: [...sight.acknowledged, value].slice(-KEPT) };
  }

  async function sendUntilAnswered(value: number, damage: PressDamage, answered: AbortController): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS && !answered.signal.aborted; attempt += 1) {
      send(attempt === 1 ? damaged(pressFrame(busAddress, value), damage) : pressFrame(busAddress, value));
      await clock.sleep(REPEAT_EVERY_MS, answered.signal);
    }
    if (answered.signal.aborted) return;
    unanswered = null;
    sight = { ...sight, lost: sight.lost + 1 };
  }

  return {
    attach(next) {
      peer = next;
      const parser = createBusParser();
      next.onData((chunk) => parser.push(chunk).forEach(receive));
    },
    press(value, damage = 'none') {
      unanswered?.answered.abort();
      const answered = new AbortController();
      unanswered = { value, answered };
      sight = { ...sight, inviting: false };
      void sendUntilAnswered(value, damage, answered);
    },
    pressElsewhere: (address, value) => send(pressFrame(address, value)),
    loseAnswers: (count) => void (answersToLose = count),
    see: () => sight,
  };
}
