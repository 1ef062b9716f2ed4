import type { EventPayload } from '../types/events.ts';
import { moved, refused } from './fold.ts';
import type { FoldStep, StampedEvent } from './fold.ts';

export type Rating = EventPayload<'rating.given'>;

/** One rating is given once; whether a visit may be rated again is the service's rule, not the fold's. */
export function foldRating(rating: Rating | null, { event }: StampedEvent): FoldStep<Rating> {
  if (event.type !== 'rating.given') return refused(rating, `${event.type}: not an event of a rating`);
  return rating === null ? moved(event.payload) : refused(rating, 'rating.given: given before');
}
