import type { Clock } from '../../../shared/basics/clock.ts';

/**
 * Tells a press from its repetition: a device whose answer got lost sends the same frame again. The time runs from the
 * last frame, so that a device that never hears the answer still counts once.
 */
export function createRepeatFilter(clock: Clock, repeatMs: number): (press: string) => boolean {
  let last: { readonly press: string; readonly at: number } | null = null;
  return (press) => {
    const since = last?.press === press ? clock.now() - last.at : Infinity;
    last = { press, at: clock.now() };
    // A clock that was put back says nothing of how long ago it was: the press counts.
    return since >= 0 && since <= repeatMs;
  };
}
