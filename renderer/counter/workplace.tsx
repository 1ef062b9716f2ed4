import { Alert } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '../../shared/basics/ids.ts';
import type { CounterState } from '../../shared/contract/counter.ts';
import { useCommand } from '../api/use-command.ts';
import { useNow } from '../api/use-now.ts';
import type { CounterClient } from './client.ts';
import { CaseDesk } from './desk/case-desk.tsx';
import { DocumentDesk } from './desk/document-desk.tsx';
import { IdleDesk } from './desk/idle-desk.tsx';
import { OperationDialogs } from './dialogs/operation-dialogs.tsx';
import { NowServing } from './rail/now-serving.tsx';
import { OperationKeys } from './rail/operation-keys.tsx';
import { Queue } from './rail/queue.tsx';
import { WindowCard } from './rail/window-card.tsx';
import { nextStep } from './rules/next-step.ts';
import { Side } from './side/side.tsx';
import { StatusBar } from './status-bar.tsx';
import { useCallerNotice } from './use-caller-notice.ts';
import { useCaseForm } from './use-case-form.ts';
import { useDesk } from './use-desk.ts';
import { KeysEnabled, useGuardedOperationKeys } from './use-keys.ts';
import { useOperations } from './use-operations.ts';

interface WorkplaceProps {
  state: CounterState;
  clerk: NonNullable<CounterState['clerk']>;
  client: CounterClient;
  connected: boolean;
}

/** The clerk's page: the rail of the window, the desk with the case, the side with the person, the foot. */
export function Workplace({ state, clerk, client, connected }: WorkplaceProps): ReactNode {
  const now = useNow(state.serverTime);
  const operations = useOperations(state, client);
  const caller = useCallerNotice(state.callerNotice, operations);
  const control = useCaseForm(state, client);
  const desk = useDesk(state, control.form);
  const logout = useCommand(() => client.logout());
  const [deskAsks, setDeskAsks] = useState(false);
  useGuardedOperationKeys();

  const step = nextStep({
    state,
    form: control.form,
    personConfirmed: desk.differentReason !== null,
    document: desk.shown !== null && desk.own ? { printed: desk.shown.documents.every(({ id }) => desk.printed.has(id) || isPrinted(id)) } : null,
  });
  function isPrinted(id: DocumentId): boolean {
    return state.prints?.some((print) => print.documentId === id && print.state === 'printed') === true;
  }

  const busy = operations.pending || !connected;
  const { shown } = desk;
  return (
    <KeysEnabled value={operations.question === null && !deskAsks}>
      <div className="workplace">
        <aside className="rail">
          <WindowCard
            state={state}
            clerk={clerk}
            busy={busy}
            onClose={() => operations.order({ type: 'closeWindow' })}
            onLogout={() => void logout.run()}
          />
          <NowServing state={state} now={now} />
          <Queue
            state={state}
            now={now}
            busy={busy}
            onReinstate={(ticketId) => operations.order({ type: 'reinstate', ticketId })}
            onResume={(ticketId) => operations.order({ type: 'resume', ticketId })}
          />
          <OperationKeys state={state} busy={busy} onPress={operations.press} />
        </aside>
        <main className="desk">
          <Banners state={state} connected={connected} refusal={operations.refusal?.sentence ?? ''} onClose={operations.clearRefusal} caller={caller} />
          {shown !== null ? (
            <DocumentDesk
              key={shown.id}
              client={client}
              shown={shown}
              step={desk.own ? step : 'back'}
              connected={connected}
              printed={desk.printed}
              prints={state.prints}
              onPrinted={desk.notePrinted}
              onAgain={desk.again}
              onFinish={() => operations.press('finish')}
              onBack={desk.putAway}
            />
          ) : state.window.state === 'SERVING' ? (
            <CaseDesk
              state={state}
              client={client}
              control={control}
              step={step}
              connected={connected}
              differentReason={desk.differentReason}
              onDifferentReason={desk.confirmDifferent}
              onReceived={(received) => {
                control.clear();
                desk.show(received);
              }}
              onAsking={setDeskAsks}
            />
          ) : (
            <IdleDesk state={state} step={step} operations={operations} connected={connected} />
          )}
        </main>
        <Side state={state} client={client} applicantName={control.form.applicantName} differentReason={desk.differentReason} onOpen={desk.show} />
        <StatusBar state={state} now={now} />
      </div>
      <OperationDialogs state={state} operations={operations} draftOpen={control.form.itemId !== null} />
    </KeysEnabled>
  );
}

interface BannersProps {
  state: CounterState;
  connected: boolean;
  refusal: string;
  onClose: () => void;
  /** What the last key of the physical caller was refused with. */
  caller: ReturnType<typeof useCallerNotice>;
}

/** What is broken and what still works; the last refused operation and key with their sentences. */
function Banners({ state, connected, refusal, onClose, caller }: BannersProps): ReactNode {
  const { t } = useTranslation('counter');
  return (
    <div className="banners">
      {!connected && <Alert type="error" showIcon role="alert" title={t('banner.lost')} />}
      {connected && !state.hubOnline && <Alert type="warning" showIcon role="alert" title={t('banner.hub')} />}
      {refusal !== '' && <Alert type="warning" showIcon role="alert" title={refusal} closable={{ onClose }} />}
      {caller.sentence !== '' && (
        <Alert type="warning" showIcon role="alert" title={t('banner.caller', { sentence: caller.sentence })} closable={{ onClose: caller.close }} />
      )}
    </div>
  );
}
