import { z } from 'zod';
import { DocumentId } from '../basics/ids.ts';

/**
 * Where the last print of a document is. printing: under way, `step` says where. printed: the printer said so, or a person
 * saw it. failed: known not printed. unknown: a person has to look and say.
 */
export const PrintView = z.strictObject({
  documentId: DocumentId,
  state: z.enum(['printing', 'printed', 'failed', 'unknown']),
  step: z.enum(['waiting', 'held', 'printing', 'stopped', 'unreachable']),
  /** Pages out so far, where the printer tells. */
  pagesDone: z.number().int().nonnegative().nullable(),
  /** What happened and what to do; empty when there is nothing to do. */
  sentence: z.string(),
});
export type PrintView = z.infer<typeof PrintView>;
