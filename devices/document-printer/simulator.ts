import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { systemClock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { actOnPrinter, PrinterAction } from './printer-actions.ts';
import { answerIpp, NO_FAULTS, QueueFaults } from './simulated-queue.ts';
import { createVirtualPrinter } from './virtual-printer.ts';
import { createWireFaults, WireAction } from './wire-faults.ts';

const CableAction = z.strictObject({ type: z.enum(['unplug', 'plug']) });
const QueueAction = z.strictObject({ type: z.literal('set-queue'), ...QueueFaults.partial().shape });
export const DocumentPrinterControl = z.discriminatedUnion('type', [CableAction, QueueAction, ...PrinterAction.options, ...WireAction.options]);

const PATH = '/printers/a4';

/** A print queue with an A4 printer behind it, on an HTTP port (0: any free one). `unplug` ends the service: connections are refused. */
export async function startDocumentPrinterSimulator(place: SimulatorPlace): Promise<Simulator> {
  if (!('host' in place)) throw new Error('a print queue listens on host and port');
  const { host } = place;
  const printer = createVirtualPrinter(systemClock);
  const wire = createWireFaults();
  let queue = NO_FAULTS;
  const server = createServer((request, response) => void collect(request).then((body) => serve(body, request, response)));
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, host, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port');
      resolve(bound.port);
    });
  });

  function serve(body: Buffer | null, request: IncomingMessage, response: ServerResponse): void {
    const fault = body === null ? 'hang' : wire.next(body);
    if (body === null || fault === 'hang') return;
    if (fault !== null && typeof fault === 'object') return end(response, fault.status);
    if (request.method !== 'POST' || request.url !== PATH) return end(response, 404);
    if (fault === 'drop-request') return cut(response);
    const answer = answerIpp(printer, queue, body);
    if (fault === 'lose-answer') return cut(response);
    end(response, 200, fault === 'damage-answer' ? answer.subarray(0, -4) : answer);
  }

  function shut(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    return closed;
  }

  function observe(): unknown {
    return { plugged: server.listening, ...printer.settings, ...queue, troubles: [...printer.troubles], jobs: printer.jobs() };
  }

  function act(command: z.infer<typeof DocumentPrinterControl>): void {
    const forPrinter = PrinterAction.safeParse(command);
    const forWire = WireAction.safeParse(command);
    if (forPrinter.success) actOnPrinter(printer, forPrinter.data);
    else if (forWire.success) wire.act(forWire.data);
    else if (command.type === 'set-queue') queue = QueueFaults.parse({ ...queue, ...command });
    else if (command.type === 'unplug') void shut();
    else if (!server.listening) server.listen(port, host);
  }

  return {
    kind: 'documentPrinter',
    address: `ipp://${host}:${port}${PATH}`,
    control(command) {
      const parsed = DocumentPrinterControl.safeParse(command);
      if (!parsed.success) return fail(z.prettifyError(parsed.error));
      act(parsed.data);
      return ok(observe());
    },
    observe,
    close() {
      printer.close();
      return shut();
    },
  };
}

function end(response: ServerResponse, status: number, body: Uint8Array = new Uint8Array()): void {
  response.writeHead(status, { 'content-type': 'application/ipp' }).end(body);
}

function cut(response: ServerResponse): void {
  response.destroy();
}

/** Null when the connection broke before the request was whole. */
async function collect(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve(null));
  });
}
