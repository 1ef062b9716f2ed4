import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { OPERATIONS, OPERATION_KEYS, mayOperate, operationOfKey, type Operation } from '../rules/operations.ts';
import { useKeys } from '../use-keys.ts';

interface OperationKeysProps {
  state: CounterState;
  busy: boolean;
  onPress: (operation: Operation) => void;
}

/** F1 … F8 as they lie on the keyboard, each with its cap. */
export function OperationKeys({ state, busy, onPress }: OperationKeysProps): ReactNode {
  const { t } = useTranslation('counter');
  useKeys((event) => {
    const operation = operationOfKey(event.key);
    if (operation !== null && !event.repeat && !busy) onPress(operation);
  });
  return (
    <div className="operation-keys" role="group" aria-label={t('operations')}>
      {OPERATIONS.map((operation) => (
        <Button
          key={operation}
          className="operation-keys__key"
          disabled={busy || !mayOperate(operation, state)}
          aria-keyshortcuts={OPERATION_KEYS[operation]}
          onClick={() => onPress(operation)}
        >
          <kbd>{OPERATION_KEYS[operation]}</kbd>
          {t(operation === 'pause' && state.window.state === 'PAUSED' ? 'operation.unpause' : `operation.${operation}`)}
        </Button>
      ))}
    </div>
  );
}
