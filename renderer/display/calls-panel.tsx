import { useTranslation } from 'react-i18next';
import type { CallView } from '../../shared/contract/common.ts';
import { NumberPlate } from '../ui/number-plate.tsx';

const MOST_ROWS = 6;
/** Characters of both numbers that stand side by side at full size. */
const ROOMY = 6;

/** The last calls, newest on top. Rows in `fresh` flash three times. */
export function CallsPanel({ calls, fresh }: { calls: readonly CallView[]; fresh: ReadonlySet<string> }) {
  const { t } = useTranslation('display');
  if (calls.length === 0) {
    return (
      <section className="calls calls-none">
        <p className="calls-none-title">{t('noCalls')}</p>
        <p className="calls-none-note">{t('noCallsNote')}</p>
      </section>
    );
  }
  return (
    <section className="calls">
      <ol aria-live="polite">
        {calls.slice(0, MOST_ROWS).map((call, place) => (
          <li key={call.callId} className={rowClass(call, place, fresh.has(call.callId))}>
            <NumberPlate no={call.no} />
            <NumberPlate no={call.windowNo} />
            <span className="call-unit">
              {call.nth > 1 ? <span className="call-nth">{t('nth', { nth: call.nth })}</span> : null}
              {t('windowUnit')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function rowClass(call: CallView, place: number, isFresh: boolean): string {
  const isLong = call.no.length + call.windowNo.length > ROOMY;
  return ['call', place === 0 && 'call-newest', isLong && 'call-long', isFresh && 'call-fresh'].filter(Boolean).join(' ');
}
