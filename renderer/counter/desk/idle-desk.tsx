import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { OPERATION_KEYS } from '../rules/operations.ts';
import type { NextStep } from '../rules/next-step.ts';
import { NextButton } from '../next-button.tsx';
import type { Operations } from '../use-operations.ts';

interface IdleDeskProps {
  state: CounterState;
  step: NextStep;
  operations: Operations;
  connected: boolean;
}

/** The desk while nobody is served: one statement and the one thing to do. */
export function IdleDesk({ state, step, operations, connected }: IdleDeskProps): ReactNode {
  const { t } = useTranslation('counter');
  const { title, text, button } = content();
  return (
    <div className="idle-desk">
      <h1>{title}</h1>
      <p>{text}</p>
      {button}
    </div>
  );

  function content(): { title: string; text: string; button?: ReactNode } {
    switch (step) {
      case 'openWindow':
        return {
          title: t('desk.closedTitle'),
          text: t('desk.closedText'),
          button: nextButton(t('window.open'), () => operations.order({ type: 'openWindow' })),
        };
      case 'unpause':
        return {
          title: t('desk.pausedTitle'),
          text: t('desk.pausedText', { reason: state.window.pauseReason ?? '' }),
          button: nextButton(t('operation.unpause'), () => operations.press('pause'), OPERATION_KEYS.pause),
        };
      case 'next':
        return {
          title: t('desk.openTitle', { count: state.waitingTotal }),
          text: t('desk.openText'),
          button: nextButton(t('operation.next'), () => operations.press('next'), OPERATION_KEYS.next),
        };
      case 'start':
        return {
          title: t('desk.callingTitle', { no: state.current?.no ?? '' }),
          text: t('desk.callingText'),
          button: nextButton(t('operation.start'), () => operations.press('start'), OPERATION_KEYS.start),
        };
      case 'waitForHub':
        return { title: t('desk.hubTitle'), text: t('desk.hubText') };
      default:
        return { title: t('desk.emptyTitle'), text: t('desk.emptyText') };
    }
  }

  function nextButton(label: string, onPress: () => void, cap?: string): ReactNode {
    const shared = { onPress, loading: operations.pending, disabled: !connected };
    return cap === undefined ? <NextButton {...shared}>{label}</NextButton> : <NextButton {...shared} cap={cap}>{label}</NextButton>;
  }
}
