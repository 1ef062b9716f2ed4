import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Returns } from './ticket-pages.tsx';

/** The session could not go on: why, and the way to begin again. */
export function RefusedPage({ sentence, seconds, onRestart }: { sentence: string; seconds: number | null; onRestart: () => void }) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page refused">
      <h2>{t('refused')}</h2>
      <Sentence tone="fault" text={sentence} />
      <Button kind="primary" onPress={onRestart}>{t('restart')}</Button>
      <Returns seconds={seconds} />
    </div>
  );
}
