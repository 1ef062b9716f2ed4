import { z } from 'zod';
import { BusinessId, ItemId } from '../basics/ids.ts';

/** One line of the 材料清单. */
export const MaterialDef = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(120),
  required: z.boolean(),
  originals: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  spec: z.string(),
  basis: z.string(),
  acceptStandard: z.string(),
});
export type MaterialDef = z.infer<typeof MaterialDef>;

/** One published version of a 事项 with what the window needs of its 实施清单 (domain model §3.1). */
export const ServiceItem = z.strictObject({
  id: ItemId,
  version: z.number().int().positive(),
  /** 实施编码. Without one the item may not be handled (未纳入目录没有编码的不得实施审批). */
  taskCode: z.string().min(1).max(50).nullable(),
  name: z.string().min(1).max(120),
  plainName: z.string(),
  departmentName: z.string(),
  zoneName: z.string(),
  /** 事项类型 code of GB/T 39046: 01 许可, 05 给付, 07 确认, 08 奖励, 09 裁决, 10 其他, 20 公共服务. */
  type: z.enum(['01', '05', '07', '08', '09', '10', '20']),
  /** FORMAL needs only formal documents and is finished at the window (即办); SUBSTANTIVE is promised (承诺). */
  reviewType: z.enum(['FORMAL', 'SUBSTANTIVE']),
  /** Working days. */
  legalDays: z.number().int().positive(),
  promisedDays: z.number().int().nonnegative(),
  acceptCondition: z.string(),
  basis: z.string(),
  materials: z.array(MaterialDef).min(1),
  businessIds: z.array(BusinessId).min(1),
  state: z.enum(['DRAFT', 'APPROVED', 'LIVE', 'SUSPENDED', 'CANCELLED']),
});
export type ServiceItem = z.infer<typeof ServiceItem>;

export const Catalogue = z.strictObject({ version: z.string().min(1), items: z.array(ServiceItem) });
export type Catalogue = z.infer<typeof Catalogue>;
