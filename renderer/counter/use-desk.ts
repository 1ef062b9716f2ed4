import { useState } from 'react';
import type { DocumentId } from '../../shared/basics/ids.ts';
import type { CaseView } from '../../shared/contract/common.ts';
import type { CounterState } from '../../shared/contract/counter.ts';
import type { CaseForm } from './rules/case-form.ts';

/** What lies on the desk besides the form. */
export interface Desk {
  /** A case with its document instead of the form; null while the form lies there. */
  shown: CaseView | null;
  /** The shown case belongs to the ticket being served, so the desk goes on from it. */
  own: boolean;
  printed: ReadonlySet<DocumentId>;
  differentReason: string | null;
  show(shown: CaseView): void;
  putAway(): void;
  again(): void;
  notePrinted(documentId: DocumentId): void;
  confirmDifferent(reason: string): void;
}

/**
 * After a reload the newest case of the ticket lies there again, unless another one is begun. A new ticket and a new
 * identity clear the desk.
 */
export function useDesk(state: CounterState, form: CaseForm): Desk {
  const ticketId = state.current?.id ?? null;
  const [opened, setOpened] = useState<CaseView | null>(null);
  const [another, setAnother] = useState(false);
  const [printed, setPrinted] = useState<ReadonlySet<DocumentId>>(new Set());
  const [differentReason, setDifferentReason] = useState<string | null>(null);
  const person = `${ticketId ?? ''} ${state.identity?.certNoMasked ?? ''} ${state.identity?.comparison ?? ''}`;
  const [followed, setFollowed] = useState(ticketId);
  const [followedPerson, setFollowedPerson] = useState(person);

  if (followed !== ticketId) {
    setFollowed(ticketId);
    setOpened(null);
    setAnother(false);
    setPrinted(new Set());
  }
  if (followedPerson !== person) {
    setFollowedPerson(person);
    setDifferentReason(null);
  }

  const serving = state.window.state === 'SERVING';
  const left = serving && form.itemId === null && !another ? (state.cases[0] ?? null) : null;
  const shown = opened ?? left;
  return {
    shown,
    own: serving && shown !== null && (shown === left || state.cases.some((own) => own.id === shown.id)),
    printed,
    differentReason,
    show: setOpened,
    putAway: () => setOpened(null),
    again: () => {
      setOpened(null);
      setAnother(true);
    },
    notePrinted: (documentId) => setPrinted((last) => new Set(last).add(documentId)),
    confirmDifferent: setDifferentReason,
  };
}
