import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PadState } from '../../shared/contract/pad.ts';
import type { RatingLevel } from '../../shared/types/case-file.ts';
import { NumberPlate } from '../ui/number-plate.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { Face } from './face.tsx';
import { LEVELS, levelOfKey } from './levels.ts';

export interface InvitationProps {
  invitation: NonNullable<PadState['invitation']>;
  now: number;
  pending: boolean;
  /** Why the last press was not taken. */
  problem: string | null;
  onRate: (level: RatingLevel) => void;
}

/** The five faces. A press is the whole rating; keys 1 to 5 do the same. */
export function Invitation({ invitation, now, pending, problem, onRate }: InvitationProps) {
  const { t } = useTranslation('pad');
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      const level = levelOfKey(event);
      if (level !== null && !event.repeat) onRate(level);
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [onRate]);
  const faces = useRef<HTMLDivElement>(null);
  // The row as a whole: on a single face, Enter of a number pad would be an opinion.
  useEffect(() => faces.current?.focus(), []);
  const seconds = Math.max(0, Math.ceil((invitation.endsAt - now) / 1000));
  return (
    <section className="invitation">
      <h2>{t('ask')}</h2>
      <p className="invitation-what">
        <NumberPlate no={invitation.ticketNo} />
        <span>{invitation.itemNames.join('、')}</span>
      </p>
      <div className="faces" ref={faces} role="group" aria-label={t('ask')} tabIndex={-1}>
        {LEVELS.map((level) => (
          <button key={level} type="button" className="face-key" disabled={pending} onClick={() => onRate(level)}>
            <Face level={level} />
            <span>{t(`level${level}`)}</span>
          </button>
        ))}
      </div>
      {problem === null ? (
        <p className="invitation-foot">
          <span>{t('hint')}</span>
          <span>{t('endsIn', { seconds })}</span>
        </p>
      ) : (
        <Sentence tone="fault" text={problem} />
      )}
    </section>
  );
}
