import { refuseFrame } from './frame.ts';
import type { FrameRefusal } from './frame.ts';

type MessageListener = (event?: { data: unknown }) => void;

/**
 * One connection as the procedures see it, the same for a WebSocket and a MessagePort: frames that passed the check
 * come in, answers go out. Has the shape of Electron's MessagePortMain, which oRPC can serve.
 */
export class FramePort {
  readonly #send: (frame: string) => void;
  readonly #limit: number;
  readonly #listeners: { event: string; callback: MessageListener }[] = [];

  /** `limit` is the longest frame that may come in, in characters. */
  constructor(send: (frame: string) => void, limit: number) {
    this.#send = send;
    this.#limit = limit;
  }

  on(event: string, callback: MessageListener): void {
    this.#listeners.push({ event, callback });
  }

  postMessage(frame: unknown): void {
    if (typeof frame !== 'string') throw new Error('a procedure answered with a file; only JSON is carried');
    this.#send(frame);
  }

  /** Hands a frame to the procedures, or says why not. After a refusal the connection should be ended. */
  receive(raw: unknown): FrameRefusal | null {
    const refusal = refuseFrame(raw, this.#limit);
    if (refusal === null) this.#emit('message', { data: raw });
    return refusal;
  }

  /** The other side is gone: running calls and streams are cancelled. */
  close(): void {
    this.#emit('close');
  }

  #emit(event: string, payload?: { data: unknown }): void {
    for (const listener of this.#listeners) if (listener.event === event) listener.callback(payload);
  }
}
