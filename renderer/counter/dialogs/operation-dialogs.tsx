import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusinessId } from '../../../shared/basics/ids.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FocusedSelect } from '../../ui/focused.tsx';
import type { Operations } from '../use-operations.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface OperationDialogsProps {
  state: CounterState;
  operations: Operations;
  /** A case is half filled in and would be lost. */
  draftOpen: boolean;
}

/** The question that stands before an operation, when there is one. */
export function OperationDialogs({ state, operations, draftOpen }: OperationDialogsProps): ReactNode {
  const { t } = useTranslation('counter');
  const { question, order, orderBoth, closeQuestion } = operations;
  const no = state.current?.no ?? '';
  switch (question) {
    case null:
      return null;
    case 'pause':
      return (
        <ReasonDialog
          title={t('reason.pause')}
          text={t('reason.pauseText')}
          quick={t('reason.quick.pause', { returnObjects: true })}
          confirm={t('operation.pause')}
          onConfirm={(reason) => order({ type: 'pause', reason })}
          onCancel={closeQuestion}
        />
      );
    case 'hold':
      return (
        <ReasonDialog
          title={t('reason.hold', { no })}
          text={t('reason.holdText')}
          quick={t('reason.quick.hold', { returnObjects: true })}
          confirm={t('operation.hold')}
          onConfirm={(reason) => order({ type: 'hold', reason })}
          onCancel={closeQuestion}
        />
      );
    case 'transfer':
      return <TransferDialog state={state} operations={operations} no={no} />;
    case 'miss':
      return (
        <ConfirmDialog
          title={t('confirm.missTitle', { no })}
          text={t('confirm.missText', { count: state.current?.callCount ?? 0 })}
          confirm={t('confirm.miss')}
          onConfirm={() => order({ type: 'miss' })}
          onCancel={closeQuestion}
        />
      );
    case 'nextWhileCalled':
      return (
        <ConfirmDialog
          title={t('confirm.nextCalledTitle', { no })}
          text={t('confirm.nextCalledText', { no })}
          confirm={t('confirm.nextCalled')}
          onConfirm={() => orderBoth({ type: 'miss' }, { type: 'next' })}
          onCancel={closeQuestion}
        />
      );
    case 'nextWhileServing':
      return (
        <ConfirmDialog
          title={t('confirm.nextServingTitle', { no })}
          text={t('confirm.nextServingText', { no }) + (draftOpen ? t('confirm.draftText') : '')}
          confirm={t('confirm.nextServing')}
          onConfirm={() => orderBoth({ type: 'finish' }, { type: 'next' })}
          onCancel={closeQuestion}
        />
      );
    case 'finishWithoutCase':
      return (
        <ConfirmDialog
          title={t('confirm.finishTitle', { no })}
          text={t('confirm.finishNoCase') + (draftOpen ? t('confirm.draftText') : '')}
          confirm={t('confirm.finish')}
          onConfirm={() => order({ type: 'finish' })}
          onCancel={closeQuestion}
        />
      );
  }
}

function TransferDialog({ state, operations, no }: { state: CounterState; operations: Operations; no: string }): ReactNode {
  const { t } = useTranslation('counter');
  const [target, setTarget] = useState<BusinessId | null>(null);
  const targets = state.businesses.filter((business) => business.id !== state.current?.businessId);
  return (
    <ReasonDialog
      title={t('reason.transfer', { no })}
      text={t('reason.transferText')}
      quick={t('reason.quick.transfer', { returnObjects: true })}
      confirm={t('operation.transfer')}
      ready={target !== null}
      onConfirm={(reason) => {
        if (target !== null) operations.order({ type: 'transfer', toBusinessId: target, reason });
      }}
      onCancel={operations.closeQuestion}
    >
      <label className="field">
        <span>{t('reason.transferTo')}</span>
        <FocusedSelect<BusinessId>
          placeholder={t('reason.transferPlaceholder')}
          value={target}
          onChange={setTarget}
          options={targets.map((business) => ({
            value: business.id,
            label: `${business.name} · ${business.open ? t('queue.waitingCount', { count: business.waiting }) : business.closedReason}`,
            disabled: !business.open,
          }))}
        />
      </label>
    </ReasonDialog>
  );
}
