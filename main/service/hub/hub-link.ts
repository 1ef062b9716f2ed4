import type { ContractRouterClient } from '@orpc/contract';
import type { Clock } from '../../../shared/basics/clock.ts';
import type { HubReport } from '../../../shared/contract/console.ts';
import type { hubContract, HallSnapshot, StationOrder } from '../../../shared/contract/hub.ts';
import { bugOf, type Log } from '../log.ts';

export type HubClient = ContractRouterClient<typeof hubContract>;

/** One open connection to the hub, whatever carries it. */
export interface HubConnection {
  readonly client: HubClient;
  /** Settles when the connection is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

export const HUB_DELAYS = {
  /** Between two attempts to connect, growing to the last. */
  reconnectMs: [200, 400, 800, 1500, 3000],
  connectMs: 3000,
  /** A kiosk goes on alone after this long without an answer. */
  takeTicketMs: 1500,
  commandMs: 4000,
} as const;

export interface HubLink {
  /** Null while the hub is away. */
  client(): HubClient | null;
  online(): boolean;
  /** The last snapshot received, also while the hub is away; null before the first. */
  hall(): HallSnapshot | null;
  report(): HubReport | null;
  onChange(listener: () => void): () => void;
  onOrder(listener: (order: StationOrder) => void): () => void;
  close(): Promise<void>;
}

export interface HubLinkDeps {
  connect(signal: AbortSignal): Promise<HubConnection>;
  /** Called with the fresh client: greets the hub and starts the uplink. A throw counts as a failed connection. */
  greet(client: HubClient): Promise<void>;
  readonly watchReport: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps one connection to the hub alive and remembers what it said last. */
export function createHubLink(deps: HubLinkDeps): HubLink {
  const { clock, log } = deps;
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  const orderListeners = new Set<(order: StationOrder) => void>();
  /** The line, from its opening; `greeted` from when it may be used. */
  let line: HubConnection | null = null;
  let greeted: HubClient | null = null;
  let hall: HallSnapshot | null = null;
  let report: HubReport | null = null;
  const running = run();

  /** A listener that fails (its store, for one) must not cost the others the hub. */
  function changed(): void {
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        log.error({ event: 'hub-listener-failed', ...bugOf(error) }, '处理大厅中枢的消息时出错');
      }
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const opened = await attempt();
      failures = opened ? 0 : failures + 1;
      const delays = HUB_DELAYS.reconnectMs;
      await clock.sleep(delays[Math.min(failures, delays.length - 1)] ?? 0, stopping.signal);
    }
  }

  /** One connection from beginning to end. True when it had been usable. */
  async function attempt(): Promise<boolean> {
    const ended = new AbortController();
    try {
      line = await connectInTime();
      if (stopping.signal.aborted) return false;
      await deps.greet(line.client);
      greeted = line.client;
      log.info({ event: 'hub-connected' }, '已连上大厅中枢');
      changed();
      follow(greeted, ended.signal);
      await line.closed;
      return true;
    } catch (error) {
      log.debug({ event: 'hub-connect-failed', ...bugOf(error) }, '暂时连不上大厅中枢');
      return false;
    } finally {
      ended.abort();
      line?.close();
      line = null;
      if (greeted !== null) log.warn({ event: 'hub-lost' }, '与大厅中枢的连接断开');
      greeted = null;
      changed();
    }
  }

  async function connectInTime(): Promise<HubConnection> {
    const settled = new AbortController();
    const tooLate = new AbortController();
    const limit = clock.sleep(HUB_DELAYS.connectMs, settled.signal).then(() => {
      if (!settled.signal.aborted) tooLate.abort();
    });
    const stop = (): void => tooLate.abort();
    stopping.signal.addEventListener('abort', stop);
    try {
      return await deps.connect(tooLate.signal);
    } finally {
      stopping.signal.removeEventListener('abort', stop);
      settled.abort();
      await limit;
    }
  }

  function follow(client: HubClient, signal: AbortSignal): void {
    void pump(() => client.watchHall(undefined, { signal }), signal, (value) => {
      hall = value;
      changed();
    });
    void pump(() => client.watchOrders(undefined, { signal }), signal, (order) => {
      for (const listener of orderListeners) listener(order);
    });
    if (!deps.watchReport) return;
    void pump(() => client.watchReport(undefined, { signal }), signal, (value) => {
      report = value;
      changed();
    });
  }

  async function pump<T>(open: () => Promise<AsyncIterable<T>>, signal: AbortSignal, take: (value: T) => void): Promise<void> {
    try {
      for await (const value of await open()) {
        if (signal.aborted) return;
        take(value);
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ event: 'hub-stream-failed', ...bugOf(error) }, '大厅中枢的数据流中断');
    }
    if (!signal.aborted) line?.close();
  }

  return {
    client: () => greeted,
    online: () => greeted !== null,
    hall: () => hall,
    report: () => report,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onOrder(listener) {
      orderListeners.add(listener);
      return () => orderListeners.delete(listener);
    },
    async close() {
      stopping.abort();
      line?.close();
      await running;
    },
  };
}
