import type { Result } from '../../shared/basics/result.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import type { Device, Unsubscribe } from '../core/device.ts';

export interface PadFailure {
  readonly cause: 'disconnected' | 'timeout';
  readonly sentence: string;
}

/** A serial key pad. Key values are mapped to the five national levels by the configuration. */
export interface EvaluationPad extends Device {
  readonly kind: 'evaluationPad';
  /** Lights up and says 请评价. */
  invite(): Promise<Result<void, PadFailure>>;
  onPress(listener: (level: RatingLevel) => void): Unsubscribe;
}
