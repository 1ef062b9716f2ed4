import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../shared/contract/common.ts';
import type { ConsoleState } from '../../shared/contract/console.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import type { Tone } from '../ui/status-dot.tsx';

const MINUTE = 60;

/** How many records wait at each hop on their way to the centre. */
export function SyncHops({ state }: { state: ConsoleState }): ReactNode {
  const { t } = useTranslation('console');
  return (
    <section className="hops">
      <h2>{t('sync.title')}</h2>
      <ul>
        <Hop name={t('sync.toCentre')} sync={state.sync} />
        {state.stations.map(
          (station) => station.sync !== null && <Hop key={station.id} name={t('sync.toHub', { name: station.name })} sync={station.sync} />,
        )}
      </ul>
    </section>
  );
}

function Hop({ name, sync }: { name: string; sync: SyncView }): ReactNode {
  const { t } = useTranslation(['console', 'clerk']);
  return (
    <li className="hop">
      <span>{name}</span>
      <span className="hop__oldest">
        {sync.oldestSeconds !== null && oldest(sync.oldestSeconds)}
      </span>
      <StatusDot tone={tone()} word={words()} />
    </li>
  );

  function oldest(seconds: number): string {
    if (seconds < MINUTE) return t('sync.oldestSeconds', { count: Math.round(seconds) });
    return t('sync.oldestMinutes', { count: Math.floor(seconds / MINUTE) });
  }

  function tone(): Tone {
    if (sync.deadLetters > 0) return 'fault';
    if (sync.state === 'offline') return 'warning';
    return sync.backlog === 0 ? 'off' : 'busy';
  }

  function words(): string {
    if (sync.deadLetters > 0) return t('clerk:sync.deadLetters', { count: sync.deadLetters });
    return sync.backlog === 0 ? t('sync.clear') : t('sync.waiting', { count: sync.backlog });
  }
}
