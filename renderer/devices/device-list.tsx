import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DevicesState } from '../../shared/contract/devices.ts';
import type { DeviceHealth, DeviceSnapshot } from '../../shared/types/device.ts';
import { LastTestText } from '../ui/device-facts.tsx';
import { StatusDot, type Tone } from '../ui/status-dot.tsx';

const TONES = { ready: 'good', attention: 'warning', fault: 'fault', disconnected: 'fault', unknown: 'off' } as const satisfies Record<DeviceHealth, Tone>;

interface DeviceListProps {
  state: DevicesState;
  chosen: string;
  /** A test is running: another device has to wait. */
  locked: boolean;
  now: number;
  onPick: (deviceId: string) => void;
}

export function DeviceList({ state, chosen, locked, now, onPick }: DeviceListProps): ReactNode {
  const { t } = useTranslation('devices');
  const rows = (devices: readonly (DeviceSnapshot & { stationName?: string })[]): ReactNode => (
    <ul>
      {devices.map((device) => (
        <li key={device.id}>
          <button type="button" className="device-row" aria-pressed={device.id === chosen} disabled={locked && device.id !== chosen} onClick={() => onPick(device.id)}>
            <DeviceRow device={device} where={device.stationName ?? ''} now={now} />
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <nav className="devices__list" aria-label={t('list')}>
      {state.devices.length > 0 && rows(state.devices)}
      {state.elsewhere.length > 0 && <h2>{t('elsewhere')}</h2>}
      {state.elsewhere.length > 0 && rows(state.elsewhere)}
    </nav>
  );
}

function DeviceRow({ device, where, now }: { device: DeviceSnapshot; where: string; now: number }): ReactNode {
  const { t } = useTranslation(['devices', 'clerk', 'common']);
  return (
    <>
      <span className="device-row__name">
        {t(`clerk:device.${device.kind}`)}
        {where !== '' && <span className="devices__where">{where}</span>}
        {device.simulated && <span className="device-row__simulated">{t('common:simulated')}</span>}
      </span>
      <StatusDot tone={TONES[device.health]} word={t(`clerk:health.${device.health}`)} />
      <span className="device-row__test">
        <LastTestText test={device.lastTest} now={now} />
      </span>
    </>
  );
}
