import type { Device, Unsubscribe } from '../core/device.ts';

/** What a 社会保障卡 tells of its holder. Read without the PSAM: it says who this is, not that the card is genuine. */
export interface SocialCardFields {
  /** 社会保障号码, 18 characters with a right check digit: a citizen's number or a residence permit's. */
  readonly number: string;
  readonly name: string;
  /** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
  readonly sex: string;
  /** The last day it may be used, YYYYMMDD; null when the card does not say. */
  readonly validTo: string | null;
  /** Contradictions within the card (number against birth or sex): shown, never corrected. */
  readonly warnings: readonly string[];
}

/** Why a card gave no identity; `sentence` is for the citizen. */
export interface SocialCardFailure {
  readonly code: 'NOT_A_SOCIAL_CARD' | 'NEEDS_PIN' | 'READ_FAILED' | 'NUMBER_INVALID' | 'CARD_REMOVED' | 'CARD_MUTE' | 'CARD_SILENT';
  readonly sentence: string;
}

export type SocialCardEvent =
  | { readonly type: 'card-inserted' }
  | { readonly type: 'card-read'; readonly card: SocialCardFields }
  | { readonly type: 'card-failed'; readonly failure: SocialCardFailure }
  | { readonly type: 'card-removed' }
  /** The card has been in the slot long after it was read (请取走您的社保卡). */
  | { readonly type: 'card-left' };

export interface SocialCardReader extends Device {
  readonly kind: 'socialCardReader';
  onCard(listener: (event: SocialCardEvent) => void): Unsubscribe;
}
