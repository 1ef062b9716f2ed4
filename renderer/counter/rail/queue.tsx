import { Button, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketId } from '../../../shared/basics/ids.ts';
import type { TicketView } from '../../../shared/contract/common.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { windowMay } from '../../../shared/rules/ticket-actions.ts';
import { NumberPlate } from '../../ui/number-plate.tsx';
import { minutesSince } from '../../ui/time.ts';

interface QueueProps {
  state: CounterState;
  now: number;
  busy: boolean;
  onReinstate: (ticketId: TicketId) => void;
  onResume: (ticketId: TicketId) => void;
}

/** Who waits, who was missed, who is held: three short lists in one place. */
export function Queue({ state, now, busy, onReinstate, onResume }: QueueProps): ReactNode {
  const { t } = useTranslation('counter');
  const mayCallBack = state.hubOnline && !busy;
  const more = state.waitingTotal - state.waiting.length;
  return (
    <Tabs
      className="queue"
      size="small"
      items={[
        {
          key: 'waiting',
          label: t('queue.tab', { name: t('queue.waiting'), count: state.waitingTotal }),
          children: (
            <TicketList tickets={state.waiting} now={now} empty={t('queue.waitingEmpty')}>
              {more > 0 && <li className="queue__more">{t('queue.more', { count: more })}</li>}
            </TicketList>
          ),
        },
        {
          key: 'missed',
          label: t('queue.tab', { name: t('queue.missed'), count: state.missed.length }),
          children: (
            <TicketList
              tickets={state.missed}
              now={now}
              empty={t('queue.missedEmpty')}
              action={(ticket) => (
                <Button
                  size="small"
                  disabled={!mayCallBack}
                  aria-label={t('queue.reinstateLabel', { no: ticket.no })}
                  onClick={() => onReinstate(ticket.id)}
                >
                  {t('queue.reinstate')}
                </Button>
              )}
            />
          ),
        },
        {
          key: 'held',
          label: t('queue.tab', { name: t('queue.held'), count: state.held.length }),
          children: (
            <TicketList
              tickets={state.held}
              now={now}
              empty={t('queue.heldEmpty')}
              action={(ticket) => (
                <Button
                  size="small"
                  disabled={!mayCallBack || !windowMay(state.window.state, 'resume')}
                  aria-label={t('queue.resumeLabel', { no: ticket.no })}
                  onClick={() => onResume(ticket.id)}
                >
                  {t('queue.resume')}
                </Button>
              )}
            />
          ),
        },
      ]}
    />
  );
}

interface TicketListProps {
  tickets: readonly TicketView[];
  now: number;
  empty: string;
  action?: (ticket: TicketView) => ReactNode;
  children?: ReactNode;
}

function TicketList({ tickets, now, empty, action, children }: TicketListProps): ReactNode {
  const { t } = useTranslation(['counter', 'clerk']);
  if (tickets.length === 0) return <p className="queue__empty">{empty}</p>;
  return (
    <ul className="queue__list">
      {tickets.map((ticket) => (
        <li key={ticket.id} className="queue__row">
          <NumberPlate no={ticket.no} />
          <span className="queue__business">
            {ticket.kind === 'NORMAL' ? ticket.businessName : t(`clerk:ticketKind.${ticket.kind}`)}
          </span>
          <span className="queue__minutes">
            {waited(minutesSince(ticket.takenAt, now))}
          </span>
          {action?.(ticket)}
        </li>
      ))}
      {children}
    </ul>
  );

  function waited(count: number): string {
    return count === 0 ? t('queue.justTaken') : t('queue.waited', { minutes: t('clerk:minutes', { count }) });
  }
}
