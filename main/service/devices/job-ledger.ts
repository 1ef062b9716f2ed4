import type { Clock } from '../../../shared/basics/clock.ts';
import type { NewUlid, WorkNo } from '../../../shared/basics/ids.ts';
import { ok, type Result } from '../../../shared/basics/result.ts';
import { refuse, type Refusal } from '../../../shared/contract/outcome.ts';
import type { DeviceJob, JobVerdict } from '../../../shared/types/device-job.ts';
import type { Store } from '../../store/types.ts';

/** What shall be done, before it has a place in the ledger. `id`: the command's own, where a repeated command has to find its job. */
export type NewDeviceJob = Pick<DeviceJob, 'kind' | 'deviceId' | 'reference' | 'title'> & { readonly id?: string };

/** How a job ended by the device's own answer. `failed`: known not done. `unknown`: a person has to look. */
export interface JobEnd {
  readonly state: 'done' | 'failed' | 'unknown';
  /** For the person who looks: what happened, what to look at. */
  readonly sentence: string;
}

/**
 * The record of everything that must not be done twice by itself: a job is durable as started before its device is
 * touched, and its end is durable before anybody is told. What was cut off in between is unknown, and stays so until
 * a person has looked. The ledger begins nothing by itself, ever.
 */
export interface JobLedger {
  /**
   * Writes the job down as started, then does the work, then writes down its end. Refused without touching anything
   * while an earlier job about the same thing is undecided (JOB_UNDECIDED). Work that throws leaves the job unknown.
   */
  run<E extends JobEnd>(job: NewDeviceJob, work: (jobId: string) => Promise<E>): Promise<Result<E, Refusal>>;
  /** Writes the job down to be done later with `start`; a restart before that makes it failed. Refused like `run`. */
  queue(job: NewDeviceJob): Result<DeviceJob, Refusal>;
  /** Does the work of a queued job, like `run`. Refused when it is not queued any more. */
  start<E extends JobEnd>(jobId: string, work: (jobId: string) => Promise<E>): Promise<Result<E, Refusal>>;
  /** Jobs that wait for a person, oldest first. */
  undecided(): DeviceJob[];
  /** A person has looked. The same verdict again is accepted; another one, or one on a job under way, is refused. */
  settle(jobId: string, verdict: JobVerdict, workNo: WorkNo): Result<DeviceJob, Refusal>;
  /**
   * The device itself has told, when asked again, what became of a job that waits for a person. Ignored when a person was
   * quicker.
   */
  learn(jobId: string, end: JobEnd): void;
  /** Called when a job begins to wait for a person or does so no longer. */
  onChange(listener: () => void): () => void;
}

export interface JobLedgerDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly newUlid: NewUlid;
}

/** How long ended jobs are kept: long enough for a complaint, with nothing of a person in them. */
const KEPT_MS = 30 * 24 * 3_600_000;
const CUT_OFF = '做到一半时程序中断，不知道有没有做成，请到现场查看';
const NEVER_BEGUN = '还没有开始，程序就中断了，没有做';
const BROKEN_OFF = '没有做完就出错了，不知道有没有做成，请到现场查看';
const NOT_WRITTEN = '结果没有保存下来，不知道有没有做成，请到现场查看';
const SEEN: Readonly<Record<JobVerdict, JobEnd>> = {
  DONE: { state: 'done', sentence: '工作人员到现场查看：已经做成' },
  NOT_DONE: { state: 'failed', sentence: '工作人员到现场查看：没有做成' },
};

