import type { IncomingMessage } from 'node:http';

/** Who may work the simulated devices over HTTP. */
export interface BenchDoor {
  /** The `Set-Cookie` for whoever shows the key; null for a wrong one. */
  enter(key: string): string | null;
  admits(request: Pick<IncomingMessage, 'headers'>): boolean;
}

/**
 * Programs on this machine may come in as they are: the port listens on 127.0.0.1 and nothing of worth is behind it.
 * A browser shows pages of anybody, so its requests need the key once. Every request has to be for this place by its own
 * name: a browser that takes another name for this place does not say that it is one.
 */
export function createBenchDoor(key: string, port: number): BenchDoor {
  const name = `yichuang-bench-${port}`;
  return {
    enter: (shown) => (shown === key ? `${name}=${key}; Path=/; HttpOnly; SameSite=Strict` : null),
    admits({ headers }) {
      if (headers.host !== `127.0.0.1:${port}`) return false;
      const isBrowser = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined || headers.cookie !== undefined;
      if (!isBrowser) return true;
      const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
      return cookies.includes(`${name}=${key}`);
    },
  };
}
