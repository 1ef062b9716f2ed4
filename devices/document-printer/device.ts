import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { ok, type Result } from '../../shared/basics/result.ts';
import type { StatusKeeper } from '../core/status.ts';
import { createSupervisor } from '../core/supervisor.ts';
import { parseDeviceAddress } from '../transports/address.ts';
import { causeOfRefusal, viewOfCondition, viewOfRefusal, type ConditionView } from './condition-view.ts';
import { followJob } from './follow-job.ts';
import { notPrinted, outcomeOf } from './outcome.ts';
import type { PrinterCondition } from './protocol.ts';
import { createPrintQueue, type PrintQueue, type QueueProblem } from './queue.ts';
import type { DocumentOrder, DocumentPrinter, PrintProgress, PrintResult } from './types.ts';

/** How documents come out of this queue; the defaults fit an A4 laser printer. */
export const DocumentPrinterOptions = z.strictObject({
  /** Owner of the jobs on the print server; only one's own jobs can be looked up again. */
  user: z.string().regex(/^[\x21-\x7e]{1,60}$/).default('yichuang'),
  /** PWG 5101.1 name of the paper. */
  media: z.string().regex(/^[a-z0-9_.-]{1,60}$/).default('iso_a4_210x297mm'),
  sides: z.enum(['one-sided', 'two-sided-long-edge', 'two-sided-short-edge']).default('one-sided'),
  pollMs: z.number().int().min(500).max(4_000).default(2_000),
  /** A question that is not answered by then counts as lost. */
  answerMs: z.number().int().min(200).max(4_000).default(2_000),
  jobPollMs: z.number().int().min(100).max(4_000).default(500),
  outOfSightMs: z.number().int().min(1_000).max(300_000).default(30_000),
  /** A job that has not ended by then (nobody puts paper in) is cancelled. */
  jobMs: z.number().int().min(1_000).max(3_600_000).default(600_000),
});

export interface DocumentPrinterParts {
  /** `ipp://10.0.3.8:631/printers/a4`; another form throws at the start. */
  readonly address: string;
  readonly clock: Clock;
  readonly options?: z.input<typeof DocumentPrinterOptions>;
}

/** From start to stop. */
interface Life {
  readonly queue: PrintQueue;
  readonly stop: AbortController;
}

type Followed = Pick<DocumentOrder, 'name' | 'pages' | 'copies'>;

/** 5xx answers of a printer that mean that nothing was taken in: unknown operation or version, not accepting, busy. */
const SURELY_REFUSED: readonly number[] = [0x0501, 0x0503, 0x0506, 0x0507];
const FIRST_SERVER_ERROR = 0x0500;
const OUT_OF_PAPER: readonly string[] = ['media-empty', 'media-needed'];
const OFF = notPrinted('disconnected', '打印机没有连上，没有打出。请检查打印机或打印服务的电源和网络。');

