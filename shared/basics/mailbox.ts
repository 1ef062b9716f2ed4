/** Values for one reader, in order; none is skipped. */
export interface Mailbox<T> {
  put(value: T): void;
  /** Until the signal aborts. */
  take(signal: AbortSignal | undefined): AsyncGenerator<T, void, void>;
}

export function mailbox<T>(): Mailbox<T> {
  const values: T[] = [];
  let wake: () => void = () => undefined;

  function arrival(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      wake = () => {
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  return {
    put(value) {
      values.push(value);
      wake();
    },
    async *take(signal) {
      while (!signal?.aborted) {
        const value = values.shift();
        if (value === undefined) await arrival(signal);
        else yield value;
      }
    },
  };
}
