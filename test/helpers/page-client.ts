import { createORPCClient, type NestedClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { consoleContract, ConsoleState } from '../../shared/contract/console.ts';
import type { counterContract, CounterState } from '../../shared/contract/counter.ts';
import type { displayContract, DisplayState } from '../../shared/contract/display.ts';
import type { kioskContract, KioskState } from '../../shared/contract/kiosk.ts';
import type { padContract, PadState } from '../../shared/contract/pad.ts';

/** A page without a browser: enters with its key, keeps one connection, and comes again when the service went away. */
export interface PageClient<C, S> {
  /** Throws while the service is away. A call is lost with its connection and rejects. */
  readonly rpc: C;
  /** The last state the service sent; null before the first. */
  state(): S | null;
  /** Waits for a state that fits; what it fitted as comes back. */
  until<T>(what: string, ms: number, fits: (state: S) => T | null | undefined | false): Promise<T>;
  close(): void;
}

type Watching<S> = NestedClient<Record<never, never>> & {
  watch(): Promise<AsyncIterable<S>>;
};

export type KioskPage = PageClient<ContractRouterClient<typeof kioskContract>, KioskState>;
export type CounterPage = PageClient<ContractRouterClient<typeof counterContract>, CounterState>;
export type DisplayPage = PageClient<ContractRouterClient<typeof displayContract>, DisplayState>;
export type ConsolePage = PageClient<ContractRouterClient<typeof consoleContract>, ConsoleState>;
export type PadPage = PageClient<ContractRouterClient<typeof padContract>, PadState>;

export const openKioskPage = (url: string): Promise<KioskPage> => openPageClient(url);
export const openCounterPage = (url: string): Promise<CounterPage> => openPageClient(url);
export const openDisplayPage = (url: string): Promise<DisplayPage> => openPageClient(url);
export const openConsolePage = (url: string): Promise<ConsolePage> => openPageClient(url);
export const openPadPage = (url: string): Promise<PadPage> => openPageClient(url);

const RECONNECT_MS = 100;
const CONNECT_MS = 3_000;

async function openPageClient<C extends Watching<S>, S>(url: string): Promise<PageClient<C, S>> {
  const cookie = await enterPage(url);
  const address = new URL(url);
  const role = address.searchParams.get('page') ?? '';
  const closing = new AbortController();
  const waiting = new Set<() => void>();
  let current: C | null = null;
  let state: S | null = null;

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await oneConnection().catch(() => undefined);
      current = null;
      await pause(RECONNECT_MS);
    }
  }

  async function oneConnection(): Promise<void> {
    const ws = await openPageSocket(address.origin, role, cookie);
    closing.signal.addEventListener('abort', () => ws.terminate(), { once: true });
    // ws is a WebSocket in all that the link uses; only their TypeScript declarations of events differ.
    const client = createORPCClient<C>(new RPCLink({ websocket: ws as unknown as globalThis.WebSocket }));
    try {
      for await (const next of await client.watch()) {
        state = next;
        current = client;
        for (const look of waiting) look();
      }
    } finally {
      ws.terminate();
    }
  }

  void run();
  const page: PageClient<C, S> = {
    get rpc() {
      if (current === null) throw new Error(`the service of ${role} is away`);
      return current;
    },
    state: () => state,
    until: (what, ms, fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`did not happen within ${ms} ms: ${what}; last state ${JSON.stringify(state)?.slice(0, 2000)}`));
        }, ms);
        function look(): void {
          const found = state === null || current === null ? null : fits(state);
          if (found === null || found === undefined || found === false) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        }
        waiting.add(look);
        look();
      }),
    close: () => closing.abort(),
  };
  await page.until('the page is connected', 20_000, () => true);
  return page;
}

/** What a browser does with the link that opens a page: its key becomes a cookie. */
export async function enterPage(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`the page's link was refused (${response.status})`);
  return cookie;
}

/** The page's connection, opened as its browser opens it. */
export function openPageSocket(origin: string, role: string, cookie: string): Promise<WebSocket> {
  const address = `${origin.replace('http', 'ws')}/rpc/${role}`;
  const ws = new WebSocket(address, { headers: { cookie, origin }, perMessageDeflate: false, handshakeTimeout: CONNECT_MS });
  return new Promise((resolve, reject) => {
    ws.once('open', () => resolve(ws));
    ws.on('error', reject);
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