/** An A4 printer behind a print queue: CUPS, or a network printer that speaks IPP itself. */
export function createDocumentPrinter({ address, clock, options }: DocumentPrinterParts): DocumentPrinter {
  const { user, media, sides, pollMs, answerMs, jobPollMs, outOfSightMs, jobMs } = DocumentPrinterOptions.parse(options ?? {});
  const limits = { pollMs: jobPollMs, outOfSightMs, jobMs };
  const supervisor = createSupervisor({ clock, deviceName: 'A4 打印机', whenGone: '请检查打印机或打印服务的电源和网络', attempt });
  let life: Life | null = null;
  const following = new Set<Promise<unknown>>();

  async function attempt(keeper: StatusKeeper, stop: AbortSignal): Promise<void> {
    const queue = life?.queue;
    let met = false;
    while (queue !== undefined && !stop.aborted) {
      const condition = await queue.printer();
      if (stop.aborted || !show(condition)) return;
      if (!met) keeper.count('connections');
      met = true;
      await clock.sleep(pollMs, stop);
    }
  }

  /** False when nothing answered. */
  function show(condition: Result<PrinterCondition, QueueProblem>): boolean {
    const view = viewOf(condition);
    if (view === null) return false;
    const before = supervisor.status().state;
    if (OUT_OF_PAPER.includes(before) && !OUT_OF_PAPER.includes(view.state)) supervisor.clear('sincePaper');
    supervisor.markGood();
    supervisor.set(view);
    return true;
  }

  async function printIn({ queue, stop }: Life, order: DocumentOrder, onProgress: (progress: PrintProgress) => void): Promise<PrintResult> {
    const condition = await queue.printer();
    if (!show(condition) || !condition.ok) return notTaken(condition.ok ? 'not-sent' : condition.error);
    const { health, advice } = supervisor.status();
    if (health === 'fault') return notPrinted('blocked', `${advice}，再打印。`);
    const { name, copies, pdf } = order;
    const sent = await queue.print({ name, copies, media, sides }, pdf);
    if (sent.ok) return follow({ queue, stop }, order, sent.value, onProgress);
    return mayHaveArrived(sent.error) ? follow({ queue, stop }, order, null, onProgress) : notTaken(sent.error);
  }

  async function follow({ queue, stop }: Life, order: Followed, id: number | null, onProgress: (progress: PrintProgress) => void): Promise<PrintResult> {
    const end = await followJob({ queue, clock, stop: stop.signal, limits, name: order.name, obstacle, onProgress }, id);
    return outcomeOf(end, order);
  }

  function obstacle(): string {
    const { health, state, advice } = supervisor.status();
    return health === 'fault' && state !== 'not-accepting' ? advice : '';
  }

  /** Counts how a job ended and keeps `stop` waiting for it. */
  async function counted(job: Promise<PrintResult>): Promise<PrintResult> {
    following.add(job);
    const result = await job;
    following.delete(job);
    supervisor.count(result.ok ? 'done' : 'failed');
    for (let page = result.ok ? (result.value.pages ?? 0) : 0; page > 0; page -= 1) supervisor.count('sincePaper');
    return result;
  }

  return {
    kind: 'documentPrinter',
    address,
    status: supervisor.status,
    onStatus: supervisor.onStatus,
    start() {
      if (life !== null) return;
      const stop = new AbortController();
      life = { stop, queue: createPrintQueue({ ...placeOf(address), user, answerMs }, clock, stop.signal) };
      supervisor.start();
    },
    async stop() {
      life?.stop.abort();
      life = null;
      await Promise.all(following);
      await supervisor.stop();
    },
    async print(order, onProgress) {
      return life === null ? OFF : counted(printIn(life, order, onProgress));
    },
    async followAgain(order, onProgress) {
      return life === null ? outcomeOf({ type: 'stopped' }, order) : counted(follow(life, order, null, onProgress));
    },
    async cancel(name) {
      const found = (await life?.queue.find(name)) ?? ok(null);
      if (!found.ok || found.value === null) return false;
      return (await life?.queue.cancel(found.value.id))?.ok === true;
    },
  };
}

function placeOf(address: string) {
  const place = parseDeviceAddress(address, ['ipp']);
  if (!place.ok || place.value.protocol !== 'ipp') throw new Error(`not the address of a print queue: ${address}`);
  return place.value;
}

/** Null when nothing answered. */
function viewOf(condition: Result<PrinterCondition, QueueProblem>): ConditionView | null {
  if (condition.ok) return viewOfCondition(condition.value);
  return typeof condition.error === 'string' ? null : viewOfRefusal(condition.error);
}

/** Whether the queue may hold the job all the same. */
function mayHaveArrived(problem: QueueProblem): boolean {
  if (typeof problem === 'string') return problem === 'lost';
  return 'refused' in problem && problem.refused >= FIRST_SERVER_ERROR && !SURELY_REFUSED.includes(problem.refused);
}

function notTaken(problem: QueueProblem): PrintResult {
  if (typeof problem === 'string') return OFF;
  const { cause, advice } = causeOfRefusal(problem);
  return notPrinted(cause, `${advice}。没有打出。`);
}
