import { ThermalPrinter, PrinterTypes } from 'node-thermal-printer';

/** Puts finished parts together into one job and hands it over in one piece. */
export interface PrintJob {
  /** Rejects when `send` does. */
  run(parts: readonly Uint8Array[]): Promise<void>;
}

/**
 * The one place of node-thermal-printer: it collects the job and executes it through its custom interface object.
 * Only finished bytes go in, as Buffers: its own text, table, QR, cut and status functions are wrong for Chinese or
 * lose state (docs/adr/0007-ticket-printing.md), and its own network interface takes a write for a printed ticket.
 */
export function createPrintJob(send: (bytes: Uint8Array) => Promise<void>): PrintJob {
  const wire = {
    execute: (bytes: Buffer) => send(bytes),
    isPrinterConnected: () => Promise.resolve(true),
  };
  // Its types know the interface as a string only; the README and the code take an object with these two functions.
  const printer: unknown = Reflect.construct(ThermalPrinter, [{ type: PrinterTypes.EPSON, interface: wire }]);
  if (!(printer instanceof ThermalPrinter)) throw new Error('node-thermal-printer made something else');
  return {
    async run(parts) {
      // Without this a job that failed would be sent again before the next one.
      printer.clear();
      for (const part of parts) printer.append(Buffer.from(part));
      await printer.execute();
    },
  };
}
