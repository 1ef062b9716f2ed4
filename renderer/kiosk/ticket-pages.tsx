import { useTranslation } from 'react-i18next';
import type { KioskTicket } from '../../shared/contract/kiosk.ts';
import { chinesePunctuation } from '../ui/chinese-punctuation.ts';
import { Button } from '../ui/button.tsx';
import { NumberPlate } from '../ui/number-plate.tsx';
import { Sentence } from '../ui/sentence.tsx';

/** The number while its slip is made. */
export function PrintingPage({ ticket }: { ticket: KioskTicket }) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page ticket">
      <div className="ticket-words">
        <h2>{t('printing')}</h2>
      </div>
      <TicketFace ticket={ticket} />
    </div>
  );
}

export interface PrintedPageProps {
  ticket: KioskTicket;
  advice: string;
  /** Until the start page comes by itself. */
  seconds: number | null;
  onDone: () => void;
}

/** Everything on the slip that matters now, and what to take along. */
export function PrintedPage({ ticket, advice, seconds, onDone }: PrintedPageProps) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page ticket">
      <div className="ticket-words">
        <h2>{chinesePunctuation(advice)}</h2>
      </div>
      <TicketFace ticket={ticket} />
      <div className="ticket-actions">
        <Button kind="primary" onPress={onDone}>{t('done')}</Button>
        <Returns seconds={seconds} />
      </div>
    </div>
  );
}

export interface PaperQuestionPageProps {
  ticket: KioskTicket;
  /** Asked a second time, because the slip may have come out since. */
  again: boolean;
  pending: boolean;
  refusal: string | null;
  onAnswer: (got: boolean) => void;
}

/** The printer cannot prove the slip; the person can. */
export function PaperQuestionPage({ ticket, again, pending, refusal, onAnswer }: PaperQuestionPageProps) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page ticket">
      <div className="ticket-words">
        <h2>{t('paperQuestion')}</h2>
        {refusal === null ? <p>{t(again ? 'paperQuestionAgain' : 'paperQuestionNote')}</p> : <Sentence tone="fault" text={refusal} />}
      </div>
      <TicketFace ticket={ticket} />
      <div className="ticket-actions ticket-answers">
        <Button pending={pending} onPress={() => onAnswer(false)}>{t('paperNo')}</Button>
        <Button kind="primary" pending={pending} onPress={() => onAnswer(true)}>{t('paperYes')}</Button>
      </div>
    </div>
  );
}

export interface PaperFailedPageProps {
  ticket: KioskTicket;
  sentence: string;
  canRetry: boolean;
  pending: boolean;
  refusal: string | null;
  seconds: number | null;
  onRetry: () => void;
}

/** No paper, but a number that stays valid. */
export function PaperFailedPage({ ticket, sentence, canRetry, pending, refusal, seconds, onRetry }: PaperFailedPageProps) {
  const { t } = useTranslation('kiosk');
  return (
    <div className="page ticket">
      <div className="ticket-words">
        <h2>{t('numberKept')}</h2>
        <Sentence tone="warning" text={refusal ?? sentence} />
      </div>
      <TicketFace ticket={ticket} />
      <div className="ticket-actions">
        {canRetry ? <Button kind="primary" icon="paper" pending={pending} onPress={onRetry}>{t('retryPrint')}</Button> : null}
        <Returns seconds={seconds} />
      </div>
    </div>
  );
}

/** Says when the start page comes back by itself. */
export function Returns({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation('kiosk');
  return seconds === null ? null : <p className="returns">{t('returnsIn', { seconds })}</p>;
}

/** The slip as it lies in the hand. */
function TicketFace({ ticket }: { ticket: KioskTicket }) {
  const { t } = useTranslation('kiosk');
  const windows = ticket.windowNos.length === 0 ? t('windowsLater') : t('windows', { windows: ticket.windowNos.join('、') });
  return (
    <section className="slip" aria-label={`${t('yourNumber')} ${ticket.no}`}>
      <p className="slip-label">
        {t('yourNumber')}
        {ticket.offline ? <span className="slip-offline">{t('offlineTicket')}</span> : null}
      </p>
      <NumberPlate no={ticket.no} />
      <p className="slip-business">{ticket.businessName}</p>
      <p className="slip-queue">
        {ticket.ahead === 0 ? t('aheadNone') : `${t('ahead', { people: ticket.ahead })} · ${t('minutes', { minutes: ticket.expectedMinutes })}`}
      </p>
      <p className="slip-windows">{windows}</p>
    </section>
  );
}