/** Opens the ledger of this station and settles what a crash left: started becomes unknown, queued becomes failed. */
export function openJobLedger({ store, clock, newUlid }: JobLedgerDependencies): JobLedger {
  const listeners = new Set<() => void>();
  /** Begun by this process and not ended yet. */
  const underWay = new Set<string>();
  takeUpAfterRestart();

  function takeUpAfterRestart(): void {
    store.write((tx) => {
      tx.forgetDeviceJobs(clock.now() - KEPT_MS);
      for (const job of tx.listOpenDeviceJobs()) {
        if (job.state === 'started') tx.saveDeviceJob(ended(job, { state: 'unknown', sentence: CUT_OFF }));
        if (job.state === 'queued') tx.saveDeviceJob(ended(job, { state: 'failed', sentence: NEVER_BEGUN }));
      }
    });
  }

  function ended(job: DeviceJob, { state, sentence }: JobEnd): DeviceJob {
    return { ...job, state, sentence, endedAt: clock.now() };
  }

  function changed(): void {
    for (const listener of listeners) listener();
  }

  /** Looks for an undecided one and writes in one transaction, so that of two at once one is refused. */
  function enter(job: NewDeviceJob, state: 'queued' | 'started'): Result<DeviceJob, Refusal> {
    return store.write((tx) => {
      const [before] = tx.listOpenDeviceJobs(job);
      if (before !== undefined) return refuse('JOB_UNDECIDED', undecidedSentence(before));
      const now = clock.now();
      const entered: DeviceJob = {
        ...job, id: job.id ?? newUlid(), state, queuedAt: now, startedAt: state === 'started' ? now : null, endedAt: null, sentence: '', settledBy: null,
      };
      tx.saveDeviceJob(entered);
      return ok(entered);
    });
  }

  function undecidedSentence(job: DeviceJob): string {
    if (waitsForPerson(job)) return `“${job.title}”上一次不知道有没有做成，请先到现场查看并登记结果`;
    return `“${job.title}”正在进行，请稍候`;
  }

  async function carryOut<E extends JobEnd>(job: DeviceJob, work: (jobId: string) => Promise<E>): Promise<E> {
    underWay.add(job.id);
    try {
      const end = await work(job.id).catch((error: unknown) => {
        writeEnd(job, { state: 'unknown', sentence: BROKEN_OFF });
        throw error;
      });
      writeEnd(job, end);
      return end;
    } finally {
      underWay.delete(job.id);
      changed();
    }
  }

  /** When this throws the file goes on saying started, and `undecided` shows that as unknown. */
  function writeEnd(job: DeviceJob, end: JobEnd): void {
    store.write((tx) => tx.saveDeviceJob(ended(job, end)));
  }

  function waitsForPerson(job: DeviceJob): boolean {
    return job.state === 'unknown' || (job.state === 'started' && !underWay.has(job.id));
  }

  return {
    async run(job, work) {
      const entered = enter(job, 'started');
      return entered.ok ? ok(await carryOut(entered.value, work)) : entered;
    },
    queue: (job) => enter(job, 'queued'),
    async start(jobId, work) {
      const begun = store.write((tx) => {
        const job = tx.findDeviceJob(jobId);
        if (job?.state !== 'queued') return null;
        const started: DeviceJob = { ...job, state: 'started', startedAt: clock.now() };
        tx.saveDeviceJob(started);
        return started;
      });
      return begun === null ? refuse('JOB_NOT_QUEUED', '这件事已经开始或者已经取消') : ok(await carryOut(begun, work));
    },
    undecided: () =>
      store
        .listOpenDeviceJobs()
        .filter(waitsForPerson)
        .map((job) => (job.state === 'unknown' ? job : { ...job, state: 'unknown', sentence: NOT_WRITTEN })),
    settle(jobId, verdict, workNo) {
      const seen = SEEN[verdict];
      const settled = store.write((tx): Result<DeviceJob, Refusal> => {
        const job = tx.findDeviceJob(jobId);
        if (job === null) return refuse('UNKNOWN_JOB', '没有这条设备作业记录');
        if (job.settledBy !== null && job.state === seen.state) return ok(job);
        if (!waitsForPerson(job)) return refuse('JOB_DECIDED', `“${job.title}”已经有结果，这次登记没有采用，请以现有结果为准`);
        const decided: DeviceJob = { ...ended(job, seen), settledBy: workNo };
        tx.saveDeviceJob(decided);
        return ok(decided);
      });
      changed();
      return settled;
    },
    learn(jobId, end) {
      store.write((tx) => {
        const job = tx.findDeviceJob(jobId);
        if (job !== null && waitsForPerson(job)) tx.saveDeviceJob(ended(job, end));
      });
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
