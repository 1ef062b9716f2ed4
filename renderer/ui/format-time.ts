import { businessDateAt } from '../../shared/rules/business-date.ts';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** `2026年3月5日(周四)` of epoch milliseconds, in China. */
export function formatDate(at: number): string {
  const day = new Date(`${businessDateAt(at)}T00:00:00Z`);
  const weekday = WEEKDAYS[day.getUTCDay()] ?? '';
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日(${weekday})`;
}
