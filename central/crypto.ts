import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a text in UTF-8, lower-case hex. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}

/** HMAC-SHA256 of a text under a key, lower-case hex. */
export function hmacHex(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(hash('sha256', left, 'buffer'), hash('sha256', right, 'buffer'));
}

/** A secret of 256 random bits as text safe in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
