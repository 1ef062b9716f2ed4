import { z } from 'zod';
import { BusinessDate, BusinessId, ItemId } from '../basics/ids.ts';
import { SpecialKind } from './case-file.ts';

const MaterialId = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** One line of the 材料清单. */
export const MaterialDef = z.strictObject({
  id: MaterialId,
  name: z.string().min(1).max(120),
  /** 必要. One that only some answers ask for is required where it is asked for. */
  required: z.boolean(),
  originals: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  spec: z.string(),
  basis: z.string(),
  acceptStandard: z.string(),
  /** FORM: filled in for this item; a 一件事 has one form for all of them. */
  kind: z.enum(['FORM', 'DOCUMENT']).default('DOCUMENT'),
  /** What a citizen understands, where the name is a term of the law. */
  plainText: z.string().max(300).default(''),
  /** 来源: the applicant's own, another office's, an intermediary's. */
  source: z.enum(['SELF', 'GOV', 'INTERMEDIARY']).default('SELF'),
  /** 免交: what may stand for the paper. */
  replaceableBy: z.enum(['LICENCE', 'DATA_CHECK', 'PROMISE']).nullable().default(null),
});
export type MaterialDef = z.infer<typeof MaterialDef>;

export const ScenarioOption = z.strictObject({
  id: MaterialId,
  label: z.string().min(1).max(80),
  /** Asked for besides the materials that no question speaks of. */
  materialIds: z.array(MaterialId).default([]),
  /** The question that follows; null ends. */
  next: MaterialId.nullable().default(null),
});
export type ScenarioOption = z.infer<typeof ScenarioOption>;

/** One question of the 情形引导; the first of the list begins. */
export const ScenarioQuestion = z.strictObject({
  id: MaterialId,
  text: z.string().min(1).max(120),
  options: z.array(ScenarioOption).min(2).max(20),
});
export type ScenarioQuestion = z.infer<typeof ScenarioQuestion>;

/** Question → chosen option. */
export const ScenarioAnswers = z.record(MaterialId, MaterialId);
export type ScenarioAnswers = z.infer<typeof ScenarioAnswers>;

/** One row of the 收费项目. Money in fen. */
export const FeeRow = z.strictObject({
  name: z.string().min(1).max(80),
  standard: z.string().min(1).max(200),
  /** Null where the amount depends on the case. */
  amountFen: z.number().int().nonnegative().nullable(),
  basis: z.string().min(1).max(300),
  reducible: z.boolean().default(false),
});
export type FeeRow = z.infer<typeof FeeRow>;

/** One 办理环节 of the published flow; its limit in working days. */
export const FlowStep = z.strictObject({ name: z.string().min(1).max(40), role: z.string().min(1).max(40), limitDays: z.number().int().nonnegative() });
export type FlowStep = z.infer<typeof FlowStep>;

/** 工作日 or 自然日. */
export const LimitUnit = z.enum(['WORKING_DAY', 'CALENDAR_DAY']);
export type LimitUnit = z.infer<typeof LimitUnit>;

/** 受理模式: the front desk accepts; the department accepts itself; one window accepts and decides (受审合一). */
export const AcceptanceMode = z.enum(['FRONT_DESK', 'DEPARTMENT', 'UNIFIED']);
export type AcceptanceMode = z.infer<typeof AcceptanceMode>;

/** 通办范围: 全市, 呼包鄂乌, 跨省. */
export const ItemScope = z.enum(['CITY', 'REGION', 'CROSS_PROVINCE']);
export type ItemScope = z.infer<typeof ItemScope>;

/** Ways besides the window. */
export const ItemChannel = z.enum(['KIOSK', 'ONLINE', 'MAIL', 'BOOKING', 'LOCKER']);
export type ItemChannel = z.infer<typeof ItemChannel>;

export const ItemState = z.enum(['DRAFT', 'APPROVED', 'LIVE', 'SUSPENDED', 'CANCELLED']);
export type ItemState = z.infer<typeof ItemState>;

/**
 * One published version of a 事项 with its 实施清单 (domain model §3.1). A version never changes: what changes is a new
 * version. What has a default is missing in catalogues of the first version.
 */
