import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { NumericKeypad } from '../ui/numeric-keypad.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { allowedKeys, ID_LENGTH, shownGroups, typingProblem } from './id-typing.ts';

export interface TypeNumberPageProps {
  pending: boolean;
  /** Why the service did not take the number. */
  refusal: string | null;
  onConfirm: (certNo: string) => void;
}

/** The number instead of the card. What is typed lives in this component and goes with it. */
export function TypeNumberPage({ pending, refusal, onConfirm }: TypeNumberPageProps) {
  const { t } = useTranslation('kiosk');
  const [typed, setTyped] = useState('');
  const [reveal, setReveal] = useState(false);
  const press = useCallback((key: string) => setTyped((last) => (last.length < ID_LENGTH ? last + key : last)), []);
  const erase = useCallback(() => setTyped((last) => last.slice(0, -1)), []);
  const complete = typed.length === ID_LENGTH;
  const problem = typingProblem(typed) ?? refusal;
  return (
    <div className="page typing">
      <div className="typing-side">
        <h2>{t('typeNumber')}</h2>
        <div className="id-number" aria-label={t('typed', { typed: typed.length })}>
          {shownGroups(typed, reveal).map((group, place) => (
            <span key={place} className="id-group">
              {group.map((character, at) => (
                <span key={at} className={character === null ? 'id-place id-place-empty' : 'id-place'}>
                  {character}
                </span>
              ))}
            </span>
          ))}
        </div>
        <div className="typing-note">
          {problem !== null ? <Sentence tone="fault" text={problem} /> : null}
          {problem === null && complete ? <Sentence tone="good" text={t('numberFine')} /> : null}
          {problem === null && !complete ? <p>{t('typeNumberNote')}</p> : null}
        </div>
        <button
          type="button"
          className="reveal"
          disabled={typed.length === 0}
          onPointerDown={() => setReveal(true)}
          onPointerUp={() => setReveal(false)}
          onPointerLeave={() => setReveal(false)}
          onPointerCancel={() => setReveal(false)}
        >
          <Icon name="eye" />
          {t('reveal')}
        </button>
      </div>
      <div className="typing-keys">
        <NumericKeypad extraKey="X" allowed={allowedKeys(typed)} onKey={press} onErase={erase} eraseLabel={t('erase')} />
        <Button kind="primary" disabled={!complete || problem !== null} pending={pending} onPress={() => onConfirm(typed)}>
          {t('confirm')}
        </Button>
      </div>
    </div>
  );
}
