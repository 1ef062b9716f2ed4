import type { Result } from '../../shared/basics/result.ts';
import type { Device } from '../core/device.ts';

export interface VoiceFailure {
  readonly cause: 'disconnected' | 'timeout' | 'refused' | 'dropped' | 'not-encodable';
  readonly sentence: string;
}

/** Speaks announcements one after the other; never overlaps, never cuts one off. */
export interface Voice extends Device {
  readonly kind: 'voice';
  /** Queues a sentence; resolves when it has been spoken to its end. */
  speak(text: string): Promise<Result<void, VoiceFailure>>;
}
