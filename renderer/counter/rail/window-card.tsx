import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { windowMay } from '../../../shared/rules/ticket-actions.ts';
import { StatusDot } from '../../ui/status-dot.tsx';
import type { Tone } from '../../ui/status-dot.tsx';
import type { WindowState } from '../../../shared/types/ticket.ts';

const TONES = { CLOSED: 'off', OPEN: 'good', PAUSED: 'warning', CALLING: 'busy', SERVING: 'busy' } as const satisfies Record<
  WindowState,
  Tone
>;

interface WindowCardProps {
  state: CounterState;
  clerk: NonNullable<CounterState['clerk']>;
  busy: boolean;
  onClose: () => void;
  onLogout: () => void;
}

/** Whose window this is and in which state; closing and logging out are here, away from the hands. */
export function WindowCard({ state, clerk, busy, onClose, onLogout }: WindowCardProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  const { window } = state;
  return (
    <section className="window-card">
      <p className="window-card__no">
        <span className="numeral">{window.no}</span>
        <span>{t('window.unit')}</span>
      </p>
      <p className="window-card__state">
        <StatusDot tone={TONES[window.state]} word={t(`clerk:windowState.${window.state}`)} />
      </p>
      <p className="window-card__clerk">{t('window.clerk', { name: clerk.name, workNo: clerk.workNo })}</p>
      <p className="window-card__actions">
        {window.state === 'CLOSED' ? (
          <Button type="text" size="small" disabled={busy} onClick={onLogout}>
            {t('window.logout')}
          </Button>
        ) : (
          <Button type="text" size="small" disabled={busy || !state.hubOnline || !windowMay(window.state, 'close')} onClick={onClose}>
            {t('window.close')}
          </Button>
        )}
      </p>
    </section>
  );
}
