import type { Clock } from '../../shared/basics/clock.ts';
import type { StatusKeeper } from '../core/status.ts';
import type { CardContent, CardEvent, CardFailure } from './types.ts';

/**
 * The course of one card after the other, as its listeners hear it: read once, told once when it fails, lifted, left
 * lying. It outlasts a connection: a card that was read may still lie there when the reader is back.
 */
export interface CardCourse {
  /** Whether the card that was read still lies there, as far as anybody said; `left` after the alarm. */
  lying(): 'none' | 'lying' | 'left';
  read(content: CardContent): void;
  /** A card that cannot be read is tried again at every look; the citizen is told once. */
  failed(failure: CardFailure): void;
  /** Nothing lies on the reader: the next failure is told again. */
  nothingThere(): void;
  lifted(): void;
  /** The reader is in order; a card left lying stays its concern. */
  ready(): void;
  /** Nobody looks until `ready`: no alarm meanwhile, and the wait for it begins anew. */
  away(): void;
}

const LEFT = { health: 'attention', state: 'card-left', advice: '有身份证遗留在阅读器上，请提醒取走' } as const;

export function createCardCourse(parts: {
  readonly clock: Clock;
  readonly status: StatusKeeper;
  /** Milliseconds after which a card that was read counts as forgotten. */
  readonly cardLeftMs: number;
  emit(event: CardEvent): void;
}): CardCourse {
  const { clock, status, cardLeftMs, emit } = parts;
  let lying: { left: boolean } | null = null;
  /** Ends the wait for the alarm; null while nobody waits. */
  let alarm: AbortController | null = null;
  let lastFailure: CardFailure['code'] | null = null;

  function state(): 'none' | 'lying' | 'left' {
    if (lying === null) return 'none';
    return lying.left ? 'left' : 'lying';
  }

  function away(): void {
    alarm?.abort();
    alarm = null;
  }

  function ready(): void {
    status.markGood();
    status.set(state() === 'left' ? LEFT : { health: 'ready', state: 'ready', advice: '' });
    if (state() === 'lying' && alarm === null) waitForAlarm();
  }

  function lifted(): void {
    if (lying === null) return;
    away();
    lying = null;
    ready();
    emit({ type: 'card-removed' });
  }

  function waitForAlarm(): void {
    const { signal } = (alarm = new AbortController());
    void clock.sleep(cardLeftMs, signal).then(() => {
      if (signal.aborted) return;
      lying = { left: true };
      status.set(LEFT);
      emit({ type: 'card-left' });
    });
  }

  return {
    lying: state,
    read(content) {
      lastFailure = null;
      status.count('done');
      lying = { left: false };
      waitForAlarm();
      emit({ type: 'card-read', ...content });
    },
    failed(failure) {
      if (failure.code !== lastFailure) {
        status.count('failed');
        emit({ type: 'card-failed', failure });
      }
      lastFailure = failure.code;
    },
    nothingThere() {
      lastFailure = null;
    },
    lifted,
    ready,
    away,
  };
}
