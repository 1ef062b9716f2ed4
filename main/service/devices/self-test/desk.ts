import type { Clock } from '../../../../shared/basics/clock.ts';
import type { TestStep } from '../../../../shared/contract/devices.ts';
import type { TestDesk } from './exercise.ts';

/** How long a test waits for the person, in milliseconds. */
export const TEST_DELAYS = {
  act: 30_000,
  answer: 60_000,
} as const;

/** The desk as its owner sees it: the person's answers go in here. */
export interface OpenDesk {
  readonly desk: TestDesk;
  /** False when nothing was asked that this answers. */
  answer(text: string): boolean;
}

interface DeskParts {
  readonly clock: Clock;
  readonly testId: string;
  readonly workNo: string;
  readonly stationName: string;
  /** Nobody stands there: questions are not asked. */
  readonly attended: boolean;
  /** Ends every question. */
  readonly stopped: AbortSignal;
  show(step: TestStep): void;
}

/** One test's talk with the person who makes it. */
export function openDesk({ clock, testId, workNo, stationName, attended, stopped, show }: DeskParts): OpenDesk {
  let take: ((text: string) => boolean) | null = null;

  async function wait<T>(ms: number, begin: (settle: (value: T) => void) => () => void): Promise<T | null> {
    if (!attended || stopped.aborted) return null;
    const settled = new AbortController();
    const ends = AbortSignal.any([settled.signal, stopped]);
    let value: T | null = null;
    const end = begin((heard) => {
      value ??= heard;
      settled.abort();
    });
    await clock.sleep(ms, ends);
    end();
    return stopped.aborted ? null : value;
  }

  function question(sentence: TestStep, accept: (text: string) => boolean): Promise<string | null> {
    show(sentence);
    return wait<string>(TEST_DELAYS.answer, (settle) => {
      take = (text) => {
        if (!accept(text)) return false;
        settle(text);
        return true;
      };
      return () => void (take = null);
    });
  }

  return {
    answer: (text) => take?.(text) ?? false,
    desk: {
      testId,
      workNo,
      stationName,
      now: () => clock.now(),
      working: (sentence) => show({ type: 'working', sentence }),
      act<T>(sentence: string, listen: (heard: (value: T) => void) => () => void) {
        show({ type: 'act', sentence });
        return wait<T>(TEST_DELAYS.act, listen);
      },
      async ask(sentence) {
        const answer = await question({ type: 'ask', sentence }, (text) => text === 'yes' || text === 'no');
        return answer === null ? null : answer === 'yes';
      },
      choose: (sentence, choices) => question({ type: 'choose', sentence, choices: [...choices] }, (text) => choices.some(({ id }) => id === text)),
    },
  };
}
