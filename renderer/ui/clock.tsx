import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import { formatDate } from './format-time.ts';

/** `2026年3月5日(周四) 14:30` of the service's time. */
export function Clock({ at }: { at: number }) {
  return (
    <time className="clock" dateTime={new Date(at).toISOString()}>
      <span className="clock-date">{formatDate(at)}</span> <span className="clock-time">{timeOfDayAt(at)}</span>
    </time>
  );
}
