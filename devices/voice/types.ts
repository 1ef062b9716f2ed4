import type { PageSound, SoundClip, SpeechEngine, SpeechOrder, SpeechOutcome } from '../../shared/contract/speech.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { Device } from '../core/device.ts';

export interface VoiceFailure {
  readonly cause: 'disconnected' | 'timeout' | 'refused' | 'dropped' | 'not-encodable';
  readonly sentence: string;
}

/** Speaks announcements one after the other; never overlaps, never cuts one off. */
export interface Voice extends Device {
  readonly kind: 'voice';
  /** The pages that speak for it; null for a module with its own loudspeaker. */
  readonly pages: SpeakingPages | null;
  /** Queues a sentence; resolves when it has been spoken to its end. */
  speak(text: string): Promise<Result<void, VoiceFailure>>;
}

/** Where display pages offer their loudspeaker. Several may; one of them speaks. */
export interface SpeakingPages {
  readonly engine: SpeechEngine;
  /** What announcements are joined from, for every page the same. */
  readonly recordings: readonly SoundClip[];
  /** A page is there. `deliver` is told at once whether it speaks, later what, and whenever that changes. */
  join(sound: PageSound, deliver: (order: SpeechOrder) => void): SpeakingPage;
}

export interface SpeakingPage {
  /** Whether sound can be heard has changed. */
  report(sound: PageSound): void;
  /** How the announcement with this id ended on the page. Another page's or an old one changes nothing. */
  announced(id: string, outcome: SpeechOutcome): void;
  leave(): void;
}
