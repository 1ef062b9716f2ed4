/** Received bytes waiting to become frames. Cheap to append to and to drop from the front. */
export interface ByteQueue {
  readonly length: number;
  push(chunk: Uint8Array): void;
  /** The byte at this place, or -1 behind the end. */
  at(index: number): number;
  /** A copy of `[start, end)`. */
  slice(start: number, end: number): Uint8Array;
  drop(count: number): void;
  clear(): void;
}

const INITIAL_CAPACITY = 256;

export function createByteQueue(): ByteQueue {
  let store = new Uint8Array(INITIAL_CAPACITY);
  let head = 0;
  let tail = 0;

  function makeRoom(extra: number): void {
    if (tail + extra <= store.length) return;
    const used = tail - head;
    let capacity = store.length;
    while (capacity < used + extra) capacity *= 2;
    const larger = capacity === store.length ? store : new Uint8Array(capacity);
    larger.set(store.subarray(head, tail));
    store = larger;
    head = 0;
    tail = used;
  }

  return {
    get length() {
      return tail - head;
    },
    push(chunk) {
      makeRoom(chunk.length);
      store.set(chunk, tail);
      tail += chunk.length;
    },
    at(index) {
      return index < tail - head ? (store[head + index] ?? -1) : -1;
    },
    slice(start, end) {
      return store.slice(head + start, Math.min(head + end, tail));
    },
    drop(count) {
      head = Math.min(head + count, tail);
    },
    clear() {
      head = 0;
      tail = 0;
    },
  };
}
