import type { Scanner } from '../../../devices/scanner/types.ts';
import type { TicketId } from '../../../shared/basics/ids.ts';
import type { LookupView } from '../../../shared/contract/counter.ts';
import { beginningOf, readScannedCode } from '../../../shared/rules/scanned-code.ts';
import type { CaseFile } from '../../../shared/types/case-file.ts';
import { caseView } from '../cases/case-view.ts';
import type { StationContext } from '../context.ts';
import { unattended } from '../log.ts';
import { findTicketOf, standing, type HallSight } from '../tickets/ticket-status.ts';

/** Cases of this station that a number is looked for in. */
const CASES_SEARCHED = 2_000;

type WithoutId<V> = V extends unknown ? Omit<V, 'id'> : never;
type Found = WithoutId<LookupView>;

/** 查号、查件: one way for the scanner on its line, the scanner that types, and the number a clerk typed. */
export interface CodeLookup {
  lookUp(text: string): Promise<void>;
  view(): LookupView | null;
  putAway(): void;
  close(): void;
}

export function createCodeLookup(
  context: HallSight & Pick<StationContext, 'store' | 'log'>,
  scanner: Pick<Scanner, 'onScan'> | null,
  window: { isLoggedIn(): boolean; ticketId(): TicketId | null },
  changed: () => void,
): CodeLookup {
  const { store, log } = context;
  let shown: LookupView | null = null;
  let asked = 0;
  const stop = scanner?.onScan((scan) => {
    if (!window.isLoggedIn()) return;
    if (scan.type === 'unreadable') show(++asked, { type: 'nothing', sentence: scan.sentence });
    else unattended(lookUp(scan.code), log, 'lookup-failed');
  });

  function show(id: number, found: Found): void {
    // A newer code came while this one was looked up.
    if (id !== asked) return;
    shown = { ...found, id };
    changed();
  }

  async function lookUp(text: string): Promise<void> {
    const id = ++asked;
    show(id, await find(text));
  }

  async function find(text: string): Promise<Found> {
    const code = readScannedCode(text);
    switch (code.type) {
      case 'ticket':
      case 'ticket-no': {
        const found = await findTicketOf(context, code);
        if (!found.ok) return { type: 'nothing', sentence: found.error.sentence };
        if (found.value === null) return { type: 'nothing', sentence: '没有这个号码，请核对是不是今天的小票' };
        const holderHere = found.value.id === window.ticketId();
        return { type: 'ticket', ticket: found.value, sentence: standing(context, found.value).sentence, holderHere };
      }
      case 'case':
        return caseFound(store.findCase(code.caseId), text);
      case 'text':
        return caseFound(store.listCases({ limit: CASES_SEARCHED }).find((file) => numbersOf(file).includes(code.text)) ?? null, text);
    }
  }

  return {
    lookUp,
    view: () => shown,
    putAway() {
      asked += 1;
      shown = null;
      changed();
    },
    close: () => stop?.(),
  };
}

function numbersOf(file: CaseFile): string[] {
  const { localNo, caseNo, documents } = caseView(file);
  return [localNo, ...(caseNo === null ? [] : [caseNo]), ...documents.map(({ no }) => no)];
}

function caseFound(file: CaseFile | null, text: string): Found {
  if (file !== null) return { type: 'case', found: caseView(file) };
  return { type: 'nothing', sentence: `本机没有查到“${beginningOf(text)}”，请核对编号；其他窗口的办件请到综窗系统查询` };
}
