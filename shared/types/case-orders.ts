import { z } from 'zod';
import { BusinessDate, CaseId, WorkNo } from '../basics/ids.ts';
import { CaseMaterial, CaseResult, Delivery, RefusalReason, SpecialKind } from './case-file.ts';

const Reason = z.string().trim().min(2, '请写明原因').max(300);
const Opinion = z.string().trim().min(1, '请填写意见').max(1_000);
const Materials = z.array(CaseMaterial).max(60);
const Signature = z.strictObject({ name: z.string().trim().min(1, '请签名').max(60), strokes: z.string().max(200_000).nullable() });
const decision = { granted: z.boolean(), reasons: z.string().trim().max(1_000), remedies: z.string().trim().max(500) };

/**
 * What a person orders for a case: only what that person decides or types. Numbers, dates and who it was are added by
 * whoever carries it out (`proposalOf`), with the same rules at the counter, the hub and the centre.
 */
export const CaseOrder = z.discriminatedUnion('order', [
  z.strictObject({ order: z.literal('pre-submit') }),
  z.strictObject({ order: z.literal('pre-pass') }),
  z.strictObject({ order: z.literal('pre-return'), gaps: Materials.min(1) }),
  z.strictObject({ order: z.literal('receive'), materials: Materials }),
  z.strictObject({ order: z.literal('fix-on-spot'), change: Reason, materials: Materials }),
  z.strictObject({ order: z.literal('correct'), gaps: Materials.min(1), exemption: z.strictObject({ workNo: WorkNo, reason: Reason }).nullable() }),
  z.strictObject({ order: z.literal('supply'), materials: Materials }),
  z.strictObject({ order: z.literal('lapse') }),
  z.strictObject({
    order: z.literal('propose-refusal'),
    reasonCode: RefusalReason,
    facts: Reason,
    rightAuthority: z.string().trim().min(2).max(80).nullable(),
  }),
  z.strictObject({ order: z.literal('refuse') }),
  z.strictObject({ order: z.literal('accept') }),
  z.strictObject({ order: z.literal('tolerate'), materialIds: z.array(z.string()).min(1).max(60), completeBy: BusinessDate, promisedBy: Signature }),
  z.strictObject({ order: z.literal('simulate'), opinion: Opinion }),
  z.strictObject({ order: z.literal('complete'), materials: Materials }),
  z.strictObject({ order: z.literal('break-promise') }),
  z.strictObject({ order: z.literal('hand-over'), pages: z.number().int().nonnegative().max(10_000) }),
  z.strictObject({ order: z.literal('sign-for'), note: z.string().trim().max(300) }),
  z.strictObject({ order: z.literal('refuse-handover'), mismatch: Reason }),
  z.strictObject({ order: z.literal('decide-instantly'), ...decision }),
  z.strictObject({ order: z.literal('review'), name: z.string().trim().min(1).max(40), branch: z.string().min(1).max(60), opinion: Opinion, agreed: z.boolean(), last: z.boolean() }),
  z.strictObject({ order: z.literal('suspend'), kind: SpecialKind, basis: Reason, approvedBy: WorkNo, plannedDays: z.number().int().positive().max(365) }),
  z.strictObject({ order: z.literal('resume') }),
  z.strictObject({ order: z.literal('extend'), approvedBy: WorkNo, reason: Reason, days: z.number().int().positive().max(60) }),
  z.strictObject({ order: z.literal('decide'), ...decision }),
  z.strictObject({ order: z.literal('forward'), toAuthority: z.string().trim().min(2).max(80) }),
  z.strictObject({ order: z.literal('hand-over-result'), result: CaseResult }),
  z.strictObject({ order: z.literal('pass-output') }),
  /** With nothing named the differences found field by field stand on the slip. */
  z.strictObject({ order: z.literal('refuse-output'), note: z.string().trim().max(200) }),
  z.strictObject({ order: z.literal('correct-result'), result: CaseResult }),
  z.strictObject({ order: z.literal('pick-up'), receiver: z.string().trim().min(1).max(60), relation: z.enum(['SELF', 'AGENT']), signature: Signature }),
  z.strictObject({ order: z.literal('dispatch'), delivery: Delivery }),
  z.strictObject({ order: z.literal('confirm-delivery'), evidence: Reason }),
  z.strictObject({ order: z.literal('fail-delivery'), reason: Reason }),
  z.strictObject({ order: z.literal('report-back') }),
  z.strictObject({ order: z.literal('withdraw'), reason: Reason, signature: Signature }),
  z.strictObject({ order: z.literal('void'), reason: Reason, confirmedBy: WorkNo }),
  z.strictObject({ order: z.literal('reopen'), newCaseId: CaseId, reason: Reason }),
  z.strictObject({ order: z.literal('archive') }),
]);
export type CaseOrder = z.infer<typeof CaseOrder>;
export type CaseOrderName = CaseOrder['order'];
