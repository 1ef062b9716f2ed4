import type { Clock } from '../../shared/basics/clock.ts';

/**
 * Tells a message from its repetition: a pad whose answer got lost sends the same press again, a scanner the code that
 * still lies before it. The time runs from the last one, so that what never stops counts once; with 0 every one counts.
 */
export function createRepeatFilter(clock: Clock, repeatMs: number): (message: string) => boolean {
  let last: { readonly message: string; readonly at: number } | null = null;
  return (message) => {
    const since = last?.message === message ? clock.now() - last.at : Infinity;
    last = { message, at: clock.now() };
    // A clock that was put back says nothing of how long ago it was: the message counts.
    return since >= 0 && since < repeatMs;
  };
}
