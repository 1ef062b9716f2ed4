import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { backoffMs } from './backoff.ts';
import type { Connection, ConnectionTimers } from './connection.ts';

/** connecting: nothing was received yet. lost: the last state may be old. */
export type LiveConnection = 'connecting' | 'live' | 'lost';

/** Opens a stream of whole states; the signal must be handed on so that leaving the page ends it at the service. */
export type OpenStream<Contract extends AnyContractRouter, State> = (
  client: ContractRouterClient<Contract>,
  options: { signal: AbortSignal },
) => Promise<AsyncIterable<State>>;

export interface Follower<State> {
  state(state: State): void;
  lost(): void;
}

/** Follows a stream until the signal aborts, opening it again each time it ends or the connection breaks. */
export async function follow<Contract extends AnyContractRouter, State>(
  connection: Pick<Connection<Contract>, 'client' | 'ready'>,
  open: OpenStream<Contract, State>,
  follower: Follower<State>,
  timers: ConnectionTimers,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await connection.ready(signal);
      for await (const state of await open(connection.client, { signal })) {
        if (isAborted(signal)) return;
        failures = 0;
        follower.state(state);
      }
    } catch {
      // Every failure means the same to the page: what it shows may be old, try again.
      failures += 1;
    }
    if (isAborted(signal)) return;
    follower.lost();
    await timers.sleep(backoffMs(failures, timers.random()), signal);
  }
}

/** Asked anew after every wait; the compiler believes it knows from the last time. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
