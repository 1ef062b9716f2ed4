import type { Clock } from '../../shared/basics/clock.ts';
import type { DoorPlace } from './options.ts';
import type { DoorEvent, DoorView, Reading } from './types.ts';

/** What is known of every door, and what changed. No I/O. */
export interface DoorBook {
  /** New readings of one board. */
  seen(board: number, readings: readonly Reading[]): void;
  /** The board does not answer: what it last said may be wrong by now. */
  lost(board: number): void;
  /** Tells of doors that have been open too long; once for each time. */
  watchOpen(): void;
  /** The lock gets its pulse now: until the command has ended the door's opening is ours. */
  pulsed(door: string): void;
  ended(door: string): void;
  views(): readonly DoorView[];
}

interface Page {
  readonly place: DoorPlace;
  /** The last reading, however old. */
  known: 'open' | 'closed' | null;
  fresh: boolean;
  openSince: number | null;
  leftOpen: boolean;
}

export function createDoorBook(dependencies: {
  readonly places: readonly DoorPlace[];
  readonly closedReads: Reading;
  readonly leftOpenMs: number;
  readonly clock: Clock;
  readonly tell: (event: DoorEvent) => void;
}): DoorBook {
  const { places, closedReads, leftOpenMs, clock, tell } = dependencies;
  const pages = places.map((place): Page => ({ place, known: null, fresh: false, openSince: null, leftOpen: false }));
  const underCommand = new Set<string>();

  function read(page: Page, reading: Reading): void {
    const before = page.known;
    page.known = reading === closedReads ? 'closed' : 'open';
    page.fresh = true;
    if (page.known === before) return;
    page.openSince = page.known === 'open' ? clock.now() : null;
    page.leftOpen = false;
    // The first reading after the start is no event: nobody saw the door move.
    if (before === null) return;
    const door = page.place.name;
    if (page.known === 'closed') tell({ type: 'closed', door });
    else tell({ type: 'opened', door, by: underCommand.has(door) ? 'command' : 'hand' });
  }

  return {
    seen(board, readings) {
      for (const page of pages.filter(({ place }) => place.board === board)) {
        const reading = readings[page.place.lock - 1];
        if (reading === undefined) page.fresh = false;
        else read(page, reading);
      }
    },
    lost(board) {
      for (const page of pages) if (page.place.board === board) page.fresh = false;
    },
    watchOpen() {
      for (const page of pages) {
        if (!page.fresh || page.leftOpen || page.openSince === null || clock.now() - page.openSince < leftOpenMs) continue;
        page.leftOpen = true;
        tell({ type: 'left-open', door: page.place.name });
      }
    },
    pulsed: (door) => void underCommand.add(door),
    ended: (door) => void underCommand.delete(door),
    views: () =>
      pages.map(({ place, known, fresh, openSince, leftOpen }) => ({
        ...place,
        state: fresh && known !== null ? known : 'unknown',
        openSince,
        leftOpen,
      })),
  };
}
