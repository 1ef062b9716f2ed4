import { useEffect } from 'react';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { BusinessId, TicketId } from '../../shared/basics/ids.ts';
import type { KioskState } from '../../shared/contract/kiosk.ts';
import { useCommand } from '../api/use-command.ts';
import { ChoosePage } from './choose-page.tsx';
import type { KioskConnection } from './kiosk-page.tsx';
import { LayCardPage } from './lay-card-page.tsx';
import { RefusedPage } from './refused-page.tsx';
import { StillThere, WARNING_SECONDS } from './still-there.tsx';
import { PaperFailedPage, PaperQuestionPage, PrintedPage, PrintingPage } from './ticket-pages.tsx';

/** A touch prolongs the session, but not every touch needs to be told. */
const EXTEND_EVERY_MS = 5000;

export interface SessionPagesProps {
  connection: KioskConnection;
  state: KioskState;
  now: number;
  elder: boolean;
  onEnd: () => void;
}

/** The pages of the one session; which one is decided by the service. */
export function SessionPages({ connection, state, now, elder, onEnd }: SessionPagesProps) {
  const { session } = state;
  const seconds = state.sessionEndsAt === null ? null : Math.max(0, Math.ceil((state.sessionEndsAt - now) / 1000));
  const take = useCommand((commandId, businessId: BusinessId) => connection.client.take({ commandId, businessId }));
  const answer = useCommand((_id, ticketId: TicketId, got: boolean) => connection.client.answerPaper({ ticketId, got }));
  const retry = useCommand((_id, ticketId: TicketId) => connection.client.retryPrint({ ticketId }));
  const extend = useCommand(() => connection.client.extend());
  useExtendOnTouch(session.step === 'choosing', extend.run);

  switch (session.step) {
    case 'idle':
      return null;
    case 'reading':
      return <LayCardPage reader={state.reader} reading socialCards={state.socialCards} onType={onEnd} />;
    case 'choosing':
      return (
        <>
          <ChoosePage
            person={session.person}
            businesses={state.businesses}
            elder={elder}
            pending={take.pending}
            refusal={take.refusal?.sentence ?? null}
            onTake={(businessId) => void take.run(businessId)}
          />
          {seconds !== null && seconds <= WARNING_SECONDS && !take.pending ? (
            <StillThere seconds={seconds} onStay={() => void extend.run()} onLeave={onEnd} />
          ) : null}
        </>
      );
    case 'printing':
      return <PrintingPage ticket={session.ticket} />;
    case 'printed':
      return <PrintedPage ticket={session.ticket} advice={session.advice} seconds={seconds} onDone={onEnd} />;
    case 'paper-question': {
      const { ticketId } = session.ticket;
      return (
        <PaperQuestionPage
          ticket={session.ticket}
          again={session.again}
          pending={answer.pending}
          refusal={answer.refusal?.sentence ?? null}
          onAnswer={(got) => void answer.run(ticketId, got)}
        />
      );
    }
    case 'paper-failed': {
      const { ticketId } = session.ticket;
      return (
        <PaperFailedPage
          ticket={session.ticket}
          sentence={session.sentence}
          canRetry={session.canRetry}
          pending={retry.pending}
          refusal={retry.refusal?.sentence ?? null}
          seconds={seconds}
          onRetry={() => void retry.run(ticketId)}
        />
      );
    }
    case 'refused':
      return <RefusedPage sentence={session.sentence} seconds={seconds} onRestart={onEnd} />;
    default:
      return assertNever(session);
  }
}

function useExtendOnTouch(active: boolean, extend: () => Promise<unknown>): void {
  useEffect(() => {
    if (!active) return;
    let last = Date.now();
    function touched(): void {
      if (Date.now() - last < EXTEND_EVERY_MS) return;
      last = Date.now();
      void extend();
    }
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [active, extend]);
}
