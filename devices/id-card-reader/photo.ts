import type { CardPhoto } from './types.ts';

/** A picture of 102 × 126 points has 38,862 bytes as BMP; anything far above is none of a card. */
export const PHOTO_LIMIT = 256 * 1024;

const KINDS: readonly { readonly mime: CardPhoto['mime']; readonly start: readonly number[] }[] = [
  { mime: 'image/bmp', start: [0x42, 0x4d] },
  { mime: 'image/jpeg', start: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', start: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
];

/** The bytes as a picture that a page can show, told by their beginning; null when they are none. */
export function photoOf(bytes: Uint8Array): CardPhoto | null {
  if (bytes.length > PHOTO_LIMIT) return null;
  const kind = KINDS.find(({ start }) => bytes.length > start.length && start.every((byte, i) => bytes[i] === byte));
  return kind === undefined ? null : { mime: kind.mime, bytes };
}
