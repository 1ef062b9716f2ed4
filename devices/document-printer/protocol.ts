import { decodeAnswer, encodeRequest, GROUP, numberOf, textOf, textsOf, type Attribute, type Attributes, type Message } from './message.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';

/**
 * What is asked of a print queue and what it answers (RFC 8011): the six operations that every IPP printer must know.
 * Pure: requests to bytes, bytes to answers.
 */
export const OPERATION = { printJob: 0x0002, cancelJob: 0x0008, jobAttributes: 0x0009, jobs: 0x000a, printerAttributes: 0x000b } as const;

/** Where a queue is and in whose name it is asked. */
export interface QueueName {
  /** `ipp://host:port/path` */
  readonly uri: string;
  /** Owner of the jobs. */
  readonly user: string;
}

/** How pages come out. */
export interface JobTicket {
  readonly name: string;
  readonly copies: number;
  /** A media name of PWG 5101.1: `iso_a4_210x297mm`. */
  readonly media: string;
  readonly sides: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge';
}

const PRINTER_ATTRIBUTES = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs', 'document-format-supported'];
const JOB_ATTRIBUTES = ['job-id', 'job-name', 'job-state', 'job-state-reasons', 'job-impressions-completed', 'time-at-processing'];

export function printerAttributesRequest(queue: QueueName, requestId: number): Buffer {
  return request(OPERATION.printerAttributes, requestId, [...asker(queue), wanted(PRINTER_ATTRIBUTES)]);
}

/** The document follows these bytes. A printer that cannot do as it says refuses, instead of doing something else. */
export function printJobRequest(queue: QueueName, requestId: number, { name, copies, media, sides }: JobTicket): Buffer {
  return request(
    OPERATION.printJob,
    requestId,
    [
      ...asker(queue),
      { name: 'job-name', tag: 'name', values: [name] },
      { name: 'ipp-attribute-fidelity', tag: 'boolean', values: [true] },
      { name: 'document-format', tag: 'mimeType', values: ['application/pdf'] },
    ],
    [
      { name: 'copies', tag: 'integer', values: [copies] },
      { name: 'sides', tag: 'keyword', values: [sides] },
      { name: 'media', tag: 'keyword', values: [media] },
    ],
  );
}

export function jobAttributesRequest(queue: QueueName, requestId: number, jobId: number): Buffer {
  return request(OPERATION.jobAttributes, requestId, [...asker(queue, jobId), wanted(JOB_ATTRIBUTES)]);
}

/** `completed` are also the cancelled and aborted ones: all that have ended. */
export function jobsRequest(queue: QueueName, requestId: number, which: 'completed' | 'not-completed'): Buffer {
  return request(OPERATION.jobs, requestId, [
    ...asker(queue),
    wanted(JOB_ATTRIBUTES),
    { name: 'which-jobs', tag: 'keyword', values: [which] },
    { name: 'my-jobs', tag: 'boolean', values: [true] },
  ]);
}

export function cancelJobRequest(queue: QueueName, requestId: number, jobId: number): Buffer {
  return request(OPERATION.cancelJob, requestId, asker(queue, jobId));
}

function request(code: number, requestId: number, operation: readonly Attribute[], job: readonly Attribute[] = []): Buffer {
  const jobGroup = job.length === 0 ? [] : [{ tag: GROUP.job, attributes: job }];
  return encodeRequest({ code, requestId, groups: [{ tag: GROUP.operation, attributes: operation }, ...jobGroup] });
}

/** The order of these is prescribed (RFC 8011 §4.1.5). */
function asker({ uri, user }: QueueName, jobId: number | null = null): Attribute[] {
  return [
    { name: 'attributes-charset', tag: 'charset', values: ['utf-8'] },
    { name: 'attributes-natural-language', tag: 'language', values: ['zh-cn'] },
    { name: 'printer-uri', tag: 'uri', values: [uri] },
    ...(jobId === null ? [] : [{ name: 'job-id', tag: 'integer', values: [jobId] } as const]),
    { name: 'requesting-user-name', tag: 'name', values: [user] },
  ];
}

function wanted(names: readonly string[]): Attribute {
  return { name: 'requested-attributes', tag: 'keyword', values: names };
}

