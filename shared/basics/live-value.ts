/**
 * A value that many watch. A watcher gets the present value at once and afterwards the newest one;
 * a slow watcher skips the ones between, so nobody holds up anybody.
 */
export interface LiveValue<T> {
  current(): T;
  /** The inputs changed: computes once at the end of this turn of the loop and tells every watcher. */
  invalidate(): void;
  watch(signal: AbortSignal | undefined): AsyncGenerator<T, void, void>;
}

export function liveValue<T>(compute: () => T): LiveValue<T> {
  let value: T | undefined;
  let fresh = false;
  let scheduled = false;
  let version = 0;
  const waiting = new Set<() => void>();

  function current(): T {
    if (!fresh || value === undefined) {
      value = compute();
      fresh = true;
    }
    return value;
  }

  function publish(): void {
    scheduled = false;
    version += 1;
    for (const wake of [...waiting]) wake();
  }

  function invalidate(): void {
    fresh = false;
    if (scheduled) return;
    scheduled = true;
    setImmediate(publish);
  }

  function nextVersion(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      function wake(): void {
        waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      }
      waiting.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<T, void, void> {
    let seen = -1;
    while (!signal?.aborted) {
      if (seen === version) await nextVersion(signal);
      if (signal?.aborted) return;
      seen = version;
      yield current();
    }
  }

  return { current, invalidate, watch };
}
