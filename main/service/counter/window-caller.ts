import type { CallerDigits, PhysicalCaller, PressedKey } from '../../../devices/physical-caller/types.ts';
import type { WindowView } from '../../../shared/contract/common.ts';
import type { CallerNotice, CallerQuestion } from '../../../shared/contract/counter.ts';
import { DONE, type Done } from '../../../shared/contract/outcome.ts';
import type { StationContext } from '../context.ts';
import { unattended } from '../log.ts';
import { actionOfKey, type KeyAction, type WindowSight } from './caller-keys.ts';

/** What the page's buttons do, for the keys. */
export interface WindowOperations {
  isLoggedIn(): boolean;
  sight(): WindowSight;
  /** Does what the action says. */
  perform(action: Exclude<KeyAction, { type: 'ask' | 'withdraw' | 'refuse' }>): Promise<Done>;
}

/**
 * The caller in front of the clerk: its keys do what the page's buttons do, its digits show whom the window has, or
 * how many wait. One key at a time: whoever presses while the hub is still thinking is told so.
 */
export function createWindowCaller(context: Pick<StationContext, 'clock' | 'log'>, caller: PhysicalCaller | null, operations: WindowOperations, changed: () => void) {
  const { clock, log } = context;
  let notice: CallerNotice | null = null;
  let isBusy = false;
  let shown = '';
  let last: CallerDigits | null = null;
  const stop = caller?.onKey((key) => unattended(pressed(key), log, 'caller-key-failed'));

  async function pressed(key: PressedKey): Promise<void> {
    // Nobody is at the window, and nobody would see a sentence.
    if (!operations.isLoggedIn() || isBusy) return beep(2);
    isBusy = true;
    try {
      await obey(actionOfKey(key, operations.sight()));
    } finally {
      isBusy = false;
    }
  }

  async function obey(action: KeyAction): Promise<void> {
    switch (action.type) {
      case 'ask':
        tell('', action.question);
        return beep(1);
      case 'withdraw':
        return clear();
      case 'refuse':
        tell(action.sentence, null);
        return beep(2);
      default: {
        const done = await operations.perform(action);
        if (done.ok) return clear();
        tell(done.error.sentence, null);
        return beep(2);
      }
    }
  }

  function tell(sentence: string, question: CallerQuestion | null): void {
    notice = { id: clock.now(), sentence, question };
    changed();
  }

  function clear(): void {
    if (notice === null) return;
    notice = null;
    changed();
  }

  async function beep(times: number): Promise<void> {
    const beeped = caller === null ? DONE : await caller.beep(times);
    if (!beeped.ok) log.warn({ event: 'caller-silent' }, '物理呼叫器没有提示音');
  }

  async function show(device: PhysicalCaller, digits: CallerDigits): Promise<void> {
    const sent = await device.show(digits);
    if (!sent.ok) log.warn({ event: 'caller-silent' }, '物理呼叫器没有显示，接通后自动补上');
  }

  return {
    notice: (): CallerNotice | null => notice,
    /** The page did something itself: what a key was told no longer matters. */
    clear,
    update(window: WindowView, waiting: number): void {
      const digits = digitsFor(window, waiting);
      const text = JSON.stringify(digits);
      if (caller === null || text === shown) return;
      shown = text;
      last = digits;
      unattended(show(caller, digits), log, 'caller-silent');
    },
    /** Something else was put on its digits. */
    again(): void {
      if (caller !== null && last !== null) unattended(show(caller, last), log, 'caller-silent');
    },
    close: (): void => stop?.(),
  };
}

function digitsFor({ state, ticketNo }: WindowView, waiting: number): CallerDigits {
  if (state === 'CLOSED') return { waiting: null, ticket: null };
  return ticketNo === null ? { waiting, ticket: null } : { waiting: null, ticket: Number(ticketNo.slice(1)) };
}
