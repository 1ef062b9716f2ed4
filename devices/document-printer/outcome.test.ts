import { viewOfCondition } from './condition-view.ts';
import { outcomeOf } from './outcome.ts';
import type { JobCondition, PrinterCondition } from './protocol.ts';

const JOB: JobCondition = { id: 1, name: 'n', state: 'completed', reasons: [], pagesDone: 6, begun: true };

/** Three pages, two copies. */
test.each<[Partial<JobCondition>, string]>([
  [{}, 'printed'],
  // A raw queue of CUPS counts nothing.
  [{ pagesDone: 0 }, 'printed'],
  [{ reasons: ['processing-to-stop-point'] }, 'printed'],
  [{ reasons: ['job-completed-with-errors'] }, 'UNKNOWN with-errors'],
  [{ reasons: ['queued-in-device'] }, 'UNKNOWN handed-on'],
  [{ state: 'canceled', begun: false, pagesDone: 0 }, 'NOT_PRINTED cancelled'],
  [{ state: 'canceled', pagesDone: 0 }, 'UNKNOWN uncounted'],
  [{ state: 'canceled', pagesDone: 5 }, 'NOT_PRINTED cancelled'],
  [{ state: 'canceled', pagesDone: 6 }, 'UNKNOWN uncounted'],
  [{ state: 'canceled', pagesDone: null }, 'UNKNOWN uncounted'],
  [{ state: 'aborted', pagesDone: 2 }, 'NOT_PRINTED aborted'],
])('a job that ended %j is %s', (job, expected) => {
  const result = outcomeOf({ type: 'ended', job: { ...JOB, ...job } }, { pages: 3, copies: 2 });
  expect(result.ok ? 'printed' : `${result.error.outcome} ${result.error.cause}`).toBe(expected);
});

const IDLE: PrinterCondition = { state: 'idle', reasons: [], accepting: true, takesPdf: true };

test.each<[Partial<PrinterCondition>, string, string]>([
  [{}, 'ready', 'ready'],
  [{ state: 'processing' }, 'ready', 'printing'],
  [{ reasons: ['media-low-warning'] }, 'attention', 'media-low'],
  [{ reasons: ['toner-low-report'] }, 'ready', 'ready'],
  [{ reasons: ['media-empty-warning'] }, 'attention', 'media-empty'],
  [{ reasons: ['media-empty-error', 'media-jam'] }, 'fault', 'media-jam'],
  [{ reasons: ['offline-report'] }, 'fault', 'offline-report'],
  [{ state: 'stopped' }, 'fault', 'stopped'],
  [{ state: 'stopped', reasons: ['paused'] }, 'fault', 'paused'],
  [{ accepting: false }, 'fault', 'not-accepting'],
  [{ takesPdf: false }, 'fault', 'no-pdf'],
])('a queue that says %j is %s: %s', (condition, health, state) => {
  expect(viewOfCondition({ ...IDLE, ...condition })).toMatchObject({ health, state });
});