export const ServiceItem = z.strictObject({
  id: ItemId,
  version: z.number().int().positive(),
  /** 基本编码, 12 characters where GB/T 39554.1 is followed. All codes are text and are never taken apart to decide anything. */
  catalogCode: z.string().min(1).max(50).nullable().default(null),
  /** 实施编码. Without one the item may not be handled (未纳入目录没有编码的不得实施审批). */
  taskCode: z.string().min(1).max(50).nullable(),
  /** 业务办理项编码. */
  handleItemCode: z.string().min(1).max(50).nullable().default(null),
  name: z.string().min(1).max(120),
  plainName: z.string(),
  departmentName: z.string(),
  zoneName: z.string(),
  /** 事项类型 code of GB/T 39046: 01 许可, 05 给付, 07 确认, 08 奖励, 09 裁决, 10 其他, 20 公共服务. */
  type: z.enum(['01', '05', '07', '08', '09', '10', '20']),
  /** 行使层级 of GB/T 39046: 1 国家 … 4 县 … 7 分级管理. */
  useLevel: z.enum(['1', '2', '3', '4', '5', '6', '7']).default('4'),
  /** 服务对象 of GB/T 39046: 1 自然人, 2 企业法人, 3 事业法人, 4 社会组织法人, 5 行政机关, 6 其他组织. Empty: not stated. */
  audience: z.array(z.enum(['1', '2', '3', '4', '5', '6'])).default([]),
  acceptanceMode: AcceptanceMode.default('FRONT_DESK'),
  /** FORMAL needs only formal documents and is finished at the window (即办); SUBSTANTIVE is promised (承诺). */
  reviewType: z.enum(['FORMAL', 'SUBSTANTIVE']),
  legalDays: z.number().int().positive(),
  legalUnit: LimitUnit.default('WORKING_DAY'),
  promisedDays: z.number().int().nonnegative(),
  promisedUnit: LimitUnit.default('WORKING_DAY'),
  acceptCondition: z.string(),
  basis: z.string(),
  materials: z.array(MaterialDef).min(1),
  questions: z.array(ScenarioQuestion).max(30).default([]),
  /** 容缺: may be handed in later, by material. */
  tolerant: z.array(MaterialId).default([]),
  /** 告知承诺制. */
  promiseBased: z.boolean().default(false),
  fees: z.array(FeeRow).default([]),
  scopes: z.array(ItemScope).default([]),
  channels: z.array(ItemChannel).default([]),
  flow: z.array(FlowStep).default([]),
  specialProcedures: z.array(z.union([SpecialKind, z.literal('EXTENSION')])).default([]),
  /** 联办: the departments whose branches run in parallel. */
  branches: z.array(z.string().min(1).max(60)).default([]),
  /** 报批（上报）: the office above that decides; null where this one does. */
  decidedAbove: z.string().min(1).max(60).nullable().default(null),
  /** What the applicant gets: name of the certificate or the reply. */
  resultName: z.string().max(80).default(''),
  businessIds: z.array(BusinessId).min(1),
  state: ItemState,
  /** First and last day on which this version counts; null: open. */
  effectiveFrom: BusinessDate.nullable().default(null),
  effectiveTo: BusinessDate.nullable().default(null),
});
export type ServiceItem = z.infer<typeof ServiceItem>;

/** One material of a 一件事, handed in once for every item that asks for it. */
export const MergedMaterial = z.strictObject({
  id: MaterialId,
  name: z.string().min(1).max(120),
  covers: z.array(z.strictObject({ itemId: ItemId, materialId: MaterialId })).min(1),
});
export type MergedMaterial = z.infer<typeof MergedMaterial>;

/** One field of the 一表 and the items that use it. */
export const MergedField = z.strictObject({ id: MaterialId, label: z.string().min(1).max(40), itemIds: z.array(ItemId).min(1) });
export type MergedField = z.infer<typeof MergedField>;

/** 一件事: several items with one form, one set of materials and one lead. */
export const Theme = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(60),
  plainName: z.string().max(120).default(''),
  leadDepartmentName: z.string().min(1).max(60),
  itemIds: z.array(ItemId).min(2).max(30),
  form: z.strictObject({ name: z.string().min(1).max(80), fields: z.array(MergedField).min(1).max(80) }),
  materials: z.array(MergedMaterial).min(1),
  /** The items run at the same time; otherwise one after another in the order of the list. */
  parallel: z.boolean(),
  /** Working days for the whole. */
  limitDays: z.number().int().nonnegative(),
});
export type Theme = z.infer<typeof Theme>;

export const Catalogue = z.strictObject({ version: z.string().min(1), items: z.array(ServiceItem), themes: z.array(Theme).default([]) });
export type Catalogue = z.infer<typeof Catalogue>;
