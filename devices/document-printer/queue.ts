import type { Clock } from '../../shared/basics/clock.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { postIpp, type PostOutcome } from './http-post.ts';
import {
  cancelJobRequest, jobAttributesRequest, jobsRequest, parseCancelJob, parseJobAttributes, parseJobs, parsePrinterAttributes, parsePrintJob,
  printerAttributesRequest, printJobRequest,
  type AnswerProblem, type JobCondition, type JobTicket, type PrinterCondition, type QueueName,
} from './protocol.ts';

/**
 * Why a request brought no answer that helps. `not-sent`: nothing left this machine. `lost`: it may have been received and
 * carried out. `refused`: known not carried out, with the IPP status; `http`: the same, with the HTTP status.
 */
export type QueueProblem = 'not-sent' | 'lost' | { readonly refused: number } | { readonly http: number };

/** One method an operation; each a request of its own, so that one that hangs keeps no other. */
export interface PrintQueue {
  printer(): Promise<Result<PrinterCondition, QueueProblem>>;
  /** The id of the job. */
  print(ticket: JobTicket, pdf: Uint8Array): Promise<Result<number, QueueProblem>>;
  job(id: number): Promise<Result<JobCondition, QueueProblem>>;
  /** The job of this name among those under way and those ended; null when the queue lists none. */
  find(name: string): Promise<Result<JobCondition | null, QueueProblem>>;
  cancel(id: number): Promise<Result<null, QueueProblem>>;
}

/** For a document of some megabytes over a slow network, in milliseconds. */
const PRINT_LIMIT_MS = 30_000;

export interface QueuePlace {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly user: string;
  /** How long a question may go unanswered. */
  readonly answerMs: number;
}

export function createPrintQueue({ host, port, path, user, answerMs }: QueuePlace, clock: Clock, stop: AbortSignal): PrintQueue {
  const queue: QueueName = { uri: `ipp://${host}:${port}${path}`, user };
  let lastRequest = 0;

  async function ask<T>(
    build: (requestId: number) => Buffer,
    parse: (bytes: Buffer) => Result<T, AnswerProblem>,
    document: Uint8Array | null = null,
  ): Promise<Result<T, QueueProblem>> {
    lastRequest += 1;
    const body = document === null ? [build(lastRequest)] : [build(lastRequest), document];
    const limitMs = document === null ? answerMs : PRINT_LIMIT_MS;
    return read(await postIpp({ host, port, path, body, limitMs }, clock, stop), parse);
  }

  async function find(name: string): Promise<Result<JobCondition | null, QueueProblem>> {
    // First those under way: a job that ends in between is then found among the ended.
    for (const which of ['not-completed', 'completed'] as const) {
      const jobs = await ask((id) => jobsRequest(queue, id, which), parseJobs);
      if (!jobs.ok) return jobs;
      const found = jobs.value.find((job) => job.name === name);
      if (found !== undefined) return ok(found);
    }
    return ok(null);
  }

  return {
    printer: () => ask((id) => printerAttributesRequest(queue, id), parsePrinterAttributes),
    print: (ticket, pdf) => ask((id) => printJobRequest(queue, id, ticket), parsePrintJob, pdf),
    job: (jobId) => ask((id) => jobAttributesRequest(queue, id, jobId), parseJobAttributes),
    find,
    cancel: (jobId) => ask((id) => cancelJobRequest(queue, id, jobId), parseCancelJob),
  };
}

/** A server that fails (5xx) may have carried the request out all the same; one that refuses (4xx) has not. */
function read<T>(outcome: PostOutcome, parse: (bytes: Buffer) => Result<T, AnswerProblem>): Result<T, QueueProblem> {
  if (outcome.type !== 'answered') return fail(outcome.type);
  if (outcome.status >= 500) return fail('lost');
  if (outcome.status !== 200) return fail({ http: outcome.status });
  const parsed = parse(outcome.body);
  if (parsed.ok) return parsed;
  return fail(parsed.error === 'broken' ? 'lost' : parsed.error);
}
