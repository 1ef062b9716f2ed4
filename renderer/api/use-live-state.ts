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
  const [live, setLive] = useState<LiveState<State>>({ state: null, connection: 'connecting' });
  const latestOpen = useRef(open);
  useEffect(() => {
    latestOpen.current = open;
  });
  useEffect(() => {
    const stop = new AbortController();
    setLive({ state: null, connection: 'connecting' });
    const follower = {
      state: (state: State) => setLive({ state, connection: 'live' }),
      lost: () => setLive((last) => afterLoss(last, forgetWhenLost)),
    };
    const timers = { sleep: systemClock.sleep, random: Math.random };
    void follow<Contract, State>(connection, (...args) => latestOpen.current(...args), follower, timers, stop.signal);
    return () => stop.abort();
  }, [connection, key, forgetWhenLost]);
  return live;
}

function afterLoss<State>(last: LiveState<State>, forget: boolean): LiveState<State> {
  if (last.state === null || forget) return { state: null, connection: 'connecting' };
  return { ...last, connection: 'lost' };
}
