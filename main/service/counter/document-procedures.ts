import { implement } from '@orpc/server';
import type { WorkNo } from '../../../shared/basics/ids.ts';
import { counterContract } from '../../../shared/contract/counter.ts';
import { refuse } from '../../../shared/contract/outcome.ts';
import type { DocumentDesk } from '../documents/document-desk.ts';
import type { PrintDesk } from '../documents/print-desk.ts';

/** What the counter's page can do with the letters of its cases. `workNo`: who is logged in; null when nobody is. */
export function documentProcedures(documents: DocumentDesk, prints: PrintDesk, workNo: () => WorkNo | null) {
  const os = implement(counterContract);
  return {
    openDocument: os.openDocument.handler(({ input }) => documents.open(input.documentId)),
    printDocument: os.printDocument.handler(({ input }) => prints.print(input.documentId)),
    cancelPrint: os.cancelPrint.handler(({ input }) => prints.cancel(input.documentId)),
    settlePrint: os.settlePrint.handler(({ input }) => {
      const clerk = workNo();
      return clerk === null ? refuse('NOT_LOGGED_IN', '请先登录') : prints.settle(input.documentId, input.verdict, clerk);
    }),
    documentPrinted: os.documentPrinted.handler(({ input }) => documents.printed(input.documentId)),
  };
}
