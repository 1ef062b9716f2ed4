import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { useIdleSeconds } from '../api/use-idle.ts';

/** The question comes this long before the end. */
export const WARNING_SECONDS = 20;
const IDLE_MS = 60_000;

/** The page asks whether somebody is still there; one touch and it goes on. */
export function StillThere({ seconds, onStay, onLeave }: { seconds: number; onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="cover">
      <div className="dialog" role="alertdialog" aria-labelledby="still-there">
        <h2 id="still-there">{t('stillThere')}</h2>
        <p>{t('stillThereNote', { seconds })}</p>
        <div className="dialog-actions">
          <Button onPress={onLeave}>{t('leave')}</Button>
          <Button kind="primary" onPress={onStay}>{t('stay')}</Button>
        </div>
      </div>
    </div>
  );
}

export interface IdleGuardProps {
  /** 长辈版 waits twice as long. */
  elder: boolean;
  /** Whether leaving is announced; the start page just returns to its usual size. */
  asks: boolean;
  onLeave: () => void;
}

/** Watches over pages outside a session. Any touch counts, so 我还在 needs nothing more. */
export function IdleGuard({ elder, asks, onLeave }: IdleGuardProps) {
  const left = useIdleSeconds(elder ? 2 * IDLE_MS : IDLE_MS);
  useEffect(() => {
    if (left === 0) onLeave();
  }, [left, onLeave]);
  if (!asks || left === 0 || left > WARNING_SECONDS) return null;
  return <StillThere seconds={left} onStay={() => undefined} onLeave={onLeave} />;
}