export interface PrinterCondition {
  /** null: the printer gave a number that no standard knows. */
  readonly state: 'idle' | 'processing' | 'stopped' | null;
  /** Keywords as the printer gave them, `media-empty-error`; `none` is left out. */
  readonly reasons: readonly string[];
  readonly accepting: boolean;
  /** True also where the printer does not tell. */
  readonly takesPdf: boolean;
}

export type JobState = 'pending' | 'held' | 'processing' | 'stopped' | 'canceled' | 'aborted' | 'completed';

export interface JobCondition {
  readonly id: number;
  /** Empty where the printer does not tell. */
  readonly name: string;
  readonly state: JobState;
  readonly reasons: readonly string[];
  /** Sides of paper by the printer's count; CUPS counts them when they are handed on to the printer, a raw queue never. */
  readonly pagesDone: number | null;
  /** The printer began with it at some time. */
  readonly begun: boolean;
}

/** `refused`: the printer answered with this error status. `broken`: what came is no answer. */
export type AnswerProblem = 'broken' | { readonly refused: number };

const PRINTER_STATES = new Map<number, PrinterCondition['state']>([[3, 'idle'], [4, 'processing'], [5, 'stopped']]);
const JOB_STATES = new Map<number, JobState>([[3, 'pending'], [4, 'held'], [5, 'processing'], [6, 'stopped'], [7, 'canceled'], [8, 'aborted'], [9, 'completed']]);
const FIRST_ERROR = 0x0100;

export function parsePrinterAttributes(bytes: Buffer): Result<PrinterCondition, AnswerProblem> {
  const answer = parse(bytes);
  if (!answer.ok) return answer;
  const printer = groupOf(answer.value, GROUP.printer);
  if (printer === null || numberOf(printer, 'printer-state') === null) return fail('broken');
  const formats = textsOf(printer, 'document-format-supported');
  return ok({
    state: PRINTER_STATES.get(numberOf(printer, 'printer-state') ?? 0) ?? null,
    reasons: textsOf(printer, 'printer-state-reasons').filter((reason) => reason !== 'none'),
    accepting: printer.get('printer-is-accepting-jobs')?.[0] !== false,
    takesPdf: formats.length === 0 || formats.includes('application/pdf'),
  });
}

/** The id of the job that was taken in. */
export function parsePrintJob(bytes: Buffer): Result<number, AnswerProblem> {
  const answer = parse(bytes);
  if (!answer.ok) return answer;
  const job = groupOf(answer.value, GROUP.job);
  const id = job === null ? null : numberOf(job, 'job-id');
  return id === null ? fail('broken') : ok(id);
}

export function parseJobAttributes(bytes: Buffer): Result<JobCondition, AnswerProblem> {
  const answer = parse(bytes);
  if (!answer.ok) return answer;
  const group = groupOf(answer.value, GROUP.job);
  const job = group === null ? null : jobOf(group);
  return job === null ? fail('broken') : ok(job);
}

/** Jobs whose group cannot be read are left out. */
export function parseJobs(bytes: Buffer): Result<readonly JobCondition[], AnswerProblem> {
  const answer = parse(bytes);
  if (!answer.ok) return answer;
  const groups = answer.value.groups.filter(({ tag }) => tag === GROUP.job);
  return ok(groups.map(({ attributes }) => jobOf(attributes)).filter((job) => job !== null));
}

export function parseCancelJob(bytes: Buffer): Result<null, AnswerProblem> {
  const answer = parse(bytes);
  return answer.ok ? ok(null) : answer;
}

function parse(bytes: Buffer): Result<Message, AnswerProblem> {
  const answer = decodeAnswer(bytes);
  if (!answer.ok) return answer;
  const { code } = answer.value;
  return code >= 0 && code < FIRST_ERROR ? answer : fail({ refused: code });
}

function groupOf(message: Message, tag: number): Attributes | null {
  return message.groups.find((group) => group.tag === tag)?.attributes ?? null;
}

function jobOf(job: Attributes): JobCondition | null {
  const id = numberOf(job, 'job-id');
  const state = JOB_STATES.get(numberOf(job, 'job-state') ?? 0);
  if (id === null || state === undefined) return null;
  return {
    id,
    name: textOf(job, 'job-name'),
    state,
    reasons: textsOf(job, 'job-state-reasons').filter((reason) => reason !== 'none'),
    pagesDone: numberOf(job, 'job-impressions-completed'),
    begun: numberOf(job, 'time-at-processing') !== null,
  };
}
