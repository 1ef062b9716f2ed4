import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterState } from '../../shared/contract/counter.ts';
import { pageAddress } from '../api/page-address.ts';
import { Clock } from '../ui/clock.tsx';
import { SimulatedBadge } from '../ui/simulated-badge.tsx';
import { DeviceDot, HubDot, SyncDot } from '../ui/status-line.tsx';

/** The foot of the page: quiet dots while all is well. */
export function StatusBar({ state, now }: { state: CounterState; now: number }): ReactNode {
  const { t } = useTranslation(['counter', 'common']);
  return (
    <footer className="status-bar" aria-label={t('status.label')}>
      {state.devices.map((device) => (
        <DeviceDot key={device.id} device={device} />
      ))}
      <HubDot online={state.hubOnline} />
      <SyncDot sync={state.sync} />
      {state.devices.some((device) => device.simulated) && <SimulatedBadge word={t('common:simulated')} />}
      <a className="status-bar__link" href={pageAddress('devices')}>{t('status.devices')}</a>
      <span className="status-bar__place">
        {state.hallName} · {state.stationName}
      </span>
      <Clock at={now} />
    </footer>
  );
}
