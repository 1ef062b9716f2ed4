import type { Result } from '../../shared/basics/result.ts';
import type { Device } from '../core/device.ts';

export interface DisplayFailure {
  /** superseded: a newer text came before this one was sent. */
  readonly cause: 'disconnected' | 'timeout' | 'refused' | 'not-encodable' | 'superseded';
  readonly sentence: string;
}

/** A window LED strip. Only the newest text matters: an older one still waiting is dropped. */
export interface CallDisplay extends Device {
  readonly kind: 'callDisplay';
  /** Shows one line. Never holds up the caller's business: fire it and look at the result for the record. */
  show(text: string): Promise<Result<void, DisplayFailure>>;
}
