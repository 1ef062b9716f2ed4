import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleState, StationView } from '../../shared/contract/console.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import type { DeviceSnapshot } from '../../shared/types/device.ts';
import { HealthDot } from '../ui/health-dot.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { DeviceDot, toneOf } from '../ui/status-line.tsx';
import { devicesByStation } from './rules/plan.ts';

/** The devices of every station; one that needs a person says what to do. */
export function Stations({ state }: { state: ConsoleState }): ReactNode {
  const { t } = useTranslation('console');
  return (
    <section className="stations">
      <h2>{t('stations.title')}</h2>
      <ul>
        {devicesByStation(state).map(({ station, devices }) => (
          <StationRow key={station.id} station={seenFrom(state, station)} devices={devices} />
        ))}
      </ul>
    </section>
  );
}

/** Nobody but the hub says that the hub is there. */
function seenFrom(state: ConsoleState, station: StationView): StationView {
  return station.role === 'hub' ? { ...station, connected: station.connected && state.hubOnline } : station;
}

function StationRow({ station, devices }: { station: StationView; devices: readonly DeviceSnapshot[] }): ReactNode {
  const { t } = useTranslation('console');
  // What a station that is away said last of its devices is not known to be so.
  const known = station.connected ? devices : [];
  const wanting = known.filter((device) => toneOf(device.health) !== 'quiet' && device.advice !== '');
  return (
    <li className="station">
      <span className="station__name">{station.name}</span>
      <span className="station__devices">
        <StationDot station={station} />
        {known.map((device) => (
          <DeviceDot key={device.id} device={device} />
        ))}
        {known.some((device) => device.simulated) && <span className="station__simulated">{t('stations.simulated')}</span>}
      </span>
      {wanting.map((device) => (
        <span key={device.id} className="station__advice">
          <StatusDot tone={toneOf(device.health) === 'fault' ? 'fault' : 'warning'} word={device.advice} />
        </span>
      ))}
    </li>
  );
}

function StationDot({ station }: { station: StationView }): ReactNode {
  const { t } = useTranslation('console');
  if (station.connected) return <HealthDot name={t('stations.self')} tone="quiet" word={t('stations.hereNow')} />;
  const word =
    station.lastSeenAt === null ? t('stations.away') : t('stations.awaySince', { time: timeOfDayAt(station.lastSeenAt) });
  return <HealthDot name={t('stations.self')} tone="fault" word={word} />;
}
