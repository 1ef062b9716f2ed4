import { z } from 'zod';
import { BusinessDate, ItemId, WorkNo } from '../basics/ids.ts';

/** 人员性质. Reviewing and deciding is for those in public service (从化 004:170). */
export const StaffType = z.enum(['CIVIL_SERVANT', 'PUBLIC_INSTITUTION', 'OUTSOURCED', 'HELPER']);
export type StaffType = z.infer<typeof StaffType>;

/** What somebody may do with a case (domain model §3.6). */
export const CasePower = z.enum([
  /** 收件, 预审, 补正, 交接. */
  'RECEIVE',
  'ACCEPT',
  /** The second person of a 不予受理 (否定报备). */
  'APPROVE_REFUSAL',
  /** 签收, 审查, 特别程序. */
  'REVIEW',
  'DECIDE',
  /** 出件核对, 送达. */
  'OUTPUT',
  'SUPERVISE',
  'MANAGE',
]);
export type CasePower = z.infer<typeof CasePower>;

/** 岗位. */
export const StaffRole = z.enum(['CLERK', 'OUTPUT_CLERK', 'CHIEF', 'REVIEWER', 'DECIDER', 'MANAGER', 'SUPERVISOR', 'ADMIN', 'SYSTEM']);
export type StaffRole = z.infer<typeof StaffRole>;

/** The powers of each 岗位. SYSTEM is the clock: it does what the law says happens by itself. */
export const ROLE_POWERS = {
  CLERK: ['RECEIVE', 'ACCEPT'],
  OUTPUT_CLERK: ['OUTPUT'],
  CHIEF: ['RECEIVE', 'ACCEPT', 'APPROVE_REFUSAL', 'DECIDE'],
  REVIEWER: ['REVIEW'],
  DECIDER: ['REVIEW', 'APPROVE_REFUSAL', 'DECIDE'],
  MANAGER: ['MANAGE', 'APPROVE_REFUSAL'],
  SUPERVISOR: ['SUPERVISE'],
  ADMIN: [],
  SYSTEM: [],
} as const satisfies Record<StaffRole, readonly CasePower[]>;

/** Who does something, with what he may do just now: roles and authorisations are looked up by whoever asks. */
export const Actor = z.strictObject({
  /** Null: the system's own clock. */
  workNo: WorkNo.nullable(),
  staffType: StaffType,
  powers: z.array(CasePower),
  /** 授权 for items; null: all of them. */
  items: z.array(ItemId).nullable(),
});
export type Actor = z.infer<typeof Actor>;

/** 授权: a power, for some items or all, between two dates, with the paper it rests on. */
export const Authorisation = z.strictObject({
  power: CasePower,
  itemIds: z.array(ItemId).min(1).nullable(),
  from: BusinessDate,
  to: BusinessDate,
  document: z.string().min(1).max(100),
});
export type Authorisation = z.infer<typeof Authorisation>;

/** What the powers of a person follow from. */
export const Staff = z.strictObject({
  workNo: WorkNo,
  staffType: StaffType.default('PUBLIC_INSTITUTION'),
  roles: z.array(StaffRole.exclude(['SYSTEM'])).min(1).default(['CLERK']),
  authorisations: z.array(Authorisation).default([]),
});
export type Staff = z.infer<typeof Staff>;
