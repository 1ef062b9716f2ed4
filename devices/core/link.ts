import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { Transport, TransportFactory } from '../transports/transport.ts';
import { createStatusKeeper, type StatusKeeper } from './status.ts';

/** All waits of the connection supervisor, in milliseconds. */
export const LINK_DELAYS = {
  /** A connection that takes longer is given up. */
  connect: 3_000,
  /** Waits between attempts; the last one repeats. Short, because a cable put back should be noticed while looking. */
  backOff: [200, 500, 1_000, 2_000],
} as const;

/** One life of the pipe to the device. It ends once and is never used again. */
export interface Connection {
  /** Aborted when the pipe is gone; polls sleep with it. */
  readonly signal: AbortSignal;
  send(bytes: Uint8Array): Promise<Result<void, 'disconnected'>>;
  onData: Transport['onData'];
  /** Gives this connection up; the link opens a fresh one. */
  giveUp(): void;
}

/**
 * Keeps a device connected: opens, runs the session, and after its end opens again with growing waits.
 * The link sets the states `stopped`, `connecting` and `disconnected`; all others are the session's.
 */
export interface Link extends StatusKeeper {
  start(): void;
  stop(): Promise<void>;
  /** The connection of the running session, or null. */
  connection(): Connection | null;
}

export interface LinkOptions {
  readonly factory: TransportFactory;
  readonly clock: Clock;
  /** What a person calls the device, for the advice: 读卡器. */
  readonly deviceName: string;
  /**
   * Set-up and polls of one connection, until its signal aborts. Returning earlier means that the device does not
   * answer: the connection is closed and opened again. A session that calls `markGood` starts the waits from the first.
   */
  session(connection: Connection): Promise<void>;
}

export function createLink(options: LinkOptions): Link {
  const { factory, clock, deviceName } = options;
  const keeper = createStatusKeeper(clock);
  let current: Connection | null = null;
  let stopping: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  async function run(stop: AbortSignal): Promise<void> {
    let failures = 0;
    keeper.set({ health: 'unknown', state: 'connecting', advice: `正在连接${deviceName}` });
    while (!stop.aborted) {
      const goodBefore = keeper.status().lastGoodAt;
      const transport = await openInTime(factory, clock, stop);
      if (transport !== null) await live(transport, stop);
      if (stop.aborted) break;
      keeper.set({ health: 'disconnected', state: 'disconnected', advice: `${deviceName}未连接，请检查电源和连接线` });
      failures = keeper.status().lastGoodAt === goodBefore ? failures + 1 : 0;
      await clock.sleep(LINK_DELAYS.backOff[failures] ?? LINK_DELAYS.backOff[LINK_DELAYS.backOff.length - 1] ?? 0, stop);
    }
    keeper.set({ health: 'unknown', state: 'stopped', advice: `${deviceName}已停用` });
  }

  async function live(transport: Transport, stop: AbortSignal): Promise<void> {
    const connection = connectionOver(transport);
    const end = (): void => connection.giveUp();
    stop.addEventListener('abort', end, { once: true });
    if (stop.aborted) end();
    current = connection;
    try {
      await options.session(connection);
    } finally {
      current = null;
      stop.removeEventListener('abort', end);
      await transport.close();
    }
  }

  return {
    ...keeper,
    connection: () => current,
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

/** Null when the device could not be reached in time; the reason is in the status, not worth an exception. */
async function openInTime(factory: TransportFactory, clock: Clock, stop: AbortSignal): Promise<Transport | null> {
  const settled = new AbortController();
  const attempt = new AbortController();
  const limits = AbortSignal.any([settled.signal, stop]);
  void clock.sleep(LINK_DELAYS.connect, limits).then(() => {
    if (!settled.signal.aborted) attempt.abort();
  });
  try {
    return await factory.open(attempt.signal);
  } catch {
    return null;
  } finally {
    settled.abort();
  }
}

function connectionOver(transport: Transport): Connection {
  const gone = new AbortController();
  transport.onClose(() => gone.abort());
  return {
    signal: gone.signal,
    async send(bytes) {
      if (gone.signal.aborted) return fail('disconnected');
      try {
        await transport.write(bytes);
        return ok(undefined);
      } catch {
        return fail('disconnected');
      }
    },
    onData: transport.onData,
    giveUp: () => gone.abort(),
  };
}
