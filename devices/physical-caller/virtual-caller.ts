import type { Clock } from '../../shared/basics/clock.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { encodeFrame, FUNC, type BusFrame } from '../core/window-bus/frames.ts';
import type { FrameDamage, VirtualBus } from '../core/window-bus/virtual-bus.ts';
import { createVirtualKeypad, repeatPace } from '../core/window-bus/virtual-keypad.ts';
import { FF68_KEYS, type CallerKey } from './keys.ts';

export interface CallerSight {
  /** The six places of the display, a blank one as a space. */
  readonly digits: string;
  readonly beeps: number;
  /** Keys whose press the host acknowledged, as hexadecimal bytes, in order. */
  readonly acknowledged: readonly string[];
  /** Press frames sent, repeats included. */
  readonly sent: number;
  /** Presses given up because the host never answered. */
  readonly lost: number;
}

export interface VirtualCaller {
  press(key: CallerKey, damage?: FrameDamage): void;
  /** A press with these bytes, for keys that are not on the map. */
  send(data: Uint8Array): void;
  /** A press of another caller on the same bus. */
  pressElsewhere(busAddress: number, key: CallerKey): void;
  /** The next answers of the host do not arrive. */
  loseAnswers(count: number): void;
  see(): CallerSight;
  unhang(): void;
}

const REPEAT_EVERY_MS = 520;
const BLANK = 0x0a;
const PLACES = 6;
/** What the source leaves open; the driver must take any. */
const KEY_FUNC = FUNC.host;

/** A caller on the bus. The answer to a press is the same frame. */
export function createVirtualCaller(settings: { readonly bus: VirtualBus; readonly busAddress: number; readonly clock: Clock }): VirtualCaller {
  const { bus, busAddress, clock } = settings;
  const keys = createVirtualKeypad({ bus, clock, busAddress, pressFunc: KEY_FUNC, answerFunc: KEY_FUNC, repeatEveryMs: repeatPace(REPEAT_EVERY_MS, busAddress) });
  let digits = ' '.repeat(PLACES);
  let beeps = 0;

  function receive(frame: BusFrame): void {
    if (frame.address !== busAddress || keys.takeAnswer(frame)) return;
    if (frame.func === FUNC.beep) beeps += 1;
    if (frame.func === FUNC.display && frame.data.length === PLACES) digits = Array.from(frame.data, placeText).join('');
  }

  const stopListening = bus.listen(receive);

  return {
    press: (key, damage = 'none') => keys.press(bytesOf(key), damage),
    send: (data) => keys.press(data, 'none'),
    pressElsewhere: (address, key) => bus.speak(encodeFrame({ address, func: KEY_FUNC, data: bytesOf(key) })),
    loseAnswers: keys.loseAnswers,
    see() {
      const { acknowledged, sent, lost } = keys.see();
      return { digits, beeps, acknowledged: acknowledged.map((data) => toHex(Uint8Array.from(data))), sent, lost };
    },
    unhang() {
      stopListening();
      keys.stop();
    },
  };
}

function placeText(value: number): string {
  return value === BLANK ? ' ' : String(value);
}

function bytesOf(key: CallerKey): Uint8Array {
  const found = Object.entries(FF68_KEYS).find(([, meaning]) => meaning === key);
  if (found === undefined) throw new Error(`the caller has no key ${key}`);
  return fromHex(found[0]);
}
