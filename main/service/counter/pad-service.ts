import { implement } from '@orpc/server';
import { liveValue } from '../../../shared/basics/live-value.ts';
import { padContract, type PadState } from '../../../shared/contract/pad.ts';
import { storeRefusals } from '../../store/store-refusals.ts';
import type { SignatureDesk } from '../devices/signature-desk.ts';
import type { createRatingDesk } from '../ratings/rating-desk.ts';

export interface PadServiceParts {
  readonly ratings: ReturnType<typeof createRatingDesk>;
  readonly signatures: SignatureDesk;
  /** What does not depend on either. */
  readonly frame: () => Omit<PadState, 'invitation' | 'signing' | 'thanks'>;
}

/** Everything behind the pad's page: it rates and it signs. */
export function createPadService({ ratings, signatures, frame }: PadServiceParts) {
  const state = liveValue<PadState>(compute);
  let watchers = 0;

  function compute(): PadState {
    const invitation = ratings.invitation();
    return {
      ...frame(),
      invitation:
        invitation === null
          ? null
          : { invitationId: invitation.ratingId, ticketNo: invitation.ticketNo, itemNames: [...invitation.itemNames], endsAt: invitation.endsAt },
      signing: signatures.invitation(),
      thanks: ratings.thanks(),
    };
  }

  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<PadState, void, void> {
    watchers += 1;
    try {
      yield* state.watch(signal);
    } finally {
      watchers -= 1;
    }
  }

  const os = implement(padContract).use(storeRefusals);
  return {
    router: os.router({
      watch: os.watch.handler(({ signal }) => watch(signal)),
      rate: os.rate.handler(({ input }) => ratings.rate(input.invitationId, input.level, 'PAD_PAGE')),
      sign: os.sign.handler(({ input }) => signatures.sign(input.id, input.signature)),
      signOnPaper: os.signOnPaper.handler(({ input }) => signatures.toPaper(input.id)),
    }),
    changed: () => state.invalidate(),
    /** Somebody could see what the page shows. */
    isOpen: (): boolean => watchers > 0,
  };
}
