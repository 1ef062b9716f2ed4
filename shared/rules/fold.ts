import type { Hlc } from '../basics/hlc.ts';
import type { EventRecord } from '../sync/wire.ts';
import type { DomainEvent } from '../types/events.ts';

/** An event with its stamp; `wallTime(hlc)` is when it happened unless its payload says otherwise. */
export interface StampedEvent {
  readonly event: DomainEvent;
  readonly hlc: Hlc;
}

/**
 * The state after one event. `conflict` names why the event did not take effect (it stays in the log and a
 * person sees it), or is null. Folds never throw: two sides that worked apart may have logged anything.
 */
export interface FoldStep<T> {
  readonly next: T | null;
  readonly conflict: string | null;
}

export function moved<T>(next: T): FoldStep<T> {
  return { next, conflict: null };
}

export function refused<T>(state: T | null, conflict: string): FoldStep<T> {
  return { next: state, conflict };
}

/** Sorts the events of one entity into the order they are folded in: the same at every node, whatever the order of arrival. */
export function orderKey({ hlc, nodeId, epoch }: Pick<EventRecord, 'hlc' | 'nodeId' | 'epoch'>): string {
  return `${hlc}:${nodeId}:${String(epoch).padStart(8, '0')}`;
}
