import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { counterContract } from '../../shared/contract/counter.ts';
import type { PageDeviceReport } from '../../shared/contract/page-device.ts';
import type { Connection } from '../api/connection.ts';
import { useLiveState } from '../api/use-live-state.ts';
import { useCameraReports } from '../ui/document-camera/use-camera-reports.ts';
import { LoginForm } from './login-form.tsx';
import { Workplace } from './workplace.tsx';

/** The window terminal: connecting, the login, or the clerk's workplace. */
export function CounterPage({ connection }: { connection: Connection<typeof counterContract> }): ReactNode {
  const { t } = useTranslation('common');
  const live = useLiveState(connection, (client, options) => client.watch(undefined, options));
  const report = useCallback((seen: PageDeviceReport) => connection.client.reportCamera(seen), [connection]);
  useCameraReports(live.state?.documentCamera ?? null, live.connection === 'live', report);
  if (live.state === null) return <p className="counter-connecting" role="status">{t('connecting')}</p>;
  const connected = live.connection === 'live';
  if (live.state.clerk === null) return <LoginForm state={live.state} client={connection.client} connected={connected} />;
  return <Workplace state={live.state} clerk={live.state.clerk} client={connection.client} connected={connected} />;
}
