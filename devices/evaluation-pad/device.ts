import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import { createRepeatFilter } from '../core/repeats.ts';
import { createBusLink } from '../core/window-bus/bus-link.ts';
import { FUNC, START_EVALUATION, type BusFrame } from '../core/window-bus/frames.ts';
import type { BusSeat } from '../core/window-bus/line.ts';
import type { WindowBus } from '../core/window-bus/window-bus.ts';
import { FIVE_KEY_LEVELS, LevelTable, NOT_A_RATING } from './levels.ts';
import { readPress } from './protocol.ts';
import type { EvaluationPad } from './types.ts';

/** How this pad is set up; every field has a default. */
export const EvaluationPadOptions = z.strictObject({
  /** The pad's number on the bus. Frames of other numbers are somebody else's. */
  busAddress: z.number().int().min(0).max(255).default(1),
  levels: LevelTable.default(FIVE_KEY_LEVELS),
  /**
   * The same key again within this many milliseconds after the last frame is the pad repeating a press whose answer got
   * lost. How fast a pad repeats is not documented: set it above the pad's own pace.
   */
  repeatMs: z.number().int().min(0).max(10_000).default(2_000),
});

/** A key pad on the FF 68 bus. */
export function createEvaluationPad(dependencies: {
  readonly bus: WindowBus;
  readonly clock: Clock;
  readonly options: z.input<typeof EvaluationPadOptions>;
}): EvaluationPad {
  const { bus, clock } = dependencies;
  const { busAddress, levels, repeatMs } = EvaluationPadOptions.parse(dependencies.options);
  const link = createBusLink({ bus, clock, busAddress, deviceName: '评价器', onFrame });
  const isRepetition = createRepeatFilter(clock, repeatMs);
  const listeners = new Set<(level: RatingLevel) => void>();

  function onFrame(frame: BusFrame, seat: BusSeat): void {
    const value = readPress(frame);
    if (value === null) return;
    // Whatever the key means: without an answer the pad goes on repeating.
    void acknowledge(seat, value);
    link.markGood();
    pressed(value, isRepetition(String(value)));
  }

  async function acknowledge(seat: BusSeat, value: number): Promise<void> {
    const sent = await seat.send(FUNC.host, Uint8Array.of(value));
    if (!sent.ok) seat.giveUp();
  }

  function pressed(value: number, repeated: boolean): void {
    const level = levels[value];
    if (level === undefined) {
      if (!repeated) link.count('failed');
      link.set({ health: 'attention', state: 'unknown-key', advice: `评价器发来未设置的键值 ${value}，请核对键值对照表` });
      return;
    }
    link.set({ health: 'ready', state: 'ready', advice: '' });
    if (repeated || level === NOT_A_RATING) return;
    link.count('done');
    for (const listener of [...listeners]) listener(level);
  }

  return {
    kind: 'evaluationPad',
    address: bus.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    async invite() {
      const sent = await link.seat()?.send(FUNC.host, Uint8Array.of(START_EVALUATION));
      if (sent?.ok === true) return ok(undefined);
      return fail({ cause: 'disconnected', sentence: '评价器未连接，请用窗口上的二维码或纸质表评价，并检查评价器的连接线' });
    },
    onPress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
