import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { SignatureId } from '../basics/ids.ts';
import { RatingLevel } from '../types/case-file.ts';
import { Signature } from '../types/signature.ts';
import { Done } from './outcome.ts';
import { SigningInvitation } from './signing.ts';

export const PadState = z.strictObject({
  hallName: z.string(),
  windowNo: z.string(),
  windowName: z.string(),
  /** The clerk's public plate (监督牌); null while nobody is logged in. */
  clerk: z.strictObject({ workNo: z.string(), name: z.string() }).nullable(),
  /** Only the ticket number: who sits here knows what was done. */
  invitation: z.strictObject({ invitationId: z.string(), ticketNo: z.string(), itemNames: z.array(z.string()), endsAt: z.number().int() }).nullable(),
  /** Somebody is asked to sign here; goes before a rating. */
  signing: SigningInvitation.nullable(),
  /** Shown for a few seconds after a rating. */
  thanks: z.boolean(),
  serverTime: z.number().int(),
});
export type PadState = z.infer<typeof PadState>;

export const padContract = {
  watch: oc.output(eventIterator(PadState)),
  rate: oc.input(z.strictObject({ invitationId: z.string(), level: RatingLevel })).output(Done),
  /** Refused without ink: 请签名. */
  sign: oc.input(z.strictObject({ id: SignatureId, signature: Signature })).output(Done),
  signOnPaper: oc.input(z.strictObject({ id: SignatureId })).output(Done),
};
