import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationView } from '../../shared/contract/console.ts';
import type { DeviceSnapshot } from '../../shared/types/device.ts';
import { DeviceFacts } from '../ui/device-facts.tsx';
import { FocusedButton } from '../ui/focused.tsx';

interface DeviceDetailProps {
  device: DeviceSnapshot;
  stations: readonly StationView[];
  now: number;
  onClose: () => void;
}

/** One device, followed live while it is open. */
export function DeviceDetail({ device, stations, now, onClose }: DeviceDetailProps): ReactNode {
  const { t } = useTranslation(['console', 'clerk']);
  const station = stations.find(({ id }) => device.id.startsWith(`${id}/`))?.name ?? '';
  return (
    <Modal
      open
      width={640}
      title={t('console:stations.deviceAt', { device: t(`clerk:device.${device.kind}`), station })}
      onCancel={onClose}
      footer={<FocusedButton type="primary" onClick={onClose}>{t('console:stations.close')}</FocusedButton>}
    >
      <DeviceFacts device={device} now={now} />
    </Modal>
  );
}
