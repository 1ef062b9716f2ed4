import type { BusinessDate } from '../../../shared/basics/ids.ts';
import { businessDateAt } from '../../../shared/rules/business-date.ts';
import type { CaseKind, CaseFile, Pickup, RefusalReason, SpecialKind } from '../../../shared/types/case-file.ts';
import type { CertType } from '../../../shared/types/identity.ts';

/** Words of official letters, which stay Chinese whatever language a page is in. */
export const KIND_TEXT = {
  INSTANT: '即办件', PROMISED: '承诺件', JOINT: '联办件', UPWARD: '报批件', RETURNED: '退回件', SUPPLEMENT: '补办件', SPECIAL: '特办件',
} as const satisfies Record<CaseKind, string>;

export const CERT_TEXT = {
  RESIDENT_ID: '居民身份证', HK_MO_TW_RESIDENCE: '港澳台居民居住证', FOREIGN_PERMANENT_RESIDENCE: '外国人永久居留身份证', OTHER: '其他证件',
} as const satisfies Record<CertType, string>;

export const SPECIAL_TEXT = {
  HEARING: '听证', BIDDING: '招标', AUCTION: '拍卖', INSPECTION: '检验', TESTING: '检测', QUARANTINE: '检疫', APPRAISAL: '鉴定', EXPERT: '专家评审',
  SITE_SURVEY: '现场勘察', PUBLICITY: '公示', VERIFY: '核实',
} as const satisfies Record<SpecialKind, string>;

/** The grounds of 行政许可法 §32 (1) and (2), and what else ends an application at the desk. */
export const REFUSAL_TEXT = {
  NOT_NEEDED: '申请事项依法不需要取得行政许可或者办理该手续',
  NOT_OUR_POWER: '申请事项依法不属于本机关职权范围',
  NOT_ELIGIBLE: '申请人或者申请事项不具备法定的申请条件',
  FALSE_MATERIALS: '申请人隐瞒有关情况或者提供虚假材料',
  OTHER: '法律、法规、规章规定不予受理的其他情形',
} as const satisfies Record<RefusalReason, string>;

export const RELATION_TEXT = { SELF: '本人', AGENT: '受委托人（授权委托书附卷）' } as const satisfies Record<Pickup['relation'], string>;

/** `2026-03-05` → `2026年3月5日`. */
export function chineseDate(date: BusinessDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The day in the hall of a moment (epoch ms). */
export function chineseDay(at: number): string {
  return chineseDate(businessDateAt(at));
}

export function dueText(date: BusinessDate | null, provisional: boolean): string {
  if (date === null) return '';
  return provisional ? `${chineseDate(date)}（暂定，以节假日安排公布后为准）` : chineseDate(date);
}

export function deliveryText({ delivery }: CaseFile): string {
  if (delivery === null) return '';
  if (delivery.mode === 'PICKUP') return '窗口领取';
  return delivery.mode === 'MAIL' ? `邮寄（${delivery.carrier}，运单号 ${delivery.waybillNo}）` : `智能文件柜（${delivery.door} 号柜门）`;
}
