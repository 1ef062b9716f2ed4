import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DevicesState } from '../../shared/contract/devices.ts';
import type { DeviceSnapshot } from '../../shared/types/device.ts';
import { useCommand } from '../api/use-command.ts';
import { Button } from '../ui/button.tsx';
import { DeviceFacts } from '../ui/device-facts.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { CabinetPanel } from './cabinet-panel.tsx';
import { DeviceList } from './device-list.tsx';
import type { DevicesClient } from './page.tsx';
import { TestPanel } from './test-panel.tsx';

interface WorkbenchProps {
  state: DevicesState;
  client: DevicesClient;
  now: number;
}

/** The station's devices on one side, the chosen one and its test on the other. */
export function Workbench({ state, client, now }: WorkbenchProps): ReactNode {
  const { t } = useTranslation('devices');
  const [picked, setPicked] = useState<string | null>(null);
  const all: readonly DeviceSnapshot[] = [...state.devices, ...state.elsewhere];
  const running = state.test !== null && state.test.step.type !== 'done' ? state.test.deviceId : null;
  const device = all.find(({ id }) => id === (running ?? picked)) ?? all[0];
  if (device === undefined) return <main className="devices__none">{t('none')}</main>;
  return (
    <main className="devices__bench">
      <DeviceList state={state} chosen={device.id} locked={running !== null} now={now} onPick={setPicked} />
      <section className="devices__device" key={device.id} aria-label={t('chosen')}>
        <DeviceHead device={device} state={state} />
        {state.test?.deviceId === device.id ? (
          <TestPanel test={state.test} camera={device.kind === 'documentCamera' ? state.documentCamera : null} client={client} />
        ) : (
          <StartPanel device={device} state={state} client={client} />
        )}
        {state.cabinet?.deviceId === device.id && <CabinetPanel cabinet={state.cabinet} client={client} />}
        <DeviceFacts device={device} now={now} />
      </section>
    </main>
  );
}

function DeviceHead({ device, state }: { device: DeviceSnapshot; state: DevicesState }): ReactNode {
  const { t } = useTranslation(['devices', 'clerk']);
  const elsewhere = state.elsewhere.find(({ id }) => id === device.id);
  return (
    <h2>
      {t(`clerk:device.${device.kind}`)}
      {elsewhere !== undefined && <span className="devices__where">{elsewhere.stationName}</span>}
    </h2>
  );
}

/** Begins a test here, or asks another station for the part that needs nobody. */
function StartPanel({ device, state, client }: Pick<WorkbenchProps, 'state' | 'client'> & { device: DeviceSnapshot }): ReactNode {
  const { t } = useTranslation('devices');
  const own = state.devices.find(({ id }) => id === device.id);
  const start = useCommand(() => client.start({ deviceId: device.id }));
  const order = useCommand(() => client.order({ deviceId: device.id }));
  const [ordered, setOrdered] = useState(false);
  const press = own === undefined ? order : start;
  return (
    <div className="devices__start">
      {own !== undefined && own.inUse !== '' && <Sentence tone="warning" text={own.inUse} />}
      {press.refusal !== null && <Sentence tone="fault" text={press.refusal.sentence} />}
      {own === undefined && <p className="devices__note">{ordered ? t('ordered') : t('orderNote')}</p>}
      {own === undefined ? (
        <Button kind="primary" pending={order.pending} onPress={() => void order.run().then((done) => setOrdered(done !== null))}>{t('order')}</Button>
      ) : (
        <Button kind="primary" pending={start.pending} disabled={own.inUse !== ''} onPress={() => void start.run()}>{t('start')}</Button>
      )}
    </div>
  );
}
