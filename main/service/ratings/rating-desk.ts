import type { EvaluationPad } from '../../../devices/evaluation-pad/types.ts';
import type { CaseId, RatingId, TicketId, WindowId, WorkNo } from '../../../shared/basics/ids.ts';
import { DONE, refuse, type Done } from '../../../shared/contract/outcome.ts';
import type { RatingChannel, RatingLevel } from '../../../shared/types/case-file.ts';
import type { TicketNo } from '../../../shared/types/ticket.ts';
import type { StationContext } from '../context.ts';
import { bugOf, unattended } from '../log.ts';

export const RATING_DELAYS = {
  /** How long a citizen may take to rate after the business is done. */
  invitationMs: 60_000,
  thanksMs: 5_000,
} as const;

export interface RatingSubject {
  readonly ticketId: TicketId;
  readonly ticketNo: TicketNo;
  /** The case the rating is bound to; null for a visit without one (consultation). */
  readonly caseId: CaseId | null;
  readonly itemNames: readonly string[];
  readonly windowId: WindowId;
  readonly workNo: WorkNo;
}

export interface Invitation extends RatingSubject {
  readonly ratingId: RatingId;
  readonly endsAt: number;
}

export type RatingState = 'NONE' | 'INVITED' | 'GIVEN' | 'EXPIRED';

/** 一次一评: one invitation per visit, answered once, from the pad's page or its keys, bound to case and clerk. */
export function createRatingDesk(context: StationContext, keys: EvaluationPad | null, changed: () => void) {
  const { store, clock, newUlid, log } = context;
  let invitation: Invitation | null = null;
  let state: RatingState = 'NONE';
  let thanks = false;
  let timer = new AbortController();
  const stop = keys?.onPress(rateByKey);

  function invite(subject: RatingSubject): void {
    invitation = { ...subject, ratingId: newUlid() as RatingId, endsAt: clock.now() + RATING_DELAYS.invitationMs };
    state = 'INVITED';
    thanks = false;
    restart(RATING_DELAYS.invitationMs, () => {
      invitation = null;
      state = 'EXPIRED';
    });
    if (keys) unattended(lightUp(keys), log, 'pad-silent');
    changed();
  }

  /** Lights the pad once more: the citizen did not see it. */
  function remind(): void {
    if (keys && invitation !== null) unattended(lightUp(keys), log, 'pad-silent');
  }

  async function lightUp(pad: EvaluationPad): Promise<void> {
    const shown = await pad.invite();
    if (!shown.ok) log.warn({ event: 'pad-silent', cause: shown.error.cause }, '评价器没有应答，可在评价页面上评价');
  }

  function rate(invitationId: string, level: RatingLevel, channel: RatingChannel): Done {
    if (invitation?.ratingId !== invitationId) return refuse('NO_INVITATION', '这次评价已经结束，谢谢您');
    keep(invitation, level, channel);
    return DONE;
  }

  /** A key says nothing of an invitation: it answers the open one. */
  function rateByKey(level: RatingLevel): void {
    if (invitation === null) return;
    try {
      keep(invitation, level, 'PAD_KEYS');
    } catch (error) {
      // The invitation stands: the citizen presses again, or the page says what is wrong.
      log.error({ event: 'rating-not-kept', ...bugOf(error) }, '评价没有保存');
    }
  }

  function keep({ ratingId, caseId, ticketId, ticketNo, windowId, workNo }: Invitation, level: RatingLevel, channel: RatingChannel): void {
    store.write((tx) =>
      tx.append(
        { type: 'rating.given', payload: { ratingId, caseId, ticketId, windowId, workNo, level, channel, at: clock.now() } },
        { kind: 'CITIZEN', id: ticketNo },
      ),
    );
    invitation = null;
    state = 'GIVEN';
    thanks = true;
    restart(RATING_DELAYS.thanksMs, () => {
      thanks = false;
    });
    changed();
  }

  /** The next citizen has come: an open invitation is over. */
  function clear(): void {
    timer.abort();
    invitation = null;
    thanks = false;
    state = 'NONE';
    changed();
  }

  function restart(ms: number, end: () => void): void {
    timer.abort();
    timer = new AbortController();
    const { signal } = timer;
    const ended = clock.sleep(ms, signal).then(() => {
      if (signal.aborted) return;
      end();
      changed();
    });
    unattended(ended, log, 'rating-end-failed');
  }

  return {
    invite,
    remind,
    rate,
    clear,
    state: (): RatingState => state,
    invitation: (): Invitation | null => invitation,
    thanks: (): boolean => thanks,
    close(): void {
      timer.abort();
      stop?.();
    },
  };
}

export type RatingDesk = ReturnType<typeof createRatingDesk>;
