import type { CardFields } from '../../../devices/id-card-reader/types.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import { parseIdNumber } from '../../../shared/rules/id-number.ts';
import type { Identity, IdentityProof } from '../../../shared/types/identity.ts';
import type { StationContext } from '../context.ts';

export function identityOfCard(card: CardFields): Identity {
  return { certType: card.certType, certNo: card.certNo.toUpperCase(), name: card.name, source: 'CARD' };
}

/** A number typed by hand. Wrong check digit or date: refused with what to do. */
export function typedIdentity(certNo: string): Result<Identity, Refusal> {
  const parsed = parseIdNumber(certNo);
  if (!parsed.ok) return refuse('BAD_ID_NUMBER', parsed.error.sentence);
  return ok({ certType: 'RESIDENT_ID', certNo: parsed.value.number, name: null, source: 'TYPED' });
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
