import type { Clock } from '../../shared/basics/clock.ts';
import { createStatusKeeper, type StatusKeeper } from './status.ts';

/** Waits between attempts, in milliseconds; the last one repeats. Short, because a cable put back should be noticed while looking. */
export const BACK_OFF = [200, 500, 1_000, 2_000] as const;

/**
 * Keeps a device in work: one attempt after the other, with growing waits.
 * It sets the states `stopped`, `connecting` and `disconnected`; all others are the attempt's.
 */
export interface Supervisor extends StatusKeeper {
  start(): void;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  readonly clock: Clock;
  /** What a person calls the device, for the advice: 读卡器. */
  readonly deviceName: string;
  /** What a person should look at when the device does not answer, as a sentence behind the name: 请检查电源和连接线. */
  readonly whenGone: string;
  /** What stands in the way of the next attempt, where something better than `whenGone` is known: a whole sentence. */
  readonly trouble?: () => string | null;
  /**
   * Reaches the device and works with it until `stop` aborts. Returning earlier means that the device does not answer.
   * An attempt that calls `keeper.markGood` starts the waits from the first.
   */
  attempt(keeper: StatusKeeper, stop: AbortSignal): Promise<void>;
}

export function createSupervisor({ clock, deviceName, whenGone, trouble, attempt }: SupervisorOptions): Supervisor {
  const keeper = createStatusKeeper(clock);
  let stopping: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  async function run(stop: AbortSignal): Promise<void> {
    let failures = 0;
    keeper.set({ health: 'unknown', state: 'connecting', advice: `正在连接${deviceName}` });
    while (!stop.aborted) {
      const goodBefore = keeper.status().lastGoodAt;
      await attempt(keeper, stop);
      if (stop.aborted) break;
      keeper.set({ health: 'disconnected', state: 'disconnected', advice: trouble?.() ?? `${deviceName}未连接，${whenGone}` });
      failures = keeper.status().lastGoodAt === goodBefore ? failures + 1 : 0;
      await clock.sleep(BACK_OFF[failures] ?? BACK_OFF[BACK_OFF.length - 1] ?? 0, stop);
    }
    keeper.set({ health: 'unknown', state: 'stopped', advice: `${deviceName}已停用` });
  }

  return {
    ...keeper,
    start() {
      if (stopping !== null) return;
      stopping = new AbortController();
      const { signal } = stopping;
      running = running.then(() => run(signal));
    },
    async stop() {
      stopping?.abort();
      stopping = null;
      await running;
    },
  };
}
