import { assertNever } from '../shared/basics/assert-never.ts';
import { isCaseEvent } from '../shared/rules/fold-case.ts';
import type { RatingLevel } from '../shared/types/case-file.ts';
import type { TestOutcome } from '../shared/types/device.ts';
import type { DomainEvent } from '../shared/types/events.ts';
import { caseTrailText } from './case-trail.ts';

const LEVEL = { 1: '非常满意', 2: '满意', 3: '基本满意', 4: '不满意', 5: '非常不满意' } as const satisfies Record<RatingLevel, string>;
const TESTED = { PASSED: '通过', FAILED: '未通过', UNCONFIRMED: '未确认' } as const satisfies Record<TestOutcome, string>;

/** What happened as one Chinese sentence for the trail (留痕), without anything of the applicant. */
export function trailText(event: DomainEvent): string {
  if (isCaseEvent(event)) return caseTrailText(event);
  const { type, payload } = event;
  switch (type) {
    case 'ticket.taken':
      return `取号 ${payload.no}${payload.offline ? '（离线）' : ''}，前面等候 ${payload.aheadAtIssue} 人`;
    case 'ticket.printed':
      return payload.copy === 1 ? '号票已打印' : `号票重打（第 ${payload.copy} 份）`;
    case 'ticket.print-failed':
      return payload.failure === 'NOT_PRINTED' ? '号票未打印出来' : '号票是否打印尚待人工确认';
    case 'ticket.voided':
      return `号票作废：${payload.reason}`;
    case 'ticket.called':
      return `${payload.windowNo} 号窗口叫号`;
    case 'ticket.recalled':
      return `${payload.windowNo} 号窗口重呼（第 ${payload.nth} 次）`;
    case 'ticket.started':
      return `${payload.windowNo} 号窗口开始办理，工号 ${payload.workNo}`;
    case 'ticket.missed':
      return `${payload.windowNo} 号窗口过号`;
    case 'ticket.reinstated':
      return '过号恢复，重新等候';
    case 'ticket.held':
      return `${payload.windowNo} 号窗口挂起：${payload.reason}`;
    case 'ticket.resumed':
      return `${payload.windowNo} 号窗口恢复办理`;
    case 'ticket.transferred':
      return `${payload.windowNo} 号窗口转移至业务 ${payload.toBusinessId}：${payload.reason}`;
    case 'ticket.finished':
      return `${payload.windowNo} 号窗口办理结束，共 ${payload.caseIds.length} 件`;
    case 'ticket.expired':
      return '号票过期';
    case 'window.opened':
      return `${payload.windowNo} 号窗口开窗，工号 ${payload.workNo}`;
    case 'window.closed':
      return `${payload.windowNo} 号窗口关窗`;
    case 'window.paused':
      return `${payload.windowNo} 号窗口暂停：${payload.reason}`;
    case 'window.unpaused':
      return `${payload.windowNo} 号窗口恢复服务`;
    case 'rating.given':
      return `评价：${LEVEL[payload.level]}`;
    case 'device.tested':
      return `设备自检 ${payload.deviceId} ${TESTED[payload.outcome]}，工号 ${payload.workNo}`;
    default:
      return assertNever(type);
  }
}

/** The sentence for an event of a newer hall that this version cannot read yet. */
export function unknownTrailText(type: string): string {
  return `“${type}”记录来自更新版本的大厅，系统升级后可查看`;
}
