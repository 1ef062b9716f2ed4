/** One at a time, in the order of asking. A failure inside frees the lock. */
export interface Lock {
  run<T>(fn: () => Promise<T>): Promise<T>;
}

export function createLock(): Lock {
  let last: Promise<void> = Promise.resolve();
  return {
    async run(fn) {
      const before = last;
      const turn = Promise.withResolvers<void>();
      last = turn.promise;
      await before;
      try {
        return await fn();
      } finally {
        turn.resolve();
      }
    },
  };
}
