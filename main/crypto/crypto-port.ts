import { hash, createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** What the product needs of cryptography; the only place under main that knows node:crypto. */
export interface CryptoPort {
  /** SHA-256 of the UTF-8 text, 64 lower-case hex digits. */
  sha256Hex(text: string | Uint8Array): string;
  /** HMAC-SHA256 of the UTF-8 text, 64 lower-case hex digits. */
  hmacSha256Hex(key: string | Uint8Array, text: string): string;
  randomBytes(length: number): Uint8Array;
  /** `length` evenly distributed decimal digits, leading zeros included. */
  randomDigits(length: number): string;
  /** Text to store for a PIN: `scrypt$<log2 N>$<r>$<p>$<salt hex>$<hash hex>`. */
  hashPin(pin: string): Promise<string>;
  /** Compares in constant time; false also for a stored text that is not one of `hashPin`. */
  verifyPin(pin: string, stored: string): Promise<boolean>;
}

interface ScryptCost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** A stored text may not ask for more work than this, or one row could stall the process. */
const MAX_LOG2_N = 20;
const STORED_PIN = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([0-9a-f]{32})\$([0-9a-f]{64})$/;

/**
 * The port on node:crypto, using only what Electron's BoringSSL also has (SHA-2, HMAC, scrypt).
 * `pinCostLog2` is log2 of scrypt's N (17 = 128 MiB and some 0.4 s a PIN); tests take less.
 */
export function createNodeCrypto(options: { readonly pinCostLog2?: number } = {}): CryptoPort {
  const cost: ScryptCost = { log2N: options.pinCostLog2 ?? 17, r: 8, p: 1 };
  return {
    sha256Hex: (text) => hash('sha256', text, 'hex'),
    hmacSha256Hex: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
    randomBytes: (length) => randomBytes(length),
    randomDigits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
    hashPin: async (pin) => {
      const salt = randomBytes(SALT_BYTES);
      const key = await deriveKey(pin, salt, cost);
      return `scrypt$${cost.log2N}$${cost.r}$${cost.p}$${salt.toString('hex')}$${key.toString('hex')}`;
    },
    verifyPin,
  };
}

async function verifyPin(pin: string, stored: string): Promise<boolean> {
  const match = STORED_PIN.exec(stored);
  if (match === null) return false;
  const [log2N, r, p, salt, expected] = match.slice(1);
  if (salt === undefined || expected === undefined || Number(log2N) > MAX_LOG2_N) return false;
  const key = await deriveKey(pin, Buffer.from(salt, 'hex'), { log2N: Number(log2N), r: Number(r), p: Number(p) });
  return timingSafeEqual(key, Buffer.from(expected, 'hex'));
}

function deriveKey(pin: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const N = 2 ** cost.log2N;
  const options = { N, r: cost.r, p: cost.p, maxmem: 2 * 128 * N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
