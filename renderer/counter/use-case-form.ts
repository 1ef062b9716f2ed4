import { useEffect, useMemo, useState } from 'react';
import type { CounterState } from '../../shared/contract/counter.ts';
import type { CounterClient } from './client.ts';
import { draftSaver } from './draft-saver.ts';
import { EMPTY_FORM, fromDraft, toDraft, type CaseForm } from './rules/case-form.ts';

export interface CaseFormControl {
  form: CaseForm;
  /** Changes the form; the service has it within a second. */
  edit(form: CaseForm): void;
  /** Another item for the same person: the draft is thrown away at the service too. */
  reset(): void;
  /** After the case was received: the same, and the service has let go of the draft itself. */
  clear(): void;
}

/**
 * The form of the case at this window. What the clerk types is the truth while a ticket is served; the service's
 * draft is taken over when a ticket begins, which is also what restores it after a reload of the page.
 */
export function useCaseForm(state: CounterState, client: CounterClient): CaseFormControl {
  const ticketId = state.window.state === 'SERVING' ? (state.current?.id ?? null) : null;
  const [followed, setFollowed] = useState(ticketId);
  const [form, setForm] = useState(() => fromDraft(state.draft));
  const saver = useMemo(() => draftSaver((draft) => client.saveDraft({ draft })), [client]);
  useEffect(() => () => saver.cancel(), [saver, ticketId]);

  if (followed !== ticketId) {
    setFollowed(ticketId);
    setForm(fromDraft(state.draft));
  }

  const cardName = state.identity?.name ?? '';
  const [seenName, setSeenName] = useState('');
  if (cardName !== seenName) {
    setSeenName(cardName);
    setForm((last) => (last.applicantName === seenName ? { ...last, applicantName: cardName } : last));
  }

  return {
    form,
    edit(next) {
      setForm(next);
      saver.schedule(toDraft(next));
    },
    reset() {
      setForm(samePerson(form));
      saver.schedule(null);
    },
    clear() {
      setForm(samePerson(form));
      saver.cancel();
    },
  };
}

function samePerson({ applicantName, phone }: CaseForm): CaseForm {
  return { ...EMPTY_FORM, applicantName, phone };
}
