import { CaseId, TicketId } from '../basics/ids.ts';
import { TicketNo } from '../types/ticket.ts';

/** What a code before a scanner, or a number typed in its place, may be about. */
export type ScannedCode =
  | { readonly type: 'ticket'; readonly ticketId: TicketId }
  | { readonly type: 'ticket-no'; readonly no: TicketNo }
  | { readonly type: 'case'; readonly caseId: CaseId }
  /** No code of ours: perhaps the number of a case or of a letter. */
  | { readonly type: 'text'; readonly text: string };

/** Shown of a code that nobody knows: enough to recognise it, too little of a telephone or identity number in it. */
const SHOWN_CHARACTERS = 6;

/** A code is only ever looked up: whatever else it holds, an address or a command, it stays text. */
export function readScannedCode(code: string): ScannedCode {
  const text = code.trim();
  const [, kind, id = ''] = /^yichuang:(ticket|case):([0-9A-Z]{26})(?::.{1,60})?$/u.exec(text) ?? [];
  const ticketId = TicketId.safeParse(id);
  if (kind === 'ticket' && ticketId.success) return { type: 'ticket', ticketId: ticketId.data };
  const caseId = CaseId.safeParse(id);
  if (kind === 'case' && caseId.success) return { type: 'case', caseId: caseId.data };
  const no = TicketNo.safeParse(text.toUpperCase());
  return no.success ? { type: 'ticket-no', no: no.data } : { type: 'text', text };
}

/** The first characters of a code, for a sentence about it. */
export function beginningOf(code: string): string {
  const characters = [...code.trim()];
  return characters.length <= SHOWN_CHARACTERS ? characters.join('') : `${characters.slice(0, SHOWN_CHARACTERS).join('')}…`;
}
