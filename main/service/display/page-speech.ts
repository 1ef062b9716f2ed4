import type { SpeakingPage, SpeakingPages } from '../../../devices/voice/types.ts';
import { mailbox } from '../../../shared/basics/mailbox.ts';
import type { PageSound, SpeechOrder, SpeechOutcome } from '../../../shared/contract/speech.ts';

/** The station's display pages as loudspeakers. */
export interface PageSpeech {
  /** What the page of this name has to say, until it goes away. */
  listen(page: string, sound: PageSound, signal: AbortSignal | undefined): AsyncGenerator<SpeechOrder, void, void>;
  report(page: string, sound: PageSound): void;
  announced(page: string, id: string, outcome: SpeechOutcome): void;
}

/** `pages` is null where the voice is a module with its own loudspeaker, or where there is none. */
export function createPageSpeech(pages: SpeakingPages | null): PageSpeech {
  const seats = new Map<string, SpeakingPage>();
  return {
    async *listen(page, sound, signal) {
      const orders = mailbox<SpeechOrder>();
      if (pages === null) orders.put({ type: 'role', role: 'none', engine: 'clips' });
      // A page that comes back before its old connection was found dead.
      seats.get(page)?.leave();
      const seat = pages?.join(sound, orders.put) ?? null;
      if (seat !== null) seats.set(page, seat);
      try {
        yield* orders.take(signal);
      } finally {
        seat?.leave();
        if (seats.get(page) === seat) seats.delete(page);
      }
    },
    report: (page, sound) => seats.get(page)?.report(sound),
    announced: (page, id, outcome) => seats.get(page)?.announced(id, outcome),
  };
}
