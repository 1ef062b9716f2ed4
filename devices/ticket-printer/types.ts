import type { Result } from '../../shared/basics/result.ts';
import type { Device } from '../core/device.ts';

/** One line block of a slip. Widths follow GBK bytes: 48 columns on 80 mm paper, 32 on 58 mm. */
export type SlipBlock =
  | { readonly type: 'text'; readonly text: string; readonly align?: 'left' | 'center' | 'right'; readonly size?: 1 | 2 | 3 | 4 | 6; readonly bold?: boolean }
  /** Two texts on one line, the second flush right. */
  | { readonly type: 'pair'; readonly left: string; readonly right: string }
  | { readonly type: 'rule' }
  | { readonly type: 'feed'; readonly lines: number }
  /** Payload is encoded in UTF-8. */
  | { readonly type: 'qr'; readonly payload: string; readonly moduleSize?: number }
  | { readonly type: 'code128'; readonly payload: string };

/** What shall be on the paper; the encoder turns it into bytes and appends feed and cut. */
export interface Slip {
  readonly blocks: readonly SlipBlock[];
}

/**
 * NOT_PRINTED: no paper came out, the job may be sent again. UNKNOWN: the connection broke or the proof never
 * came after data had been sent; a person has to look. Neither is ever repeated by itself.
 */
export interface PrintFailure {
  readonly outcome: 'NOT_PRINTED' | 'UNKNOWN';
  readonly cause: 'disconnected' | 'paper-end' | 'cover-open' | 'cutter-error' | 'mechanical-error' | 'overheated' | 'error' | 'busy' | 'no-proof' | 'not-encodable';
  /** For the citizen: what happened, what to do. */
  readonly sentence: string;
}

export interface PrintSuccess {
  /** How completion was proven: GS ( H answer, GS r answer. */
  readonly proof: 'gs-paren-h' | 'gs-r';
  readonly paperNearEnd: boolean;
}

export interface TicketPrinter extends Device {
  readonly kind: 'ticketPrinter';
  /** Fresh real-time status right now, for the decision to take a number at all. */
  checkReady(): Promise<Result<{ readonly paperNearEnd: boolean }, PrintFailure>>;
  /** One job at a time; further ones wait in order. Resolves only with proof or an honest failure. */
  print(slip: Slip): Promise<Result<PrintSuccess, PrintFailure>>;
}
