import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import { createLink, type Connection } from '../core/link.ts';
import { createLock } from '../core/lock.ts';
import { untilAborted } from '../core/until-aborted.ts';
import type { TransportFactory } from '../transports/transport.ts';
import { FIVE_KEY_LEVELS, LevelTable, NOT_A_RATING } from './levels.ts';
import { acknowledgeFrame, createBusParser, inviteFrame, readPress } from './protocol.ts';
import type { EvaluationPad, PadFailure } from './types.ts';

/** All waits of this device, in milliseconds. */
export const PAD_DELAYS = {
  /** RS-485: quiet time on the bus before the host speaks. */
  beforeSending: 20,
  /** A frame that pauses longer was cut off. At 9600 baud the longest frame takes 16 ms. */
  withinFrame: 100,
} as const;

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

/**
 * A key pad on the FF 68 bus. The protocol has no query: a silent pad and a missing one look the same, so the health
 * stays `unknown` until a key arrives over this connection.
 */
export function createEvaluationPad(dependencies: {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof EvaluationPadOptions>;
}): EvaluationPad {
  const { factory, clock } = dependencies;
  const { busAddress, levels, repeatMs } = EvaluationPadOptions.parse(dependencies.options);
  const link = createLink({ factory, clock, deviceName: '评价器', session });
  const lock = createLock();
  const listeners = new Set<(level: RatingLevel) => void>();
  let lastPress: { value: number; at: number } | null = null;

  async function session(connection: Connection): Promise<void> {
    const parser = createBusParser();
    let heardAt = clock.now();
    connection.onData((chunk) => {
      if (clock.now() - heardAt > PAD_DELAYS.withinFrame) parser.reset();
      heardAt = clock.now();
      for (const frame of parser.push(chunk)) {
        const press = readPress(frame);
        if (press?.address === busAddress) pressed(connection, press.value);
      }
    });
    link.set({ health: 'unknown', state: 'listening', advice: '评价器的线路已接通；它不会报告自身状态，收到第一次按键后才能确认正常' });
    await untilAborted(connection.signal);
  }

  function pressed(connection: Connection, value: number): void {
    // Whatever the key means: without an answer the pad goes on repeating.
    void acknowledge(connection, value);
    link.markGood();
    const repeated = lastPress?.value === value && clock.now() - lastPress.at <= repeatMs;
    lastPress = { value, at: clock.now() };
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

  async function acknowledge(connection: Connection, value: number): Promise<void> {
    const sent = await send(connection, acknowledgeFrame(busAddress, value));
    if (!sent.ok) connection.giveUp();
  }

  /** One sender at a time on the bus, after a moment of quiet. */
  function send(connection: Connection, bytes: Uint8Array): Promise<Result<void, 'disconnected'>> {
    return lock.run(async () => {
      await clock.sleep(PAD_DELAYS.beforeSending, connection.signal);
      return connection.send(bytes);
    });
  }

  async function invite(): Promise<Result<void, PadFailure>> {
    const connection = link.connection();
    const sent = connection === null ? fail('disconnected') : await send(connection, inviteFrame(busAddress));
    if (sent.ok) return ok(undefined);
    return fail({ cause: 'disconnected', sentence: '评价器未连接，请用窗口上的二维码或纸质表评价，并检查评价器的连接线' });
  }

  return {
    kind: 'evaluationPad',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    invite,
    onPress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
