import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { OpeningTrouble, type Transport, type TransportFactory } from '../transports/transport.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

/** A connection that takes longer to open is given up, in milliseconds. */
export const CONNECT_LIMIT_MS = 3_000;

/** One life of the pipe to the device. It ends once and is never used again. */
export interface Connection {
  /** Aborted when the pipe is gone; polls sleep with it. */
  readonly signal: AbortSignal;
  send(bytes: Uint8Array): Promise<Result<void, 'disconnected'>>;
  onData: Transport['onData'];
  /** Gives this connection up; the link opens a fresh one. */
  giveUp(): void;
}

/** Keeps a device connected: opens, runs the session, and after its end opens again as the supervisor says. */
export interface Link extends Supervisor {
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
  let current: Connection | null = null;
  let trouble: string | null = null;

  const supervisor = createSupervisor({
    clock,
    deviceName,
    whenGone: '请检查电源和连接线',
    trouble: () => trouble,
    async attempt(keeper, stop) {
      const opened = await openInTime(factory, clock, stop);
      trouble = opened instanceof OpeningTrouble ? opened.message : null;
      if (opened === null || opened instanceof OpeningTrouble) return;
      keeper.count('connections');
      await live(opened, stop);
    },
  });

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

  return { ...supervisor, connection: () => current };
}

/** Null when the device could not be reached in time: why is not worth an exception, unless a person has to decide something. */
export async function openInTime(factory: TransportFactory, clock: Clock, stop: AbortSignal): Promise<Transport | OpeningTrouble | null> {
  const settled = new AbortController();
  const attempt = new AbortController();
  const limits = AbortSignal.any([settled.signal, stop]);
  void clock.sleep(CONNECT_LIMIT_MS, limits).then(() => {
    if (!settled.signal.aborted) attempt.abort();
  });
  try {
    return await factory.open(attempt.signal);
  } catch (error) {
    return error instanceof OpeningTrouble ? error : null;
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
