import { useEffect, useRef, useState } from 'react';
import type { AnyContractRouter } from '@orpc/contract';
import { systemClock } from '../../shared/basics/clock.ts';
import type { Connection } from './connection.ts';
import { follow } from './follow.ts';
import type { LiveConnection, OpenStream } from './follow.ts';

export interface LiveState<State> {
  /** The newest whole state; kept while the connection is lost, null before the first. */
  state: State | null;
  connection: LiveConnection;
}

const NOTHING_YET: LiveState<never> = { state: null, connection: 'connecting' };

export interface LiveOptions {
  /** Another stream (other input) needs another key. */
  key?: string;
  /** For pages with something of a person: nothing is kept while the service cannot say that the session lasts. */
  forgetWhenLost?: boolean;
}

/**
 * Follows a stream of whole states while the component is shown, across reconnects:
 * `useLiveState(connection, (client, options) => client.watch(undefined, options))`.
 */
export function useLiveState<Contract extends AnyContractRouter, State>(
  connection: Connection<Contract>,
  open: OpenStream<Contract, State>,
  { key = '', forgetWhenLost = false }: LiveOptions = {},
): LiveState<State> {
  const [held, setHeld] = useState<{ key: string; live: LiveState<State> }>({ key, live: NOTHING_YET });
  const latestOpen = useRef(open);
  useEffect(() => {
    latestOpen.current = open;
  });
  useEffect(() => {
    const stop = new AbortController();
    const follower = {
      state: (state: State) => setHeld({ key, live: { state, connection: 'live' } }),
      lost: () => setHeld((last) => ({ ...last, live: afterLoss(last.live, forgetWhenLost) })),
    };
    const timers = { sleep: systemClock.sleep, random: Math.random };
    void follow<Contract, State>(connection, (...args) => latestOpen.current(...args), follower, timers, stop.signal);
    return () => stop.abort();
  }, [connection, key, forgetWhenLost]);
  return held.key === key ? held.live : NOTHING_YET;
}

function afterLoss<State>(last: LiveState<State>, forget: boolean): LiveState<State> {
  if (last.state === null || forget) return NOTHING_YET;
  return { ...last, connection: 'lost' };
}
