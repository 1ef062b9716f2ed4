import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something that real sockets bring about; fails with the name of what did not happen. */
export async function until(what: string, happened: () => boolean, limitMs = 5_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!happened()) {
    if (performance.now() > end) throw new Error(`did not happen within ${limitMs} ms: ${what}`);
    await wait(5);
  }
}
