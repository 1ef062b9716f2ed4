import { createORPCClient } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { backoffMs } from './backoff.ts';
import type { Carrier, Link } from './carrier.ts';

/** A call found no way to the service, or the way broke before the answer: whether it was done is not known. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

export interface Connection<Contract extends AnyContractRouter> {
  readonly client: ContractRouterClient<Contract>;
  /** Resolves when the carrier is open (at once when it is); rejects when `signal` aborts. */
  ready(signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface ConnectionTimers {
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
}

/** A typed client over a carrier that is opened again, with growing pauses, whenever it closes. */
export function openConnection<Contract extends AnyContractRouter>(
  carrier: Carrier,
  timers: ConnectionTimers,
): Connection<Contract> {
  const stop = new AbortController();
  let link: Link | null = null;
  let waiting: (() => void)[] = [];

  async function keepOpen(): Promise<void> {
    let failures = 0;
    while (!stop.signal.aborted) {
      const { promise: closed, resolve: onClosed } = Promise.withResolvers<null>();
      try {
        link = await carrier.open(() => onClosed(null), stop.signal);
        failures = 0;
        for (const wake of waiting.splice(0)) wake();
        await closed;
      } catch {
        failures += 1;
      }
      link = null;
      await timers.sleep(backoffMs(failures, timers.random()), stop.signal);
    }
  }
  void keepOpen();

  const reconnecting: Link = {
    call(path, input, options) {
      if (link === null) return Promise.reject(new ConnectionLostError('not connected'));
      return link.call(path, input, options);
    },
  };

  return {
    client: createORPCClient<ContractRouterClient<Contract>>(reconnecting),
    ready(signal) {
      if (link !== null) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const wake = (): void => resolve();
        waiting.push(wake);
        signal.addEventListener('abort', () => {
          waiting = waiting.filter((other) => other !== wake);
          reject(new ConnectionLostError('given up'));
        }, { once: true });
      });
    },
    close: () => stop.abort(),
  };
}
