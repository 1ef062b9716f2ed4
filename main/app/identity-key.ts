import type { CryptoPort } from '../crypto/crypto-port.ts';
import type { Store } from '../store/types.ts';

const NOTE = 'identity-key';
const BYTES = 32;

/** The key under which the hall recognises certificates again: made once by the hub, remembered by every station. */
export function hubIdentityKey(store: Store, crypto: CryptoPort): string {
  const kept = store.findNote(NOTE);
  if (kept !== null) return kept;
  const key = Buffer.from(crypto.randomBytes(BYTES)).toString('hex');
  store.write((tx) => tx.saveNote(NOTE, key));
  return key;
}

export function keptIdentityKey(store: Store): string | null {
  return store.findNote(NOTE);
}

export function keepIdentityKey(store: Store, key: string): void {
  if (store.findNote(NOTE) !== key) store.write((tx) => tx.saveNote(NOTE, key));
}
