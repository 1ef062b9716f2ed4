import type { Result } from '../../shared/basics/result.ts';
import type { Device, Unsubscribe } from '../core/device.ts';
import type { CallerKey } from './keys.ts';

export interface CallerFailure {
  readonly cause: 'disconnected';
  readonly sentence: string;
}

/** A key, or one that the map does not have. */
export type PressedKey = CallerKey | 'unknown';

/** What the six digits of a caller show; null leaves the three places of it blank. */
export interface CallerDigits {
  readonly waiting: number | null;
  readonly ticket: number | null;
}

/** The box of keys in front of a clerk. It knows nothing of tickets: it tells its keys and shows digits. */
export interface PhysicalCaller extends Device {
  readonly kind: 'physicalCaller';
  /** Once a press, however often the caller repeats it. */
  onKey(listener: (key: PressedKey) => void): Unsubscribe;
  /** Shown again by itself after an interruption. The bus has no answer to it. */
  show(digits: CallerDigits): Promise<Result<void, CallerFailure>>;
  beep(times: number): Promise<Result<void, CallerFailure>>;
}
