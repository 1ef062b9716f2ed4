import { z } from 'zod';
import { decodeRequest, encodeAnswer, GROUP, numberOf, textOf, type Attribute, type Attributes, type Message } from './message.ts';
import { OPERATION, type JobState } from './protocol.ts';
import type { VirtualJob, VirtualPrinter } from './virtual-printer.ts';

/** The IPP side of the simulated printer: bytes of a request to bytes of an answer. */

const STATUS = {
  ok: 0x0000, badRequest: 0x0400, forbidden: 0x0401, notPossible: 0x0404, notFound: 0x0406, unsupportedFormat: 0x040a,
  unsupportedAttributes: 0x040b, unknownOperation: 0x0501, notAccepting: 0x0506,
} as const;

/** What is wrong with the queue as such. */
export const QueueFaults = z.object({
  /** The queue was taken away: every request about it is refused. */
  removed: z.boolean(),
  /** Jobs of this machine are refused. */
  forbidden: z.boolean(),
  /** The printer takes no PDF. */
  noPdf: z.boolean(),
  /** Prints on one side only and refuses what it cannot do. */
  oneSided: z.boolean(),
});
export type QueueFaults = z.infer<typeof QueueFaults>;

export const NO_FAULTS: QueueFaults = { removed: false, forbidden: false, noPdf: false, oneSided: false };

interface Answer {
  readonly code: number;
  readonly groups?: readonly { readonly tag: number; readonly attributes: readonly Attribute[] }[];
}

const STATE_NUMBERS: Readonly<Record<JobState, number>> = { pending: 3, held: 4, processing: 5, stopped: 6, canceled: 7, aborted: 8, completed: 9 };

/** Answers one request. */
export function answerIpp(printer: VirtualPrinter, faults: QueueFaults, bytes: Buffer): Buffer {
  const request = decodeRequest(bytes);
  if (!request.ok) return encode({ code: STATUS.badRequest }, 1);
  const { message, document } = request.value;
  return encode(respond(printer, faults, message, document), message.requestId);
}

/** The first words of every answer (RFC 8011 §4.1.4). */
function encode({ code, groups = [] }: Answer, requestId: number): Buffer {
  const head: Attribute[] = [
    { name: 'attributes-charset', tag: 'charset', values: ['utf-8'] },
    { name: 'attributes-natural-language', tag: 'language', values: ['en'] },
  ];
  return encodeAnswer({ code, requestId, groups: [{ tag: GROUP.operation, attributes: head }, ...groups] });
}

function respond(printer: VirtualPrinter, faults: QueueFaults, message: Message, document: Buffer): Answer {
  const operation = attributesOf(message, GROUP.operation);
  if (faults.removed) return { code: STATUS.notFound };
  switch (message.code) {
    case OPERATION.printerAttributes:
      return { code: STATUS.ok, groups: [{ tag: GROUP.printer, attributes: printerAttributes(printer, faults) }] };
    case OPERATION.printJob:
      return takeJob(printer, faults, operation, attributesOf(message, GROUP.job), document);
    case OPERATION.jobAttributes: {
      const job = printer.find(numberOf(operation, 'job-id') ?? 0);
      return job === undefined ? { code: STATUS.notFound } : { code: STATUS.ok, groups: [jobGroup(job)] };
    }
    case OPERATION.jobs: {
      const over = textOf(operation, 'which-jobs') === 'completed';
      const own = printer.jobs().filter((job) => printer.isOver(job) === over && job.user === textOf(operation, 'requesting-user-name'));
      return { code: STATUS.ok, groups: own.toReversed().map(jobGroup) };
    }
    case OPERATION.cancelJob:
      return { code: printer.cancel(numberOf(operation, 'job-id') ?? 0) ? STATUS.ok : STATUS.notPossible };
    default:
      return { code: STATUS.unknownOperation };
  }
}

function takeJob(printer: VirtualPrinter, faults: QueueFaults, operation: Attributes, ticket: Attributes, document: Buffer): Answer {
  if (faults.forbidden) return { code: STATUS.forbidden };
  if (!printer.settings.accepting) return { code: STATUS.notAccepting };
  if (faults.noPdf) return { code: STATUS.unsupportedFormat };
  if (faults.oneSided && textOf(ticket, 'sides') !== 'one-sided') return { code: STATUS.unsupportedAttributes };
  const user = textOf(operation, 'requesting-user-name');
  const job = printer.take({ name: textOf(operation, 'job-name'), user, copies: numberOf(ticket, 'copies') ?? 1, document });
  return { code: STATUS.ok, groups: [jobGroup(job)] };
}

function attributesOf(message: Message, tag: number): Attributes {
  return message.groups.find((group) => group.tag === tag)?.attributes ?? new Map();
}

function printerAttributes(printer: VirtualPrinter, faults: QueueFaults): Attribute[] {
  const { state, reasons } = printer.condition();
  return [
    { name: 'printer-state', tag: 'enum', values: [state] },
    { name: 'printer-state-reasons', tag: 'keyword', values: reasons.length === 0 ? ['none'] : reasons },
    { name: 'printer-is-accepting-jobs', tag: 'boolean', values: [printer.settings.accepting] },
    { name: 'document-format-supported', tag: 'mimeType', values: faults.noPdf ? ['image/urf', 'image/pwg-raster'] : ['application/pdf', 'image/jpeg'] },
  ];
}

function jobGroup(job: VirtualJob): { readonly tag: number; readonly attributes: readonly Attribute[] } {
  return {
    tag: GROUP.job,
    attributes: [
      { name: 'job-id', tag: 'integer', values: [job.id] },
      { name: 'job-name', tag: 'name', values: [job.name] },
      { name: 'job-state', tag: 'enum', values: [STATE_NUMBERS[job.state]] },
      { name: 'job-state-reasons', tag: 'keyword', values: job.reasons.length === 0 ? ['none'] : job.reasons },
      { name: 'job-impressions-completed', tag: 'integer', values: [job.pagesCounted] },
      { name: 'time-at-processing', tag: job.begun ? 'integer' : 'noValue', values: [job.begun ? 1 : ''] },
    ],
  };
}
