/** A value with its changes as a stream, the way a service shows its state: the whole, at once and after every change. */
export class LiveValue<T> {
  #value: T;
  readonly #wakes = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    for (const wake of this.#wakes) wake();
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<T> {
    while (signal?.aborted !== true) {
      const { promise: changed, resolve } = Promise.withResolvers<undefined>();
      const wake = (): void => resolve(undefined);
      this.#wakes.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
      yield this.#value;
      await changed;
      this.#wakes.delete(wake);
    }
  }
}
