import { assertNever } from '../../../shared/basics/assert-never.ts';
import type { CounterState } from '../../../shared/contract/counter.ts';
import { checkMaterials } from '../../../shared/rules/checklist.ts';
import type { CaseForm } from './case-form.ts';

/** The one thing to do next; its button is the one filled button of the page. */
export type NextStep =
  | 'openWindow'
  | 'unpause'
  | 'next'
  | 'waitForTicket'
  | 'waitForHub'
  | 'start'
  | 'identify'
  | 'confirmPerson'
  | 'chooseItem'
  | 'checkMaterials'
  | 'fillApplicant'
  | 'accept'
  | 'correct'
  | 'print'
  | 'finish';

export interface DeskView {
  readonly state: Pick<CounterState, 'hubOnline' | 'window' | 'waitingTotal' | 'identity'>;
  readonly form: CaseForm;
  /** The clerk gave a reason why another person than the ticket's may act. */
  readonly personConfirmed: boolean;
  /** A produced document fills the desk; `printed` once 打印 was pressed for it. */
  readonly document: { readonly printed: boolean } | null;
}

/** What the clerk has to do next, from the state of the window and of the form. */
export function nextStep(view: DeskView): NextStep {
  const { window, hubOnline, waitingTotal } = view.state;
  if (window.state === 'SERVING') return servingStep(view);
  if (!hubOnline) return 'waitForHub';
  switch (window.state) {
    case 'CLOSED':
      return 'openWindow';
    case 'PAUSED':
      return 'unpause';
    case 'CALLING':
      return 'start';
    case 'OPEN':
      return waitingTotal > 0 ? 'next' : 'waitForTicket';
    default:
      return assertNever(window.state);
  }
}

function servingStep({ state, form, personConfirmed, document }: DeskView): NextStep {
  if (document !== null) {
    if (!document.printed) return 'print';
    return state.hubOnline ? 'finish' : 'waitForHub';
  }
  if (state.identity === null) return 'identify';
  if (state.identity.comparison === 'DIFFERENT' && !personConfirmed) return 'confirmPerson';
  if (form.itemId === null) return 'chooseItem';
  const check = checkMaterials(form.materials);
  if (!check.canAccept && !check.gapsComplete) return 'checkMaterials';
  if (form.applicantName.trim() === '') return 'fillApplicant';
  return check.canAccept ? 'accept' : 'correct';
}
