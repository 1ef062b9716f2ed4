import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { toHex } from '../core/bytes.ts';
import { createRepeatFilter } from '../core/repeats.ts';
import { createBusLink } from '../core/window-bus/bus-link.ts';
import { FUNC, type BusFrame } from '../core/window-bus/frames.ts';
import type { BusSeat } from '../core/window-bus/line.ts';
import type { WindowBus } from '../core/window-bus/window-bus.ts';
import { createKeyReader, FF68_KEYS, KeyMap } from './keys.ts';
import { displayData, isKeyFrame } from './protocol.ts';
import type { CallerFailure, PhysicalCaller, PressedKey } from './types.ts';

/** All waits of this device, in milliseconds. */
export const CALLER_DELAYS = {
  /** Between two beeps, so that they are heard as two. */
  betweenBeeps: 400,
  /** The digits are sent again: the bus does not say whether they arrived, and a caller that lost power shows nothing. */
  refresh: 30_000,
} as const;

/** How this caller is set up; every field has a default. */
export const PhysicalCallerOptions = z.strictObject({
  /** The caller's number on the bus; the evaluation pad of the window may have the same one. */
  busAddress: z.number().int().min(0).max(255).default(1),
  keys: KeyMap.default(FF68_KEYS),
  /** The same frame again within this many milliseconds after the last is a repetition; see the evaluation pad. */
  repeatMs: z.number().int().min(0).max(10_000).default(2_000),
});

/** A caller on the FF 68 bus. */
export function createPhysicalCaller(dependencies: {
  readonly bus: WindowBus;
  readonly clock: Clock;
  readonly options: z.input<typeof PhysicalCallerOptions>;
}): PhysicalCaller {
  const { bus, clock } = dependencies;
  const { busAddress, keys, repeatMs } = PhysicalCallerOptions.parse(dependencies.options);
  const link = createBusLink({ bus, clock, busAddress, deviceName: '物理呼叫器', onFrame, onSeat: (seat) => void keepShown(seat) });
  const isRepetition = createRepeatFilter(clock, repeatMs);
  const read = createKeyReader(keys, clock);
  const listeners = new Set<(key: PressedKey) => void>();
  let wanted: Uint8Array | null = null;

  async function keepShown(seat: BusSeat): Promise<void> {
    while (!seat.signal.aborted) {
      const sent = wanted === null ? ok(undefined) : await seat.send(FUNC.display, wanted);
      if (!sent.ok) seat.giveUp();
      await clock.sleep(CALLER_DELAYS.refresh, seat.signal);
    }
  }

  function onFrame(frame: BusFrame, seat: BusSeat): void {
    if (!isKeyFrame(frame)) return;
    void acknowledge(frame, seat);
    link.markGood();
    if (!isRepetition(`${frame.func} ${toHex(frame.data)}`)) pressed(frame);
  }

  /** Whatever the key means: without its echo the caller goes on repeating. */
  async function acknowledge({ func, data }: BusFrame, seat: BusSeat): Promise<void> {
    const sent = await seat.send(func, data);
    if (!sent.ok) seat.giveUp();
  }

  function pressed({ data }: BusFrame): void {
    const key = read(data);
    if (key === 'unknown') {
      link.count('failed');
      link.set({ health: 'attention', state: 'unknown-key', advice: `物理呼叫器发来未设置的键值 ${toHex(data)}，请核对键值对照表` });
    } else {
      link.set({ health: 'ready', state: 'ready', advice: '' });
      if (key === 'digit') return;
      link.count('done');
    }
    for (const listener of [...listeners]) listener(key);
  }

  async function send(func: number, data: Uint8Array): Promise<Result<void, CallerFailure>> {
    const sent = await link.seat()?.send(func, data);
    if (sent?.ok === true) return ok(undefined);
    return fail({ cause: 'disconnected', sentence: '物理呼叫器未连接，请在页面上操作，并检查呼叫器的连接线' });
  }

  async function beep(times: number): Promise<Result<void, CallerFailure>> {
    for (let nth = 1; nth < times; nth += 1) {
      const sent = await send(FUNC.beep, new Uint8Array());
      if (!sent.ok) return sent;
      await clock.sleep(CALLER_DELAYS.betweenBeeps);
    }
    return send(FUNC.beep, new Uint8Array());
  }

  return {
    kind: 'physicalCaller',
    address: bus.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    onKey(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show(digits) {
      wanted = displayData(digits);
      return send(FUNC.display, wanted);
    },
    beep,
  };
}
