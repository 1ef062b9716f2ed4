import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

/** What people can do to the simulated printer and its queue. */
export const PrinterAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('set-paper'), sheets: z.number().int().min(0).max(2_000) }),
  z.strictObject({ type: z.literal('set-trouble'), trouble: z.enum(['jam', 'cover', 'toner', 'offline']), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-paused'), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-accepting'), on: z.boolean() }),
  z.strictObject({ type: z.literal('set-speed'), pageMs: z.number().int().min(0).max(60_000) }),
  z.strictObject({ type: z.literal('set-manner'), manner: z.enum(['cups', 'printer']) }),
  /** The job that comes next, or is under way, is given up by the print server. */
  z.strictObject({ type: z.literal('abort-next') }),
  /** The next completed job ends with this reason. */
  z.strictObject({ type: z.literal('complete-next-with'), reason: z.enum(['job-completed-with-errors', 'queued-in-device']) }),
  /** Somebody presses cancel at the panel. */
  z.strictObject({ type: z.literal('cancel'), id: z.number().int() }),
  z.strictObject({ type: z.enum(['forget-jobs', 'restart']) }),
]);
export type PrinterAction = z.infer<typeof PrinterAction>;

export function actOnPrinter(printer: VirtualPrinter, action: PrinterAction): void {
  switch (action.type) {
    case 'set-paper':
    case 'set-trouble':
    case 'set-paused':
    case 'cancel':
      return actOnPaper(printer, action);
    case 'set-accepting':
      printer.settings.accepting = action.on;
      return;
    case 'set-speed':
      printer.settings.pageMs = action.pageMs;
      return;
    case 'set-manner':
      printer.settings.manner = action.manner;
      return;
    case 'abort-next':
      printer.settings.abortNext = true;
      return;
    case 'complete-next-with':
      printer.settings.endNext = action.reason;
      return;
    case 'forget-jobs':
      return printer.forget();
    case 'restart':
      return printer.restart();
    default:
      return assertNever(action);
  }
}

function actOnPaper(printer: VirtualPrinter, action: Extract<PrinterAction, { type: 'set-paper' | 'set-trouble' | 'set-paused' | 'cancel' }>): void {
  switch (action.type) {
    case 'set-paper':
      printer.settings.sheets = action.sheets;
      return;
    case 'set-trouble':
      if (action.on) printer.troubles.add(action.trouble);
      else printer.troubles.delete(action.trouble);
      return;
    case 'set-paused':
      printer.setPaused(action.on);
      return;
    case 'cancel':
      printer.cancel(action.id);
      return;
    default:
      return assertNever(action);
  }
}
