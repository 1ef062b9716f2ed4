import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { NumberPlate } from '../../ui/number-plate.tsx';
import { minutesSince } from '../../ui/time.ts';

/** The number called or served here, as large as the rail allows, and how long already. */
export function NowServing({ state, now }: { state: CounterState; now: number }): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const { current, rating } = state;
  return (
    <section className="now-serving" aria-label={t('serving.title')} aria-live="polite">
      {current === null ? (
        <p className="now-serving__none">{t('serving.none')}</p>
      ) : (
        <>
          <p className="now-serving__no">
            <NumberPlate no={current.no} />
          </p>
          <p className="now-serving__facts">{servingFacts(current)}</p>
          <p className="now-serving__business">
            {current.businessName}
            {current.kind !== 'NORMAL' && <span className="tag">{t(`clerk:ticketKind.${current.kind}`)}</span>}
            {current.offline && <span className="tag">{t('serving.offline')}</span>}
          </p>
          {!current.identified && <p className="now-serving__note">{t('serving.unidentified')}</p>}
        </>
      )}
      {rating !== 'NONE' && <p className="now-serving__rating">{t(`rating.${rating}`)}</p>}
    </section>
  );

  function servingFacts(ticket: NonNullable<CounterState['current']>): string {
    if (ticket.servedFrom !== null) return t('serving.served', { minutes: minutes(ticket.servedFrom) });
    return t('serving.called', { count: ticket.callCount, minutes: minutes(ticket.calledAt ?? now) });
  }

  function minutes(from: number): string {
    const count = minutesSince(from, now);
    return count === 0 ? t('clerk:lessThanMinute') : t('clerk:minutes', { count });
  }
}
