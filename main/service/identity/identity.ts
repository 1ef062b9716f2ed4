import type { CardFields, CardPhoto } from '../../../devices/id-card-reader/types.ts';
import type { SocialCardFields } from '../../../devices/social-card-reader/types.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { parseIdNumber } from '../../../shared/rules/id-number.ts';
import type { CertType, Identity, IdentityProof } from '../../../shared/types/identity.ts';
import type { StationContext } from '../context.ts';

export function identityOfCard(card: CardFields): Identity {
  return { certType: card.certType, certNo: card.certNo.toUpperCase(), name: card.name, source: 'CARD' };
}

/** The number has passed its check digit in the driver. Whether the card is genuine nobody has proved. */
export function identityOfSocialCard(card: SocialCardFields): Identity {
  return { certType: certTypeOfNumber(card.number), certNo: card.number, name: card.name, source: 'SOCIAL_CARD' };
}

/** Residence permits of 港澳台居民 have numbers of their own regions, foreigners' cards of 2023 begin with 9. */
function certTypeOfNumber(certNo: string): CertType {
  if (/^(81|82|83)0000/.test(certNo)) return 'HK_MO_TW_RESIDENCE';
  return certNo.startsWith('9') ? 'FOREIGN_PERMANENT_RESIDENCE' : 'RESIDENT_ID';
}

/** The picture for a page, in memory only. */
export function photoAddress({ mime, bytes }: CardPhoto): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** A number typed by hand. Wrong check digit or date: refused with what to do. */
export function typedIdentity(certNo: string): Result<Identity, Refusal> {
  const parsed = parseIdNumber(certNo);
  if (!parsed.ok) return refuse('BAD_ID_NUMBER', parsed.error.sentence);
  return ok({ certType: certTypeOfNumber(parsed.value.number), certNo: parsed.value.number, name: null, source: 'TYPED' });
}

/** The hash under the hall's key that recognises the certificate again; null while the hub has never given the key. */
export function certNoHash(context: Pick<StationContext, 'crypto' | 'identityKey'>, identity: Pick<Identity, 'certType' | 'certNo'>): string | null {
  const key = context.identityKey();
  return key === null ? null : context.crypto.hmacSha256Hex(key, `${identity.certType}\n${identity.certNo}`);
}

/** What travels with a ticket instead of the identity. */
export function identityProof(context: Pick<StationContext, 'crypto' | 'identityKey'>, identity: Identity): IdentityProof | null {
  const hash = certNoHash(context, identity);
  if (hash === null) return null;
  return { certType: identity.certType, certNoHash: hash, tail: identity.certNo.slice(-4), source: identity.source };
}
