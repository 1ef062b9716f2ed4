import type { CryptoPort } from '../crypto/crypto-port.ts';
import { PAGE_ROLES } from './types.ts';
import type { PageRole, WebAccess } from './types.ts';

const NONCE_BYTES = 16;
/** A screen may hang on the wall for months; the page's key in the configuration is what ends a session. */
const COOKIE_SECONDS = 400 * 24 * 3600;
const COOKIE_VALUE = /^[0-9a-f]{32}\.[0-9a-f]{64}$/;

/** Decides who may come in. Keeps nothing: after a restart of the service the pages on the screens are still in. */
export class PageAccess {
  readonly #access: WebAccess;
  readonly #crypto: CryptoPort;
  readonly #cookiePrefix: string;
  readonly #compareKey: Uint8Array;

  /** `shellName` keeps the cookies of two web shells on one machine apart: cookies do not know ports. */
  constructor(access: WebAccess, crypto: CryptoPort, shellName: string) {
    this.#access = access;
    this.#crypto = crypto;
    this.#cookiePrefix = `yichuang-${shellName}-`;
    this.#compareKey = crypto.randomBytes(32);
  }

  /** The `Set-Cookie` for a page whose key was shown, or null when the key is not that page's. */
  enter(role: PageRole, key: string): string | null {
    const expected = this.#access.pageKeys[role];
    if (expected === undefined || !this.#same(key, expected)) return null;
    const nonce = Buffer.from(this.#crypto.randomBytes(NONCE_BYTES)).toString('hex');
    const value = `${nonce}.${this.#proof(expected, role, nonce)}`;
    return `${this.#cookiePrefix}${role}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}`;
  }

  /** Whether the request's cookies prove that this page's key was once shown. */
  isIn(role: PageRole, cookieHeader: string | undefined): boolean {
    const expected = this.#access.pageKeys[role];
    const value = readCookie(cookieHeader, `${this.#cookiePrefix}${role}`);
    if (expected === undefined || value === null || !COOKIE_VALUE.test(value)) return false;
    const [nonce = '', proof = ''] = value.split('.');
    return this.#same(proof, this.#proof(expected, role, nonce));
  }

  /** The pages these cookies are good for. */
  pagesOf(cookieHeader: string | undefined): PageRole[] {
    return PAGE_ROLES.filter((role) => this.isIn(role, cookieHeader));
  }

  /** The station a bearer key belongs to, or null. */
  stationOf(authorization: string | undefined): string | null {
    const key = /^Bearer ([\x21-\x7e]{1,200})$/.exec(authorization ?? '')?.[1];
    if (key === undefined) return null;
    // Every key is compared, so the time says nothing about which one it was close to.
    const keyHash = this.#crypto.sha256Hex(key);
    return [...this.#access.stationKeyHashes].filter(([, expected]) => this.#same(keyHash, expected)).map(([id]) => id)[0] ?? null;
  }

  #proof(pageKey: string, role: PageRole, nonce: string): string {
    return this.#crypto.hmacSha256Hex(pageKey, `page-session|${role}|${nonce}`);
  }

  /** Compares digests under a key nobody outside knows: how long that takes tells nothing of the texts. */
  #same(given: string, expected: string): boolean {
    const digest = (text: string): string => this.#crypto.hmacSha256Hex(this.#compareKey, text);
    return expected !== '' && digest(given) === digest(expected);
  }
}

function readCookie(header: string | undefined, name: string): string | null {
  const pair = (header ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}
