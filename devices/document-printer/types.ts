import type { Result } from '../../shared/basics/result.ts';
import type { Device } from '../core/device.ts';

/** A document to be put on paper. */
export interface DocumentOrder {
  /** No other job ever has it: the job is found again by it. Stands in the queue's list, so nothing of a person is in it. */
  readonly name: string;
  readonly pdf: Uint8Array;
  /** Of one copy. */
  readonly pages: number;
  readonly copies: number;
}

/** Where a job is, for the person who waits for it. */
export interface PrintProgress {
  /** `stopped`: the printer waits for somebody (paper, cover). `unreachable`: the queue does not answer just now. */
  readonly step: 'waiting' | 'held' | 'printing' | 'stopped' | 'unreachable';
  /** Pages out so far, where the printer tells. */
  readonly pagesDone: number | null;
  /** What to do about it; empty when there is nothing to do. */
  readonly advice: string;
}

/**
 * NOT_PRINTED: the document is not on paper, at most some pages of it; it may be printed again. UNKNOWN: nobody can tell
 * from here; a person has to look. Neither is ever repeated by itself.
 */
export interface DocumentFailure {
  readonly outcome: 'NOT_PRINTED' | 'UNKNOWN';
  readonly cause:
    | 'disconnected'
    | 'no-queue'
    | 'not-allowed'
    | 'needs-encryption'
    | 'refused'
    | 'not-accepting'
    | 'blocked'
    | 'no-pdf'
    | 'unsupported-option'
    | 'cancelled'
    | 'aborted'
    | 'uncounted'
    | 'with-errors'
    | 'handed-on'
    | 'forgotten'
    | 'not-listed'
    | 'lost-sight'
    | 'no-end'
    | 'stopped';
  /** For the clerk: what happened, what to do. */
  readonly sentence: string;
}

export interface DocumentPrinted {
  /** Pages out by the printer's own count, where it counts. */
  readonly pages: number | null;
}

export type PrintResult = Result<DocumentPrinted, DocumentFailure>;

export interface DocumentPrinter extends Device {
  readonly kind: 'documentPrinter';
  /** Sends the document once and follows the job to its end. */
  print(order: DocumentOrder, onProgress: (progress: PrintProgress) => void): Promise<PrintResult>;
  /** Follows a job to its end that was sent before, perhaps before a restart. Sends nothing. */
  followAgain(order: Omit<DocumentOrder, 'pdf'>, onProgress: (progress: PrintProgress) => void): Promise<PrintResult>;
  /** Takes the job out of the queue; the one who follows it hears the end. False: the queue did not take the order. */
  cancel(name: string): Promise<boolean>;
}
