import type { AnyContractRouter } from '@orpc/contract';
import { systemClock } from '../../shared/basics/clock.ts';
import { messagePortCarrier, webSocketCarrier } from './carrier.ts';
import { openConnection } from './connection.ts';
import type { Connection } from './connection.ts';

/** Names a page's procedures at the web shell: `/rpc/<role>`. */
export type RpcRole = 'kiosk' | 'counter' | 'display' | 'console' | 'pad' | 'devices' | 'workbench';

/**
 * The page's one connection. Pages of the Electron shell come from `app:` and are handed a MessagePort by the
 * preload; every other page talks to the server it came from.
 */
export function connect<Contract extends AnyContractRouter>(role: RpcRole): Connection<Contract> {
  const timers = { sleep: systemClock.sleep, random: Math.random };
  if (location.protocol === 'app:') return openConnection<Contract>(messagePortCarrier(), timers);
  const url = new URL(`/rpc/${role}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  // A machine with several stations says in the page's address which one it is.
  url.search = location.search;
  return openConnection<Contract>(webSocketCarrier(url.href), timers);
}
