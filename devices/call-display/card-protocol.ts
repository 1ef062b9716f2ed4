import type { Clock } from '../../shared/basics/clock.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { Connection } from '../core/link.ts';
import type { DisplayFailure } from './types.ts';

/** Why a card did not do it. A refusal says so in words for a person: `控制卡忙`, `系统会自动重试`. */
export type CardFailure =
  | { readonly cause: 'silent' | 'disconnected' }
  | { readonly cause: 'refused'; readonly reason: string; readonly advice: string };

/** One method per need of the strip. The caller sends one at a time. */
export interface CardDriver {
  /** The first word on a new connection. */
  begin(): Promise<Result<void, CardFailure>>;
  /** Changes nothing on the strip. */
  ping(): Promise<Result<void, CardFailure>>;
  /** Shows what `encode` has made of a text. */
  show(content: Uint8Array): Promise<Result<void, CardFailure>>;
}

/** What differs from one kind of strip to another; all the rest is in device.ts. */
export interface CardProtocol {
  /** False for hardware that never says anything: then `ok` only means that the bytes went out. */
  readonly answers: boolean;
  /** A text in the card's own characters, or a sentence why it cannot be shown. */
  encode(text: string): Result<Uint8Array, DisplayFailure>;
  openDriver(connection: Connection, clock: Clock): CardDriver;
}
