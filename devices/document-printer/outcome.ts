import { assertNever } from '../../shared/basics/assert-never.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { FollowEnd } from './follow-job.ts';
import type { JobCondition } from './protocol.ts';
import type { DocumentFailure, DocumentOrder, PrintResult } from './types.ts';

const LOOK = '请看出纸口：没有打出或不完整的，作废后再打印一份';

/** What the end of a job means for the document. Said to be printed is only what the queue itself says is finished. */
export function outcomeOf(end: FollowEnd, { pages, copies }: Pick<DocumentOrder, 'pages' | 'copies'>): PrintResult {
  switch (end.type) {
    case 'ended':
      return outcomeOfJob(end.job, pages * copies);
    case 'not-listed':
      return unknown('not-listed', `送打印时没有收到回答，打印队列里也没有这份文书的记录。${LOOK}。`);
    case 'forgotten':
      return unknown('forgotten', `打印队列里已经没有这份文书的记录，不知道有没有打完。${LOOK}。`);
    case 'lost-sight':
      return unknown('lost-sight', `打印机一直没有回答，不知道有没有打完。${LOOK}。`);
    case 'no-end':
      return unknown('no-end', `打印一直没有结束，也没有取消成。请到打印机上取消任务。${LOOK}。`);
    case 'stopped':
      return unknown('stopped', `程序退出时打印还没有结束。${LOOK}。`);
    default:
      return assertNever(end);
  }
}

function outcomeOfJob(job: JobCondition, total: number): PrintResult {
  if (job.state === 'completed') return outcomeOfCompleted(job);
  const cause = job.state === 'aborted' ? 'aborted' : 'cancelled';
  const happened = cause === 'aborted' ? '打印服务中止了打印' : '打印已取消';
  if (!job.begun) return notPrinted(cause, `${happened}，没有打出。`);
  const { pagesDone } = job;
  if (pagesDone === null || pagesDone === 0 || pagesDone >= total) return unknown('uncounted', `${happened}，但可能已经打出。${LOOK}。`);
  return notPrinted(cause, `${happened}，最多打出 ${pagesDone} 页，没有打完。请把打出的页作废后再打印。`);
}

function outcomeOfCompleted({ reasons, pagesDone }: JobCondition): PrintResult {
  if (reasons.includes('job-completed-with-errors')) return unknown('with-errors', `打印机说打完了，但途中出过错。${LOOK}。`);
  // RFC 8011 §5.3.8: handed to a device that cannot say what becomes of it.
  if (reasons.includes('queued-in-device')) return unknown('handed-on', `打印服务已把文书交给打印机，但打印机不回报结果。${LOOK}。`);
  return ok({ pages: pagesDone });
}

export function notPrinted(cause: DocumentFailure['cause'], sentence: string): PrintResult {
  return fail({ outcome: 'NOT_PRINTED', cause, sentence });
}

function unknown(cause: DocumentFailure['cause'], sentence: string): PrintResult {
  return fail({ outcome: 'UNKNOWN', cause, sentence });
}
