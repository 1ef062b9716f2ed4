import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import { createLink, type Connection } from '../core/link.ts';
import { untilAborted } from '../core/until-aborted.ts';
import { HID_REPORT, reportTransport, type HidUsage } from '../transports/hid.ts';
import type { PacketPipeFactory } from '../transports/packets.ts';
import { createDigitReader } from './hid-keys.ts';
import { LevelTable, NOT_A_RATING } from './levels.ts';
import type { EvaluationPad } from './types.ts';

/** Of a device with several collections, the one that is a keyboard or a number pad. */
export const KEY_USAGES: readonly HidUsage[] = [{ page: 0x01, id: 0x06 }, { page: 0x01, id: 0x07 }];

/** Key 1 is 非常满意, as on the pad's page. */
const DIGIT_LEVELS: LevelTable = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 };

export const HidKeysOptions = z.strictObject({
  /** Digit of the key → level, 0 for none. */
  levels: LevelTable.default(DIGIT_LEVELS),
});

/** A USB number pad that this program alone reads: 1 to 5 beside the window. It has no lamp, so it cannot invite. */
export function createHidKeyPad(dependencies: {
  readonly factory: PacketPipeFactory;
  readonly clock: Clock;
  readonly options: z.input<typeof HidKeysOptions>;
}): EvaluationPad {
  const { factory, clock } = dependencies;
  const { levels } = HidKeysOptions.parse(dependencies.options);
  const link = createLink({ factory: reportTransport(factory, HID_REPORT.output), clock, deviceName: '评价按键', session });
  const listeners = new Set<(level: RatingLevel) => void>();

  async function session(connection: Connection): Promise<void> {
    const read = createDigitReader();
    connection.onData((report) => pressed(read(report)));
    // The system says at once when a USB device is gone: an open one is there.
    link.markGood();
    link.set({ health: 'ready', state: 'ready', advice: '' });
    await untilAborted(connection.signal);
  }

  function pressed(digit: number | null): void {
    const level = digit === null ? undefined : levels[digit];
    if (level === undefined || level === NOT_A_RATING) return;
    link.markGood();
    link.count('done');
    for (const listener of [...listeners]) listener(level);
  }

  return {
    kind: 'evaluationPad',
    address: factory.address,
    status: link.status,
    onStatus: link.onStatus,
    start: link.start,
    stop: link.stop,
    async invite() {
      if (link.connection() !== null) return ok(undefined);
      return fail({ cause: 'disconnected', sentence: '评价按键未连接，请用窗口上的二维码或纸质表评价，并检查 USB 线' });
    },
    onPress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
