import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TicketNo } from '../../shared/types/ticket.ts';
import { chinesePunctuation } from '../ui/chinese-punctuation.ts';
import { Button } from '../ui/button.tsx';
import { NumberPlate } from '../ui/number-plate.tsx';
import { NumericKeypad } from '../ui/numeric-keypad.tsx';
import { Sentence } from '../ui/sentence.tsx';

/** A letter and at most four digits. */
const LONGEST = 5;
const NO_KEYS: ReadonlySet<string> = new Set();

export interface TicketAnswer {
  no: string;
  sentence: string;
  ahead: number | null;
}

export interface StatusPageProps {
  /** Letters that numbers in this hall begin with. */
  prefixes: readonly string[];
  answer: TicketAnswer | null;
  pending: boolean;
  refusal: string | null;
  onAsk: (no: TicketNo) => void;
  onAgain: () => void;
}

/** 查排队: a number in, its place in the queue out. */
export function StatusPage(props: StatusPageProps) {
  return props.answer === null ? <AskNumber {...props} /> : <Answer answer={props.answer} onAgain={props.onAgain} />;
}

function AskNumber({ prefixes, pending, refusal, onAsk }: StatusPageProps) {
  const { t } = useTranslation('kiosk');
  const [prefix, setPrefix] = useState(prefixes[0] ?? '');
  const [digits, setDigits] = useState('');
  const press = useCallback((key: string) => setDigits((last) => (last.length < LONGEST - 1 ? last + key : last)), []);
  const erase = useCallback(() => setDigits((last) => last.slice(0, -1)), []);
  const no = TicketNo.safeParse(prefix + digits);
  const full = digits.length === LONGEST - 1;
  return (
    <div className="page typing">
      <div className="typing-side">
        <h2>{t('statusTitle')}</h2>
        <p className="typed-number">
          <NumberPlate no={prefix + digits.padEnd(3, '–')} />
        </p>
        <div className="typing-note">
          {refusal === null ? <p>{t('statusHint')}</p> : <Sentence tone="fault" text={refusal} />}
        </div>
        <div className="prefixes" role="group">
          {prefixes.map((letter) => (
            <button key={letter} type="button" className="prefix numeral" aria-pressed={letter === prefix} onClick={() => setPrefix(letter)}>
              {letter}
            </button>
          ))}
        </div>
      </div>
      <div className="typing-keys">
        <NumericKeypad extraKey={null} allowed={full ? NO_KEYS : null} onKey={press} onErase={erase} eraseLabel={t('erase')} />
        <Button
          kind="primary"
          disabled={!no.success}
          pending={pending}
          onPress={() => {
            if (no.success) onAsk(no.data);
          }}
        >
          {t('query')}
        </Button>
      </div>
    </div>
  );
}

function Answer({ answer, onAgain }: { answer: TicketAnswer; onAgain: () => void }) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page ticket">
      <section className="slip" role="status">
        <NumberPlate no={answer.no} />
        {answer.ahead === null ? null : (
          <p className="slip-queue">{answer.ahead === 0 ? t('aheadNone') : t('ahead', { people: answer.ahead })}</p>
        )}
        <p className="slip-business">{chinesePunctuation(answer.sentence)}</p>
      </section>
      <div className="ticket-actions">
        <Button icon="search" onPress={onAgain}>{t('askAgain')}</Button>
      </div>
    </div>
  );
}
