import { z } from 'zod';
import { SignatureId } from '../basics/ids.ts';

/** What somebody signs for: 材料交接, and the number of the case. Both are shown to the person who signs. */
export const SignatureSubject = z.strictObject({
  purpose: z.string().trim().min(2, '请写明签名用途').max(40),
  reference: z.string().trim().max(60),
});
export type SignatureSubject = z.infer<typeof SignatureSubject>;

/** INCOMPLETE: the pad went away in the middle; its strokes are kept, but nobody confirmed them. PAPER: the person signs on paper. */
export const SignatureOutcome = z.enum(['SIGNED', 'PAPER', 'CANCELLED', 'INCOMPLETE', 'EXPIRED']);
export type SignatureOutcome = z.infer<typeof SignatureOutcome>;

/** The signature asked for last, as the clerk sees it. The strokes are asked for separately. */
export const SignatureView = SignatureSubject.extend({
  id: SignatureId,
  /** DEVICE: the signature pad at the window. PAGE: the page of the evaluation pad. */
  via: z.enum(['DEVICE', 'PAGE']),
  /** Null while it is waited for. */
  outcome: SignatureOutcome.nullable(),
  strokes: z.number().int().nonnegative(),
  endsAt: z.number().int(),
});
export type SignatureView = z.infer<typeof SignatureView>;

/** What the pad's page shows to the person who signs there. */
export const SigningInvitation = SignatureSubject.extend({ id: SignatureId, endsAt: z.number().int() });
export type SigningInvitation = z.infer<typeof SigningInvitation>;
