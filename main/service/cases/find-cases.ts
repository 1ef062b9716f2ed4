import type { CaseView } from '../../../shared/contract/common.ts';
import type { StationContext } from '../context.ts';
import { caseView } from './case-view.ts';

/** Among how many of the newest cases a text is looked for. */
const SEARCHED = 2_000;

/** The newest cases whose numbers or item contain the text; every one does when it is empty. */
export function findCases(store: StationContext['store'], query: string, limit: number): CaseView[] {
  const wanted = query.trim();
  return store
    .listCases({ limit: wanted === '' ? limit : SEARCHED })
    .map(caseView)
    .filter((view) => [view.localNo, view.caseNo ?? '', view.itemName].some((text) => text.includes(wanted)))
    .slice(0, limit);
}
