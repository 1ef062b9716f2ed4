import type { WebSocket } from 'ws';
import type { Clock } from '../../shared/basics/clock.ts';

/** Asked every 2 s and given up after 4 s, a pulled cable is noticed within 5 s. */
export const HEARTBEAT = { everyMs: 2000, silentMs: 4000, maxBufferedBytes: 8 * 1024 * 1024 };

/** Ends connections whose other side no longer answers, or no longer takes what it is sent. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #lastSeen = new Map<WebSocket, number>();
  readonly #stop = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  watch(socket: WebSocket): void {
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

  #check(socket: WebSocket, seenAt: number): void {
    const silent = this.#clock.now() - seenAt > HEARTBEAT.silentMs;
    if (silent || socket.bufferedAmount > HEARTBEAT.maxBufferedBytes) socket.terminate();
    else socket.ping();
  }
}
