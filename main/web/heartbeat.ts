import type { Clock } from '../../shared/basics/clock.ts';

/** Asked every second and given up after 3.5 s of silence, a pulled cable is noticed within 5 s. */
const HEARTBEAT = { everyMs: 1000, silentMs: 3500, maxBufferedBytes: 8 * 1024 * 1024 };

/** The part of a WebSocket that is used. */
export interface Beating {
  readonly bufferedAmount: number;
  on(event: 'pong' | 'message' | 'close', listener: () => void): unknown;
  ping(): void;
  terminate(): void;
}

/** Ends connections whose other side no longer answers, or no longer takes what it is sent. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #lastSeen = new Map<Beating, number>();
  readonly #stop = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  watch(socket: Beating): void {
    const seen = (): void => void this.#lastSeen.set(socket, this.#clock.now());
    seen();
    socket.on('pong', seen);
    socket.on('message', seen);
    socket.on('close', () => this.#lastSeen.delete(socket));
  }

  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#clock.sleep(HEARTBEAT.everyMs, this.#stop.signal);
      for (const [socket, seenAt] of this.#lastSeen) this.#check(socket, seenAt);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  #check(socket: Beating, seenAt: number): void {
    const silent = this.#clock.now() - seenAt > HEARTBEAT.silentMs;
    if (silent || socket.bufferedAmount > HEARTBEAT.maxBufferedBytes) socket.terminate();
    else socket.ping();
  }
}
