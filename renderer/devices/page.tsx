import { useCallback, useEffect, type ReactNode } from 'react';
import type { ContractRouterClient } from '@orpc/contract';
import { useTranslation } from 'react-i18next';
import type { devicesContract, DevicesState } from '../../shared/contract/devices.ts';
import type { PageDeviceReport } from '../../shared/contract/page-device.ts';
import type { Connection } from '../api/connection.ts';
import { goToPage } from '../api/page-address.ts';
import { useIdleSeconds } from '../api/use-idle.ts';
import { useLiveState } from '../api/use-live-state.ts';
import { useNow } from '../api/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Clock } from '../ui/clock.tsx';
import { useCameraReports } from '../ui/document-camera/use-camera-reports.ts';
import { OfflineBand } from '../ui/offline-band.tsx';
import { Login } from './login.tsx';
import { Workbench } from './workbench.tsx';

export type DevicesClient = ContractRouterClient<typeof devicesContract>;

/** A kiosk or a call display that staff walked away from belongs to the public again after this. */
const PUBLIC_IDLE_MS = 60_000;

/** 设备自检 of one station: the login, then its devices and their tests. Nothing is kept while the service is away. */
export function DevicesPage({ connection }: { connection: Connection<typeof devicesContract> }): ReactNode {
  const { t } = useTranslation(['devices', 'common']);
  const { state, connection: live } = useLiveState(connection, (client, options) => client.watch(undefined, options), { forgetWhenLost: true });
  const now = useNow(state?.serverTime ?? null);
  const report = useCallback((seen: PageDeviceReport) => connection.client.reportCamera(seen), [connection]);
  useCameraReports(state?.documentCamera ?? null, live === 'live', report);
  if (state === null) return <p className="devices-connecting" role="status">{t('common:connecting')}</p>;
  const { client } = connection;
  return (
    <div className="devices" data-role={state.role}>
      <Head state={state} client={client} now={now} />
      {state.tester === null ? <Login state={state} client={client} /> : <Workbench state={state} client={client} now={now} />}
      {isPublic(state) && !isTesting(state) && <GoHomeWhenIdle onIdle={() => void leave(state, client)} />}
    </div>
  );
}

function Head({ state, client, now }: { state: DevicesState; client: DevicesClient; now: number }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <header className="devices__head">
      <div>
        <h1>{t('title')}</h1>
        <p>{t('place', { hall: state.hallName, station: state.stationName })}</p>
      </div>
      {state.tester !== null && <span className="devices__tester">{t('tester', { name: state.tester.name, workNo: state.tester.workNo })}</span>}
      <Clock at={now} />
      <Button icon="back" onPress={() => void leave(state, client)}>{t(`back.${state.role}`)}</Button>
    </header>
  );
}

function isPublic({ role }: DevicesState): boolean {
  return role === 'kiosk' || role === 'display';
}

function isTesting({ test }: DevicesState): boolean {
  return test !== null && test.step.type !== 'done';
}

/** The login ends also when the answer to that is lost: the service ends it when no page is open any more. */
async function leave({ role }: DevicesState, client: DevicesClient): Promise<void> {
  await client.logout().catch(() => undefined);
  goToPage(role);
}

function GoHomeWhenIdle({ onIdle }: { onIdle: () => void }): ReactNode {
  const { t } = useTranslation('devices');
  const left = useIdleSeconds(PUBLIC_IDLE_MS);
  useEffect(() => {
    if (left === 0) onIdle();
  }, [left, onIdle]);
  return left <= 15 ? <OfflineBand text={t('goingHome', { count: left })} /> : null;
}
