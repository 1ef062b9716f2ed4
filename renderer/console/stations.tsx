import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleState, StationView } from '../../shared/contract/console.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import type { DeviceSnapshot } from '../../shared/types/device.ts';
import { HealthDot } from '../ui/health-dot.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { pageAddress } from '../api/page-address.ts';
import { DeviceDot, toneOf } from '../ui/status-line.tsx';
import { DeviceDetail } from './device-detail.tsx';
import { devicesByStation } from './rules/plan.ts';

/** The devices of every station; one that needs a person says what to do. */
export function Stations({ state, now }: { state: ConsoleState; now: number }): ReactNode {
  const { t } = useTranslation('console');
  const [opened, setOpened] = useState<string | null>(null);
  const device = state.devices.find(({ id }) => id === opened) ?? null;
  return (
    <section className="stations">
      <h2>
        {t('stations.title')}
        <a className="stations__test" href={pageAddress('devices')}>{t('stations.selfTest')}</a>
      </h2>
      <ul>
        {devicesByStation(state).map(({ station, devices }) => (
          <StationRow key={station.id} station={seenFrom(state, station)} devices={devices} onOpen={setOpened} />
        ))}
      </ul>
      {device !== null && <DeviceDetail device={device} stations={state.stations} now={now} onClose={() => setOpened(null)} />}
    </section>
  );
}

/** Nobody but the hub says that the hub is there. */
function seenFrom(state: ConsoleState, station: StationView): StationView {
  return station.role === 'hub' ? { ...station, connected: station.connected && state.hubOnline } : station;
}

interface StationRowProps {
  station: StationView;
  devices: readonly DeviceSnapshot[];
  onOpen: (deviceId: string) => void;
}

function StationRow({ station, devices, onOpen }: StationRowProps): ReactNode {
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
          <DeviceDot key={device.id} device={device} onPress={() => onOpen(device.id)} />
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
