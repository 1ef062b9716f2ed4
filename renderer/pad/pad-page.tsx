import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { padContract } from '../../shared/contract/pad.ts';
import type { PadState } from '../../shared/contract/pad.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import type { Connection } from '../api/connection.ts';
import { useCommand } from '../api/use-command.ts';
import { useLiveState } from '../api/use-live-state.ts';
import { useNow } from '../api/use-now.ts';
import { Icon } from '../ui/icon.tsx';
import { OfflineBand } from '../ui/offline-band.tsx';
import { Invitation } from './invitation.tsx';
import { Signing } from './signing.tsx';
import { StaffPlate } from './staff-plate.tsx';

/** What stands in front of the citizen at a window. */
export function PadPage({ connection }: { connection: Connection<typeof padContract> }) {
  const { t } = useTranslation('pad');
  const { state, connection: live } = useLiveState(connection, (client, options) => client.watch(undefined, options));
  const now = useNow(state?.serverTime ?? null);
  if (state === null) return <p className="starting">{t('starting')}</p>;
  return (
    <main className="pad">
      <header className="pad-head">
        <h1>{state.hallName}</h1>
      </header>
      {live === 'lost' ? <OfflineBand text={t('offlineNote')} /> : null}
      <div className="pad-body">
        <StaffPlate state={state} />
        {state.signing === null ? (
          <Turn key={state.invitation?.invitationId ?? 'none'} connection={connection} state={state} now={now} usable={live === 'live'} />
        ) : (
          <Signing key={state.signing.id} connection={connection} signing={state.signing} now={now} usable={live === 'live'} />
        )}
      </div>
    </main>
  );
}

interface TurnProps {
  connection: Connection<typeof padContract>;
  state: PadState;
  now: number;
  usable: boolean;
}

/** The right part: asks, thanks, or waits. */
function Turn({ connection, state, now, usable }: TurnProps) {
  const { t } = useTranslation('pad');
  const invitation = state.invitation;
  const { run, pending, refusal } = useCommand((_id, invitationId: string, level: RatingLevel) =>
    connection.client.rate({ invitationId, level }),
  );
  const invitationId = invitation?.invitationId ?? null;
  const rate = useCallback(
    (level: RatingLevel) => {
      if (invitationId !== null && usable) void run(invitationId, level);
    },
    [invitationId, run, usable],
  );
  if (state.thanks) return <Message icon="check" title={t('thanks')} note={t('thanksNote')} />;
  if (invitation !== null) {
    return <Invitation invitation={invitation} now={now} pending={pending || !usable} problem={refusal?.sentence ?? null} onRate={rate} />;
  }
  if (state.clerk === null) return <Message icon="wait" title={t('nobody')} note={t('nobodyNote')} />;
  return <Message icon={null} title={t('welcome')} note={t('welcomeNote')} />;
}

function Message({ icon, title, note }: { icon: 'check' | 'wait' | null; title: string; note: string }) {
  return (
    <section className="message" role="status">
      {icon === null ? null : <Icon name={icon} />}
      <h2>{title}</h2>
      <p>{note}</p>
    </section>
  );
}
