import { Button, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationId } from '../../shared/basics/ids.ts';
import type { ConsoleState, UnprovenTicket } from '../../shared/contract/console.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import { useCommand } from '../api/use-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { NumberPlate } from '../ui/number-plate.tsx';
import { Sentence } from '../ui/sentence.tsx';
import type { ConsoleClient } from './page.tsx';

type Action = 'REPRINT' | 'CONFIRM' | 'VOID';
const ACTIONS = { REPRINT: 'reprint', CONFIRM: 'confirm', VOID: 'void' } as const satisfies Record<Action, string>;

interface UnprovenProps {
  state: ConsoleState;
  client: ConsoleClient;
  connected: boolean;
}

/** Numbers whose paper nobody could prove; a person looks and decides. */
export function Unproven({ state, client, connected }: UnprovenProps): ReactNode {
  const { t } = useTranslation('console');
  const [asked, setAsked] = useState<{ ticket: UnprovenTicket; action: Action } | null>(null);
  const resolve = useCommand((commandId, ticket: UnprovenTicket, action: Action, stationId: StationId | null) =>
    client.resolveTicket({ commandId, ticketId: ticket.ticketId, action, stationId }),
  );
  if (state.unproven.length === 0) return null;
  return (
    <section className="unproven">
      <h2>{t('unproven.title')}</h2>
      <p className="hint">{t('unproven.explain')}</p>
      <ul>
        {state.unproven.map((ticket) => (
          <li key={ticket.ticketId} className="unproven__ticket">
            <NumberPlate no={ticket.no} />
            <span className="unproven__facts">
              {ticket.failure !== null && <strong>{t(`unproven.${ticket.failure}`)}</strong>}
              <span>{t('unproven.where', { station: stationName(ticket), time: timeOfDayAt(ticket.takenAt) })}</span>
            </span>
            <span className="unproven__actions">
              {(['REPRINT', 'CONFIRM', 'VOID'] as const).map((action) => (
                <Button key={action} size="small" disabled={!connected || resolve.pending} onClick={() => setAsked({ ticket, action })}>
                  {t(`unproven.${ACTIONS[action]}`)}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {resolve.refusal !== null && <Sentence tone="fault" text={resolve.refusal.sentence} />}
      {asked !== null && (
        <ResolveDialog
          key={`${asked.ticket.ticketId} ${asked.action}`}
          state={state}
          ticket={asked.ticket}
          action={asked.action}
          onCancel={() => setAsked(null)}
          onConfirm={(stationId) => {
            setAsked(null);
            void resolve.run(asked.ticket, asked.action, stationId);
          }}
        />
      )}
    </section>
  );

  function stationName(ticket: UnprovenTicket): string {
    return state.stations.find((station) => station.id === ticket.stationId)?.name ?? ticket.stationId;
  }
}

interface ResolveDialogProps {
  state: ConsoleState;
  ticket: UnprovenTicket;
  action: Action;
  onConfirm: (stationId: StationId | null) => void;
  onCancel: () => void;
}

function ResolveDialog({ state, ticket, action, onConfirm, onCancel }: ResolveDialogProps): ReactNode {
  const { t } = useTranslation('console');
  const kiosks = state.stations.filter((station) => station.role === 'kiosk' && station.connected);
  const nearest = kiosks.find((kiosk) => kiosk.id === ticket.stationId) ?? kiosks[0];
  const [target, setTarget] = useState<StationId | null>(nearest?.id ?? null);
  const kind = ACTIONS[action];
  const reprint = action === 'REPRINT';
  return (
    <ConfirmDialog
      title={t(`unproven.${kind}Title`, { no: ticket.no })}
      text={t(`unproven.${kind}Text`)}
      confirm={t(`unproven.${kind}`)}
      ready={!reprint || target !== null}
      onConfirm={() => onConfirm(reprint ? target : null)}
      onCancel={onCancel}
    >
      {reprint && (
        <label className="field">
          <span>{t('unproven.reprintAt')}</span>
          <Select<StationId>
            value={target}
            onChange={setTarget}
            placeholder={t('unproven.noKiosk')}
            options={kiosks.map((kiosk) => ({ value: kiosk.id, label: kiosk.name }))}
          />
        </label>
      )}
    </ConfirmDialog>
  );
}
