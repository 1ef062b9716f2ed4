import type { Clock } from '../../shared/basics/clock.ts';
import { encodeFrame, FUNC, START_EVALUATION } from '../core/window-bus/frames.ts';
import type { FrameDamage, VirtualBus } from '../core/window-bus/virtual-bus.ts';
import { createVirtualKeypad, repeatPace } from '../core/window-bus/virtual-keypad.ts';

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
  press(value: number, damage?: FrameDamage): void;
  /** A press of another pad on the same bus. */
  pressElsewhere(busAddress: number, value: number): void;
  /** The next answers of the host do not arrive. */
  loseAnswers(count: number): void;
  see(): PadSight;
  unhang(): void;
}

const REPEAT_EVERY_MS = 500;

/** An evaluator on the bus. Its answer is the same value under function 01. */
export function createVirtualPad(settings: { readonly bus: VirtualBus; readonly busAddress: number; readonly clock: Clock }): VirtualPad {
  const { bus, busAddress, clock } = settings;
  const keys = createVirtualKeypad({ bus, clock, busAddress, pressFunc: FUNC.press, answerFunc: FUNC.host, repeatEveryMs: repeatPace(REPEAT_EVERY_MS, busAddress) });
  let inviting = false;
  let invitations = 0;

  const stopListening = bus.listen((frame) => {
    if (frame.address !== busAddress || keys.takeAnswer(frame)) return;
    if (frame.func !== FUNC.host || frame.data[0] !== START_EVALUATION) return;
    inviting = true;
    invitations += 1;
  });

  return {
    press(value, damage = 'none') {
      inviting = false;
      keys.press(Uint8Array.of(value), damage);
    },
    pressElsewhere: (address, value) => bus.speak(encodeFrame({ address, func: FUNC.press, data: Uint8Array.of(value) })),
    loseAnswers: keys.loseAnswers,
    see() {
      const { acknowledged, sent, lost } = keys.see();
      return { inviting, invitations, acknowledged: acknowledged.flat(), sent, lost };
    },
    unhang() {
      stopListening();
      keys.stop();
    },
  };
}
