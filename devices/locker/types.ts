import type { Result } from '../../shared/basics/result.ts';
import type { Device, Unsubscribe } from '../core/device.ts';

/** What the board reads of a lock's switch: 1 is 11, 01 or a set bit. Which of the two means "closed" is the cabinet's setting. */
export type Reading = 0 | 1;

/** A door as the last reading of its board tells; `unknown` while the board does not answer. */
export interface DoorView {
  readonly name: string;
  /** Number of the board on the bus and of the lock on the board, counted from 1. */
  readonly board: number;
  readonly lock: number;
  readonly state: 'open' | 'closed' | 'unknown';
  /** Epoch ms since when it was read as open; null when it is not open. */
  readonly openSince: number | null;
  /** Open for longer than the setting allows. */
  readonly leftOpen: boolean;
}

/** `by`: our own command, or somebody with a key or with force. */
export type DoorEvent =
  | { readonly type: 'opened'; readonly door: string; readonly by: 'command' | 'hand' }
  | { readonly type: 'closed'; readonly door: string }
  | { readonly type: 'left-open'; readonly door: string };

/** What stands proven after a command to open. */
export type OpenOutcome = 'opened' | 'already-open';

/**
 * no-such-door, disconnected, silent: the lock was not touched. stayed-closed: told to open, still read as closed.
 * unknown: told to open, and then the board answered no more.
 */
export type LockerProblem = 'no-such-door' | 'disconnected' | 'silent' | 'stayed-closed' | 'unknown';

export interface LockerFailure {
  readonly cause: LockerProblem | 'unchanged';
  readonly sentence: string;
}

/** What to write into the cabinet's settings. */
export interface Calibration {
  readonly closedReads: Reading;
  /** The setting already says so. */
  readonly asSet: boolean;
}

/** A cabinet with electric locks. */
export interface Locker extends Device {
  readonly kind: 'locker';
  doors(): readonly DoorView[];
  onDoor(listener: (event: DoorEvent) => void): Unsubscribe;
  /** Opens one door; the next waits for its turn. Success means that the door was read as open, not that the board said yes. */
  open(door: string): Promise<Result<OpenOutcome, LockerFailure>>;
  /** What the board reads of this lock now, for the calibration. */
  reading(door: string): Promise<Result<Reading, LockerFailure>>;
  /** After `reading` gave `whenClosed` for a closed door: a person opens it by hand, then this says what the setting must be. */
  calibrate(door: string, whenClosed: Reading): Promise<Result<Calibration, LockerFailure>>;
}
