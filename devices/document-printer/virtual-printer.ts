import { crc32 } from 'node:zlib';
import type { Clock } from '../../shared/basics/clock.ts';
import type { JobState } from './protocol.ts';

/**
 * The inside of a simulated queue and the printer behind it: takes jobs, puts out page after page, and stops where a real
 * one stops. `cups`: counts pages when it hands them on and goes on saying that it works while the printer waits for paper
 * (seen with CUPS 2.4.2); `printer`: counts what came out and says that it has stopped (RFC 8011).
 */
export type Manner = 'cups' | 'printer';

export type Trouble = 'jam' | 'cover' | 'toner' | 'offline';

export interface VirtualJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  /** Of the whole job: of all copies. */
  readonly pages: number;
  readonly copies: number;
  readonly checksum: number;
  state: JobState;
  reasons: string[];
  /** What the queue says, and what came out. */
  pagesCounted: number;
  pagesOut: number;
  begun: boolean;
}

export interface NewJob {
  readonly name: string;
  readonly user: string;
  readonly copies: number;
  readonly document: Buffer;
}

interface Settings {
  manner: Manner;
  sheets: number;
  pageMs: number;
  paused: boolean;
  accepting: boolean;
  abortNext: boolean;
  /** Reason with which the next job ends; empty: the usual one. */
  endNext: string;
}

const REASON: Readonly<Record<Trouble, string>> = { jam: 'media-jam-error', cover: 'cover-open-error', toner: 'toner-empty-error', offline: 'offline-report' };
const ENDED: readonly JobState[] = ['canceled', 'aborted', 'completed'];
/** How often a printer that waits for somebody looks again, in milliseconds. */
const RECHECK_MS = 20;
const LOW_SHEETS = 10;

export function createVirtualPrinter(clock: Clock) {
  const troubles = new Set<Trouble>();
  let jobs: VirtualJob[] = [];
  let nextId = 1;
  let running = false;
  const closing = new AbortController();
  const settings: Settings = { manner: 'cups', sheets: 500, pageMs: 400, paused: false, accepting: true, abortNext: false, endNext: '' };

  function waitsFor(): string[] {
    const reasons = [...troubles].map((trouble) => REASON[trouble]);
    if (settings.sheets === 0) reasons.push('media-empty-error');
    else if (settings.sheets < LOW_SHEETS) reasons.push('media-low-warning');
    if (settings.paused) reasons.push('paused');
    return reasons;
  }

  function blocked(): boolean {
    return settings.sheets === 0 || troubles.size > 0;
  }

  /** A document that is no PDF is aborted, as the filters of CUPS do; so the queue still takes it in. */
  function take({ name, user, copies, document }: NewJob): VirtualJob {
    const pages = countPages(document) * copies;
    const checksum = crc32(document);
    const job: VirtualJob = { id: nextId, name, user, pages, copies, checksum, state: 'pending', reasons: [], pagesCounted: 0, pagesOut: 0, begun: false };
    nextId += 1;
    jobs.push(job);
    void work();
    return job;
  }

  /** One job after the other, until there is none that may be printed. */
  async function work(): Promise<void> {
    if (running) return;
    running = true;
    for (let job = nextJob(); job !== undefined; job = nextJob()) await print(job);
    running = false;
  }

  function nextJob(): VirtualJob | undefined {
    return settings.paused || closing.signal.aborted ? undefined : jobs.find((job) => job.state === 'pending');
  }

  async function print(job: VirtualJob): Promise<void> {
    job.state = 'processing';
    job.reasons = ['job-printing'];
    job.begun = true;
    if (job.pages === 0) return end(job, 'aborted', 'document-format-error');
    if (settings.manner === 'cups') job.pagesCounted = job.pages;
    while (job.pagesOut < job.pages) {
      await clock.sleep(blocked() ? RECHECK_MS : settings.pageMs, closing.signal);
      // Cancelled, or the printer was switched off meanwhile.
      if (isOver(job) || !jobs.includes(job) || closing.signal.aborted) return;
      if (settings.abortNext) return abort(job);
      showWaiting(job);
      if (!blocked()) putOut(job);
    }
    end(job, 'completed', settings.endNext === '' ? 'processing-to-stop-point' : settings.endNext);
    settings.endNext = '';
  }

  function showWaiting(job: VirtualJob): void {
    if (settings.manner === 'cups') return;
    job.state = blocked() ? 'stopped' : 'processing';
    job.reasons = blocked() ? ['printer-stopped'] : ['job-printing'];
  }

  function putOut(job: VirtualJob): void {
    settings.sheets -= 1;
    job.pagesOut += 1;
    job.pagesCounted = Math.max(job.pagesCounted, job.pagesOut);
  }

  function abort(job: VirtualJob): void {
    settings.abortNext = false;
    end(job, 'aborted', 'aborted-by-system');
  }

  function end(job: VirtualJob, state: JobState, reason: string): void {
    job.state = state;
    job.reasons = [reason];
  }

  return {
    settings,
    troubles,
    take,
    /** A job under way is still finished. */
    setPaused(on: boolean): void {
      settings.paused = on;
      void work();
    },
    /** False: there is no such job, or it has ended. */
    cancel(id: number): boolean {
      const job = jobs.find((one) => one.id === id);
      if (job === undefined || isOver(job)) return false;
      end(job, 'canceled', 'job-canceled-by-user');
      return true;
    },
    /** The history is gone; jobs under way stay. */
    forget(): void {
      jobs = jobs.filter((job) => !isOver(job));
    },
    /** Switched off and on: a printer without a disk has lost its jobs and counts from 1 again. */
    restart(): void {
      jobs = [];
      nextId = 1;
    },
    close: () => closing.abort(),
    jobs: (): readonly VirtualJob[] => jobs,
    find: (id: number) => jobs.find((job) => job.id === id),
    isOver,
    /** Printer state as a number (RFC 8011 §5.4.11) and its reasons. */
    condition() {
      const working = jobs.some((job) => job.state === 'processing' || job.state === 'stopped');
      const stopped = settings.paused || (settings.manner === 'printer' && blocked());
      return { state: stopped ? 5 : working ? 4 : 3, reasons: waitsFor() };
    },
  };
}

export type VirtualPrinter = ReturnType<typeof createVirtualPrinter>;

function isOver(job: VirtualJob): boolean {
  return ENDED.includes(job.state);
}

/** Enough for the PDFs that are printed here, whose page objects stand in the file as they are. */
function countPages(pdf: Buffer): number {
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 0;
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
