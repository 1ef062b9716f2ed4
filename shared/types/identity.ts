import { z } from 'zod';

/** How somebody showed who they are. Codes follow GA/T 2000.156 where it has one. */
export const CertType = z.enum(['RESIDENT_ID', 'HK_MO_TW_RESIDENCE', 'FOREIGN_PERMANENT_RESIDENCE', 'OTHER']);
export type CertType = z.infer<typeof CertType>;

/** An identity card; a 社保卡, which proves nothing by itself (read without PSAM); the keyboard. */
export const IdentitySource = z.enum(['CARD', 'SOCIAL_CARD', 'TYPED']);

/** What a card reader or the keyboard gives: kept in memory only as long as the session lives. */
export const Identity = z.strictObject({
  certType: CertType,
  certNo: z.string().min(4).max(30),
  name: z.string().min(1).max(60).nullable(),
  source: IdentitySource,
});
export type Identity = z.infer<typeof Identity>;

/** What may travel with a ticket: recognises the person again without telling who it is. */
export const IdentityProof = z.strictObject({
  certType: CertType,
  /** HMAC-SHA256 of the certificate number under the hall's key, hex. */
  certNoHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Last four characters, for the ticket slip. */
  tail: z.string().length(4),
  source: IdentitySource,
});
export type IdentityProof = z.infer<typeof IdentityProof>;
