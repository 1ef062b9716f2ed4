import type { ContractRouterClient } from '@orpc/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { consoleContract, ConsoleState } from '../../shared/contract/console.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import type { Connection } from '../api/connection.ts';
import { useLiveState } from '../api/use-live-state.ts';
import { useNow } from '../api/use-now.ts';
import { Clock } from '../ui/clock.tsx';
import { OfflineBand } from '../ui/offline-band.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { Alarms } from './alarms.tsx';
import { Businesses } from './businesses.tsx';
import { Figures } from './figures.tsx';
import { isCalm } from './rules/plan.ts';
import { Stations } from './stations.tsx';
import { SyncHops } from './sync-hops.tsx';
import { UndecidedJobs } from './undecided-jobs.tsx';
import { Unproven } from './unproven.tsx';
import { Windows } from './windows.tsx';

export type ConsoleClient = ContractRouterClient<typeof consoleContract>;

/** The live hall on one screen: quiet when all is well, colour only where something needs a person. */
export function ConsolePage({ connection }: { connection: Connection<typeof consoleContract> }): ReactNode {
  const { t } = useTranslation('common');
  const live = useLiveState(connection, (client, options) => client.watch(undefined, options));
  if (live.state === null) return <p className="console-connecting" role="status">{t('connecting')}</p>;
  return <Hall state={live.state} client={connection.client} connected={live.connection === 'live'} />;
}

function Hall({ state, client, connected }: { state: ConsoleState; client: ConsoleClient; connected: boolean }): ReactNode {
  const { t } = useTranslation('console');
  const now = useNow(state.serverTime);
  return (
    <div className="console">
      <header className="console__head">
        <h1>{state.hallName}</h1>
        <Figures today={state.today} />
        <Clock at={now} />
      </header>
      <div className="console__bands">
        {!connected && <OfflineBand text={t('lost', { time: timeOfDayAt(state.serverTime) })} />}
        {connected && !state.hubOnline && <OfflineBand text={`${t('links.hub')}${t('links.hubLost')}`} />}
        {state.hubOnline && !state.centreOnline && <OfflineBand text={`${t('links.centre')}${t('links.centreLost')}`} />}
        <Alarms state={state} client={client} connected={connected && state.hubOnline} />
        {connected && isCalm(state) && (
          <p className="console__calm">
            <StatusDot tone="good" word={t('calm')} />
          </p>
        )}
      </div>
      <main className="console__hall">
        <Windows windows={state.windows} now={now} />
        <Stations state={state} now={now} />
      </main>
      <aside className="console__side">
        <Unproven state={state} client={client} connected={connected && state.hubOnline} />
        <UndecidedJobs state={state} client={client} connected={connected && state.hubOnline} />
        <Businesses businesses={state.businesses} />
        <SyncHops state={state} />
      </aside>
    </div>
  );
}
