import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WindowView } from '../../shared/contract/common.ts';
import type { WindowState } from '../../shared/types/ticket.ts';
import { NumberPlate } from '../ui/number-plate.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import type { Tone } from '../ui/status-dot.tsx';
import { minutesSince } from '../ui/time.ts';
import { byNumber } from './rules/plan.ts';

const TONES = { CLOSED: 'off', OPEN: 'good', PAUSED: 'warning', CALLING: 'busy', SERVING: 'busy' } as const satisfies Record<
  WindowState,
  Tone
>;

/** The hall as a plan of windows. */
export function Windows({ windows, now }: { windows: readonly WindowView[]; now: number }): ReactNode {
  const { t } = useTranslation('console');
  const open = windows.filter((window) => window.state !== 'CLOSED').length;
  return (
    <section className="windows">
      <h2>
        {t('windows.title')}
        <span>{t('windows.open', { open, total: windows.length })}</span>
      </h2>
      {windows.length === 0 && <p className="console__empty">{t('windows.empty')}</p>}
      <ul className="windows__plan">
        {byNumber(windows).map((window) => (
          <WindowTile key={window.id} window={window} now={now} />
        ))}
      </ul>
    </section>
  );
}

function WindowTile({ window, now }: { window: WindowView; now: number }): ReactNode {
  const { t } = useTranslation(['console', 'clerk']);
  const minutes = minutesSince(window.since, now);
  return (
    <li className={`tile tile--${window.state.toLowerCase()}`}>
      <p className="tile__head">
        <span className="tile__no">
          <NumberPlate no={window.no} />
          {t('windows.unit')}
        </span>
        <StatusDot tone={TONES[window.state]} word={t(`clerk:windowState.${window.state}`)} />
      </p>
      <p className="tile__ticket">{window.ticketNo !== null && <NumberPlate no={window.ticketNo} />}</p>
      <p className="tile__foot">
        <span className="tile__clerk">
          {window.state === 'PAUSED' && window.pauseReason !== null
            ? t('windows.paused', { reason: window.pauseReason })
            : (window.clerkName ?? t('windows.noClerk'))}
        </span>
        {window.state !== 'CLOSED' && (
          <span>{minutes === 0 ? t('clerk:lessThanMinute') : t('clerk:minutes', { count: minutes })}</span>
        )}
      </p>
    </li>
  );
}
