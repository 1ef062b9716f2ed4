import type { Device, Unsubscribe } from '../core/device.ts';

/** The text fields of a card after decoding; which exist depends on the card (devices.md §1.6). */
export interface CardFields {
  readonly certType: 'RESIDENT_ID' | 'HK_MO_TW_RESIDENCE' | 'FOREIGN_PERMANENT_RESIDENCE';
  readonly name: string;
  readonly certNo: string;
  /** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
  readonly sex: string;
  /** YYYYMMDD */
  readonly birth: string;
  readonly nation: string | null;
  readonly address: string | null;
  readonly authority: string | null;
  readonly validFrom: string;
  /** YYYYMMDD or 长期 */
  readonly validTo: string;
  /** Contradictions within the card (number against birth, sex, check digit): shown, never corrected. */
  readonly warnings: readonly string[];
}

/** Why a card could not be read; `sentence` is for the citizen. */
export interface CardFailure {
  readonly code: 'SELECT_FAILED' | 'READ_FAILED' | 'AUTH_FAILED' | 'CARD_REMOVED' | 'BAD_FRAME' | 'READER_SILENT' | 'READER_FAULT';
  readonly sentence: string;
}

/** The holder's picture as a page can show it. In memory only, as long as the session of the person lasts. */
export interface CardPhoto {
  readonly mime: 'image/bmp' | 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** Everything of one card. */
export interface CardContent {
  readonly card: CardFields;
  /** Null: not decoded, or the card has none. */
  readonly photo: CardPhoto | null;
  /** How many fingers' templates the card holds (0-2); null when that was not asked. The templates are never kept. */
  readonly fingers: number | null;
}

export type CardEvent =
  | ({ readonly type: 'card-read' } & CardContent)
  | { readonly type: 'card-failed'; readonly failure: CardFailure }
  /** The card that was read has been lifted. */
  | { readonly type: 'card-removed' }
  /** The card has been lying there long after it was read (请取走您的身份证). */
  | { readonly type: 'card-left' };

export interface IdCardReader extends Device {
  readonly kind: 'idCardReader';
  /** The number of the security module of the reader that is connected, or was last; null before it was told. */
  samId(): string | null;
  onCard(listener: (event: CardEvent) => void): Unsubscribe;
}
