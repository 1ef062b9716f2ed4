import { useTranslation } from 'react-i18next';
import type { displayContract } from '../../shared/contract/display.ts';
import type { Connection } from '../api/connection.ts';
import { goToPage } from '../api/page-address.ts';
import { useLiveState } from '../api/use-live-state.ts';
import { useNow } from '../api/use-now.ts';
import { useStaffDoor } from '../api/use-staff-door.ts';
import { Clock } from '../ui/clock.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { CallsPanel } from './calls-panel.tsx';
import { MissedPanel } from './missed-panel.tsx';
import { NoticeLine } from './notice-line.tsx';
import { OpenSound } from './open-sound.tsx';
import { useHallSound } from './use-hall-sound.ts';
import { useNewCalls } from './use-new-calls.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** The hall's board. It keeps the last state while the connection is lost; names never come here. */
export function DisplayPage({ connection }: { connection: Connection<typeof displayContract> }) {
  const { t } = useTranslation(['display', 'common']);
  const { state, connection: live } = useLiveState(connection, (client, options) => client.watch(undefined, options));
  const now = useNow(state?.serverTime ?? null);
  const tapClock = useStaffDoor(() => goToPage('devices'));
  const sound = useHallSound(connection);
  const fresh = useNewCalls(state?.calls ?? null, sound.gong);
  if (state === null) return <p className="starting">{t('display:starting')}</p>;
  return (
    <main className="board">
      <header className="board-head">
        <h1>{state.hallName}</h1>
        {sound.isBlocked ? <OpenSound onOpen={sound.open} /> : null}
        <div onPointerDown={tapClock}>
          <Clock at={now} />
        </div>
      </header>
      <CallsPanel calls={state.calls} fresh={fresh} />
      <aside className="board-side">
        <WaitingPanel businesses={state.businesses} />
        <MissedPanel missed={state.missed} />
      </aside>
      <NoticeLine notices={state.notices} />
      {live === 'lost' || !state.hubOnline ? (
        <p className="board-offline">
          <StatusDot tone="warning" word={t('common:offlineShort')} />
        </p>
      ) : null}
    </main>
  );
}
