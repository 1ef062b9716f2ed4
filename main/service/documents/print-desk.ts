import type { DocumentPrinter, PrintProgress, PrintResult } from '../../../devices/document-printer/types.ts';
import { DocumentId, type WorkNo } from '../../../shared/basics/ids.ts';
import { DONE, refuse, type Done } from '../../../shared/contract/outcome.ts';
import type { PrintView } from '../../../shared/contract/printing.ts';
import type { DeviceJob, JobVerdict } from '../../../shared/types/device-job.ts';
import type { StationContext } from '../context.ts';
import { deviceIdAt } from '../devices/device-monitor.ts';
import type { JobEnd } from '../devices/job-ledger.ts';
import { unattended } from '../log.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Prints letters on the counter's A4 printer: one sheet of paper is never risked twice without a person having looked. */
export interface PrintDesk {
  /** Begins and answers at once; how it goes on is in `views`. */
  print(documentId: DocumentId): Promise<Done>;
  cancel(documentId: DocumentId): Promise<Done>;
  /** A person looked at the printer after a print that ended in doubt. */
  settle(documentId: DocumentId, verdict: JobVerdict, workNo: WorkNo): Done;
  /** The last print of each document since the station was started, and those in doubt from before; null: no printer here. */
  views(): PrintView[] | null;
  close(): void;
}

const JUST_BEGUN = { step: 'waiting', pagesDone: null, advice: '' } as const satisfies PrintProgress;
const ONE_COPY = 1;

export function createPrintDesk(
  context: Pick<StationContext, 'station' | 'store' | 'jobs' | 'log'>,
  printer: DocumentPrinter | null,
  documents: Pick<DocumentDesk, 'find' | 'printable' | 'printed'>,
  changed: () => void,
): PrintDesk {
  const { station, store, jobs, log } = context;
  const shown = new Map<DocumentId, PrintView>();
  /** The job of the last print of each document. */
  const jobOf = new Map<DocumentId, string>();
  let askedAgain = false;
  if (printer !== null) for (const job of undecided()) show(job, 'unknown', JUST_BEGUN, job.sentence);
  const stops = [jobs.onChange(review), printer?.onStatus(({ health }) => onHealth(health === 'unknown' || health === 'disconnected'))];

  function undecided(): DeviceJob[] {
    return jobs.undecided().filter(({ kind }) => kind === 'document-print');
  }

  function show({ id, reference }: DeviceJob, state: PrintView['state'], { step, pagesDone, advice }: PrintProgress, sentence = advice): void {
    const documentId = DocumentId.parse(reference);
    jobOf.set(documentId, id);
    shown.set(documentId, { documentId, state, step, pagesDone, sentence });
    changed();
  }

  async function print(documentId: DocumentId): Promise<Done> {
    const document = documents.find(documentId);
    if (printer === null || document === null) return refuse('UNKNOWN_DOCUMENT', '没有这份文书，或本窗口没有配置 A4 打印机');
    const pdf = await documents.printable(documentId);
    if (!pdf.ok) return pdf;
    const job = jobs.queue({ kind: 'document-print', deviceId: deviceIdAt(station.id, printer), reference: documentId, title: document.no });
    if (!job.ok) return job;
    show(job.value, 'printing', JUST_BEGUN);
    unattended(jobs.start(job.value.id, () => send(printer, job.value, document.pages, pdf.value)), log, 'print-failed');
    return DONE;
  }

  async function send(to: DocumentPrinter, job: DeviceJob, pages: number, pdf: Uint8Array): Promise<JobEnd> {
    const result = await to.print({ ...orderOf(job, pages), pdf }, (progress) => show(job, 'printing', progress));
    return finish(job, result, null);
  }

  /** The end as the ledger keeps it. What the printer said is finished goes into the case's record first. */
  function finish(job: DeviceJob, result: PrintResult, recordedSince: number | null): JobEnd {
    if (result.ok) record(DocumentId.parse(job.reference), recordedSince);
    else log.warn({ event: 'document-not-printed', outcome: result.error.outcome, cause: result.error.cause }, '文书没有打印好');
    const end = endOf(result);
    show(job, end.state === 'done' ? 'printed' : end.state, JUST_BEGUN, end.sentence);
    return end;
  }

  function record(documentId: DocumentId, since: number | null): void {
    const recorded = documents.printed(documentId, since);
    if (!recorded.ok) log.error({ event: 'print-not-recorded', code: recorded.error.code }, '文书已打印，但没有记下来');
  }

  /** The printer answers for the first time since the start: what became of the jobs that were cut off? */
  function onHealth(away: boolean): void {
    if (away || askedAgain) return;
    askedAgain = true;
    for (const job of undecided()) unattended(askAgain(job), log, 'print-not-found-again');
  }

  async function askAgain(job: DeviceJob): Promise<void> {
    const document = documents.find(DocumentId.parse(job.reference));
    if (printer === null || document === null) return;
    const result = await printer.followAgain(orderOf(job, document.pages), () => undefined);
    if (!undecided().some(({ id }) => id === job.id)) return;
    jobs.learn(job.id, finish(job, result, job.startedAt));
  }

  /** Somebody settled a job, here or at the console; or one broke off and waits for somebody now. */
  function review(): void {
    const waiting = undecided();
    for (const [documentId, view] of shown) {
      const broken = view.state === 'printing' ? waiting.find(({ id }) => id === jobOf.get(documentId)) : undefined;
      if (broken !== undefined) show(broken, 'unknown', JUST_BEGUN, broken.sentence);
      const job = view.state === 'unknown' ? store.findDeviceJob(jobOf.get(documentId) ?? '') : null;
      if (job?.state === 'done') record(documentId, job.startedAt);
      if (job?.state === 'done' || job?.state === 'failed') show(job, job.state === 'done' ? 'printed' : 'failed', JUST_BEGUN, job.sentence);
    }
  }

  return {
    print,
    async cancel(documentId) {
      const jobId = jobOf.get(documentId);
      const taken = printer !== null && jobId !== undefined && (await printer.cancel(nameOf(jobId)));
      return taken ? DONE : refuse('NOT_CANCELLED', '没有取消成，可能已经打完，请看打印机');
    },
    settle(documentId, verdict, workNo) {
      const settled = jobs.settle(jobOf.get(documentId) ?? '', verdict, workNo);
      return settled.ok ? DONE : settled;
    },
    views: () => (printer === null ? null : [...shown.values()]),
    close: () => stops.forEach((stop) => stop?.()),
  };
}

/** Nothing of a person: it stands in the print server's list. */
function nameOf(jobId: string): string {
  return `yichuang-${jobId}`;
}

function orderOf(job: DeviceJob, pages: number) {
  return { name: nameOf(job.id), pages, copies: ONE_COPY };
}

function endOf(result: PrintResult): JobEnd {
  if (result.ok) return { state: 'done', sentence: '' };
  return { state: result.error.outcome === 'UNKNOWN' ? 'unknown' : 'failed', sentence: result.error.sentence };
}
