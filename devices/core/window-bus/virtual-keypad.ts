import type { Clock } from '../../../shared/basics/clock.ts';
import { encodeFrame, type BusFrame } from './frames.ts';
import { damagedFrame, type FrameDamage, type VirtualBus } from './virtual-bus.ts';

/** What can be seen of the presses of one device. */
export interface KeypadSight {
  /** Data of the presses that the host acknowledged, in order, as numbers. */
  readonly acknowledged: readonly (readonly number[])[];
  /** Press frames sent, repeats included. */
  readonly sent: number;
  /** Presses given up because the host never answered. */
  readonly lost: number;
}

export interface VirtualKeypad {
  press(data: Uint8Array, damage: FrameDamage): void;
  /** The next answers of the host do not arrive. */
  loseAnswers(count: number): void;
  /** Whether the frame is the host's answer to the press under way, lost or not. */
  takeAnswer(frame: BusFrame): boolean;
  see(): KeypadSight;
  /** The press under way is not sent again. */
  stop(): void;
}

export interface VirtualKeypadSettings {
  readonly bus: VirtualBus;
  readonly clock: Clock;
  readonly busAddress: number;
  /** Function of its press frames, and of the answer it waits for. */
  readonly pressFunc: number;
  readonly answerFunc: number;
  readonly repeatEveryMs: number;
}

const ATTEMPTS = 5;
const KEPT = 50;

/** No two on a bus have the same pace: after a collision they would meet again at every repetition. */
export function repeatPace(everyMs: number, busAddress: number): number {
  return everyMs + (busAddress % 16) * 40;
}

/** The keys of a device on the bus: one press at a time, sent again until the host answers it, five times at most. */
export function createVirtualKeypad(settings: VirtualKeypadSettings): VirtualKeypad {
  const { bus, clock, busAddress, pressFunc, answerFunc, repeatEveryMs } = settings;
  let unanswered: { readonly data: Uint8Array; readonly answered: AbortController } | null = null;
  let answersToLose = 0;
  let sight: KeypadSight = { acknowledged: [], sent: 0, lost: 0 };

  async function sendUntilAnswered(data: Uint8Array, damage: FrameDamage, answered: AbortController): Promise<void> {
    const frame = encodeFrame({ address: busAddress, func: pressFunc, data });
    for (let attempt = 1; attempt <= ATTEMPTS && !answered.signal.aborted; attempt += 1) {
      sight = { ...sight, sent: sight.sent + 1 };
      bus.speak(attempt === 1 ? damagedFrame(frame, damage) : frame);
      await clock.sleep(repeatEveryMs, answered.signal);
    }
    if (answered.signal.aborted) return;
    unanswered = null;
    sight = { ...sight, lost: sight.lost + 1 };
  }

  return {
    press(data, damage) {
      unanswered?.answered.abort();
      const answered = new AbortController();
      unanswered = { data, answered };
      void sendUntilAnswered(data, damage, answered);
    },
    loseAnswers: (count) => void (answersToLose = count),
    takeAnswer(frame) {
      if (unanswered === null || frame.func !== answerFunc || !sameBytes(frame.data, unanswered.data)) return false;
      if (answersToLose > 0) {
        answersToLose -= 1;
        return true;
      }
      unanswered.answered.abort();
      unanswered = null;
      sight = { ...sight, acknowledged: [...sight.acknowledged, [...frame.data]].slice(-KEPT) };
      return true;
    },
    see: () => sight,
    stop: () => unanswered?.answered.abort(),
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
