import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Sentence } from '../ui/sentence.tsx';
import type { Failure } from './central-client.ts';

export function FailureNote({ failure, onRetry }: { failure: Failure; onRetry: () => void }): ReactNode {
  const { t } = useTranslation('workbench');
  return (
    <div className="failure">
      <Sentence tone="fault" text={failure.kind === 'refused' ? failure.sentence : t(`failure.${failure.kind}`)} />
      <Button onClick={onRetry}>{t('failure.retry')}</Button>
    </div>
  );
}
