import type { Clock } from '../../shared/basics/clock.ts';
import type { JobCondition } from './protocol.ts';
import type { PrintQueue, QueueProblem } from './queue.ts';
import type { PrintProgress } from './types.ts';

/** How following a job ended. All but `ended` leave open what is on the paper. */
export type FollowEnd =
  | { readonly type: 'ended'; readonly job: JobCondition }
  /** not-listed: the queue never showed a job of this name. forgotten: it showed it once and knows it no more. */
  | { readonly type: 'not-listed' | 'forgotten' | 'lost-sight' | 'no-end' | 'stopped' };

export interface FollowLimits {
  readonly pollMs: number;
  /** How long the queue may be out of reach. */
  readonly outOfSightMs: number;
  /** A job that has not ended by then is cancelled, so that it does not come out when nobody waits for it any more. */
  readonly jobMs: number;
}

export interface Following {
  readonly queue: PrintQueue;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  readonly limits: FollowLimits;
  /** The job's own name. */
  readonly name: string;
  /** What keeps the printer from printing just now; empty when nothing does. */
  obstacle(): string;
  /** Called with every change. */
  onProgress(progress: PrintProgress): void;
}

type Sight = { readonly type: 'job'; readonly job: JobCondition } | { readonly type: 'absent' } | { readonly type: 'unreachable' };

/** After a cancel order the queue still needs to end the job, in milliseconds. */
const CANCEL_MS = 10_000;
/** An answer that got lost may be about a job that the queue only just takes in: it is looked for twice. */
const LOOKS = 2;
const GONE: readonly number[] = [0x0406, 0x0407];
const OUT_OF_REACH: PrintProgress = { step: 'unreachable', pagesDone: null, advice: '打印机暂时没有回答，正在等它恢复' };

/** Asks after a job until it has ended. With `knownId` null it is looked for by its name. */
export async function followJob(following: Following, knownId: number | null): Promise<FollowEnd> {
  const { queue, clock, stop, limits } = following;
  const done = new AbortController();
  const ended = AbortSignal.any([done.signal, stop]);
  const over = alarm(clock, limits.jobMs, ended);
  const overCancelled = alarm(clock, limits.jobMs + CANCEL_MS, ended);
  let away: Alarm | null = null;
  let id = knownId;
  let misses = 0;
  let cancelSent = false;
  let told = '';
  function tell(progress: PrintProgress): void {
    const news = JSON.stringify(progress);
    if (news !== told) following.onProgress(progress);
    told = news;
  }
  try {
    while (!stop.aborted) {
      const sight = await look(following, id);
      if (stop.aborted) break;
      if (sight.type === 'absent' && (misses += 1) >= LOOKS) return { type: id === null ? 'not-listed' : 'forgotten' };
      if (sight.type === 'job') {
        if (isEnd(sight.job)) return { type: 'ended', job: sight.job };
        id = sight.job.id;
        misses = 0;
      }
      away = sight.type === 'unreachable' ? (away ?? alarm(clock, limits.outOfSightMs, ended)) : null;
      if (away?.rang() === true) return { type: 'lost-sight' };
      if (overCancelled.rang()) return { type: 'no-end' };
      if (over.rang() && !cancelSent && id !== null) cancelSent = (await queue.cancel(id)).ok;
      tell(progressOf(sight, following.obstacle()));
      await clock.sleep(limits.pollMs, stop);
    }
    return { type: 'stopped' };
  } finally {
    done.abort();
  }
}

/** By its id while that still belongs to this job (a printer switched off and on counts from 1 again), else by its name. */
async function look({ queue, name }: Following, id: number | null): Promise<Sight> {
  if (id !== null) {
    const job = await queue.job(id);
    if (job.ok && (job.value.name === name || job.value.name === '')) return { type: 'job', job: job.value };
    if (!job.ok && !isGone(job.error)) return { type: 'unreachable' };
  }
  const found = await queue.find(name);
  if (!found.ok) return { type: 'unreachable' };
  return found.value === null ? { type: 'absent' } : { type: 'job', job: found.value };
}

function isGone(problem: QueueProblem): boolean {
  return typeof problem === 'object' && 'refused' in problem && GONE.includes(problem.refused);
}

function isEnd({ state }: JobCondition): boolean {
  return state === 'completed' || state === 'canceled' || state === 'aborted';
}

function progressOf(sight: Sight, obstacle: string): PrintProgress {
  if (sight.type === 'unreachable') return OUT_OF_REACH;
  if (sight.type !== 'job') return { step: 'waiting', pagesDone: null, advice: '' };
  const { state, pagesDone } = sight.job;
  // CUPS goes on saying `processing` while the printer waits for paper; only the printer's own reasons tell.
  if (obstacle !== '') return { step: 'stopped', pagesDone, advice: obstacle };
  if (state === 'stopped') return { step: 'stopped', pagesDone, advice: '打印机停下了，请看打印机面板上的提示' };
  if (state === 'held') return { step: 'held', pagesDone, advice: '打印服务把任务暂缓了，请检查打印机，或取消后重新打印' };
  return { step: state === 'processing' ? 'printing' : 'waiting', pagesDone, advice: '' };
}

interface Alarm {
  rang(): boolean;
}

function alarm(clock: Clock, ms: number, off: AbortSignal): Alarm {
  let rang = false;
  void clock.sleep(ms, off).then(() => void (rang = !off.aborted));
  return { rang: () => rang };
}
