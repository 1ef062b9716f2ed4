import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../shared/contract/common.ts';
import type { DeviceHealth, DeviceSnapshot } from '../../shared/types/device.ts';
import { HealthDot } from './health-dot.tsx';
import type { DotTone } from './health-dot.tsx';

/** A device that cannot prove itself (a key pad before its first key) needs nobody: it says so when it is asked. */
const TONES = {
  ready: 'quiet',
  unknown: 'quiet',
  attention: 'warning',
  fault: 'fault',
  disconnected: 'fault',
} as const satisfies Record<DeviceHealth, DotTone>;

export function toneOf(health: DeviceHealth): DotTone {
  return TONES[health];
}

export function DeviceDot({ device, onPress }: { device: DeviceSnapshot; onPress?: () => void }): ReactNode {
  const { t } = useTranslation('clerk');
  return (
    <HealthDot
      name={t(`device.${device.kind}`)}
      tone={toneOf(device.health)}
      word={t(`health.${device.health}`)}
      advice={device.advice}
      onPress={onPress}
    />
  );
}

/** The way of the records upwards; a backlog while it shrinks is quiet. */
export function SyncDot({ sync, name }: { sync: SyncView; name?: string }): ReactNode {
  const { t } = useTranslation('clerk');
  if (sync.deadLetters > 0) {
    return <HealthDot name={name ?? t('sync.name')} tone="fault" word={t('sync.deadLetters', { count: sync.deadLetters })} />;
  }
  const tone = sync.state === 'offline' ? 'warning' : 'quiet';
  return <HealthDot name={name ?? t('sync.name')} tone={tone} word={t(`sync.${sync.state}`, { backlog: sync.backlog })} />;
}

export function HubDot({ online }: { online: boolean }): ReactNode {
  const { t } = useTranslation('clerk');
  return <HealthDot name={t('hub.name')} tone={online ? 'quiet' : 'fault'} word={t(online ? 'hub.online' : 'hub.offline')} />;
}
