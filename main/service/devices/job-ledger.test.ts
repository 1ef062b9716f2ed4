import { WorkNo } from '../../../shared/basics/ids.ts';
import type { Result } from '../../../shared/basics/result.ts';
import type { Refusal } from '../../../shared/contract/outcome.ts';
import type { DeviceJob, DeviceJobState } from '../../../shared/types/device-job.ts';
import { freshStorePath, openTestStore } from '../../../test/helpers/store.ts';
import { StoreUnavailable } from '../../store/errors.ts';
import { openJobLedger, type JobEnd, type JobLedger, type NewDeviceJob } from './job-ledger.ts';

const LETTER: NewDeviceJob = { kind: 'document-print', deviceId: 'counter-1/documentPrinter', reference: 'D1', title: '受理通知书 受〔2026〕0001号' };
const CELL: NewDeviceJob = { kind: 'lock-open', deviceId: 'kiosk-1/locker', reference: 'D1', title: '3号柜格' };
const PRINTED: JobEnd = { state: 'done', sentence: '已打印 2 页' };
const NO_PAPER: JobEnd = { state: 'failed', sentence: '没有纸，没有打印' };
const JAMMED: JobEnd = { state: 'unknown', sentence: '卡纸了，请查看打了几页' };
const CLERK = WorkNo.parse('1001');

function openLedger(path = freshStorePath()) {
  const { store, clock, newUlid } = openTestStore(path);
  return { path, store, clock, newUlid, ledger: openJobLedger({ store, clock, newUlid }) };
}

function valueOf<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** What lies in the file: state and sentence. */
function inFile(bench: ReturnType<typeof openLedger>, jobId: string): [DeviceJobState | undefined, string | undefined] {
  const job = bench.store.findDeviceJob(jobId);
  return [job?.state, job?.sentence];
}

/** Begins a job whose device never answers, as at a crash; the store is left as the dead process leaves it. */
function beginAndDie(bench: ReturnType<typeof openLedger>, job: NewDeviceJob): string {
  let id = '';
  void bench.ledger.run(job, (jobId) => {
    id = jobId;
    return new Promise<JobEnd>(() => undefined);
  });
  bench.store.close();
  return id;
}

test.each([
  ['done', PRINTED],
  ['failed', NO_PAPER],
  ['unknown', JAMMED],
] as const)('%s by the device\'s own answer; before the device is touched the file says started', async (state, end) => {
  const bench = openLedger();
  let jobId = '';
  const outcome = await bench.ledger.run(LETTER, (id) => {
    jobId = id;
    expect(inFile(bench, id)).toEqual(['started', '']);
    return Promise.resolve(end);
  });
  expect(outcome).toEqual({ ok: true, value: end });
  expect(inFile(bench, jobId)).toEqual([state, end.sentence]);
  expect(bench.ledger.undecided().map((job) => job.id)).toEqual(state === 'unknown' ? [jobId] : []);
});

test('after a crash a started job is unknown, a queued one is known not done, and neither is begun again', () => {
  const before = openLedger();
  const queued = valueOf(before.ledger.queue(CELL));
  const started = beginAndDie(before, LETTER);

  const after = openLedger(before.path);
  expect(inFile(after, started)).toEqual(['unknown', '做到一半时程序中断，不知道有没有做成，请到现场查看']);
  expect(inFile(after, queued.id)).toEqual(['failed', '还没有开始，程序就中断了，没有做']);
  expect(after.ledger.undecided().map((job) => job.title)).toEqual(['受理通知书 受〔2026〕0001号']);
});

test('while one is undecided the same is not done again; another kind or thing is', async () => {
  const bench = openLedger();
  await bench.ledger.run(LETTER, () => Promise.resolve(JAMMED));
  const touched: string[] = [];
  async function tryAgain(job: NewDeviceJob): Promise<string> {
    const outcome = await bench.ledger.run(job, (id) => {
      touched.push(id);
      return Promise.resolve(PRINTED);
    });
    return outcome.ok ? outcome.value.state : outcome.error.code;
  }
  expect(await tryAgain(LETTER)).toBe('JOB_UNDECIDED');
  expect(await tryAgain(CELL)).toBe('done');
  expect(await tryAgain({ ...LETTER, reference: 'D2' })).toBe('done');
  expect(touched).toHaveLength(2);
});

test('two at once: one is refused', async () => {
  const bench = openLedger();
  const slow = Promise.withResolvers<JobEnd>();
  const first = bench.ledger.run(LETTER, () => slow.promise);
  expect(await bench.ledger.run(LETTER, () => Promise.resolve(PRINTED))).toMatchObject({
    ok: false,
    error: { code: 'JOB_UNDECIDED', sentence: '“受理通知书 受〔2026〕0001号”正在进行，请稍候' },
  });
  slow.resolve(PRINTED);
  expect(await first).toEqual({ ok: true, value: PRINTED });
});

describe('a person looks', () => {
  async function unknownJob(): Promise<{ ledger: JobLedger; job: DeviceJob; bench: ReturnType<typeof openLedger> }> {
    const bench = openLedger();
    await bench.ledger.run(LETTER, () => Promise.resolve(JAMMED));
    const [job] = bench.ledger.undecided();
    if (job === undefined) throw new Error('not on the list');
    return { ledger: bench.ledger, job, bench };
  }

  test.each([
    ['DONE', 'done', '工作人员到现场查看：已经做成'],
    ['NOT_DONE', 'failed', '工作人员到现场查看：没有做成'],
  ] as const)('%s is recorded with the work number, and the next may be done', async (verdict, state, sentence) => {
    const { ledger, job, bench } = await unknownJob();
    await bench.clock.advance(60_000);
    expect(valueOf(ledger.settle(job.id, verdict, CLERK))).toMatchObject({ state, sentence, settledBy: '1001', endedAt: bench.clock.now() });
    expect(bench.store.findDeviceJob(job.id)).toMatchObject({ state, settledBy: '1001' });
    expect(ledger.undecided()).toEqual([]);
    expect((await ledger.run(LETTER, () => Promise.resolve(PRINTED))).ok).toBe(true);
  });

  test('the same verdict again changes nothing, a contrary one is refused', async () => {
    const { ledger, job } = await unknownJob();
    const first = valueOf(ledger.settle(job.id, 'DONE', CLERK));
    expect(valueOf(ledger.settle(job.id, 'DONE', WorkNo.parse('1002')))).toEqual(first);
    expect(ledger.settle(job.id, 'NOT_DONE', CLERK)).toMatchObject({ ok: false, error: { code: 'JOB_DECIDED' } });
    expect(ledger.settle('01K0', 'DONE', CLERK)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_JOB' } });
  });

  test('a job under way is not for a person yet', async () => {
    const bench = openLedger();
    const slow = Promise.withResolvers<JobEnd>();
    let jobId = '';
    const running = bench.ledger.run(LETTER, (id) => {
      jobId = id;
      return slow.promise;
    });
    expect(bench.ledger.undecided()).toEqual([]);
    expect(bench.ledger.settle(jobId, 'DONE', CLERK)).toMatchObject({ ok: false, error: { code: 'JOB_DECIDED' } });
    slow.resolve(PRINTED);
    await running;
  });
});

test('a bug in the work leaves the job unknown', async () => {
  const bench = openLedger();
  await expect(bench.ledger.run(LETTER, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  expect(bench.ledger.undecided()).toMatchObject([{ state: 'unknown', sentence: '没有做完就出错了，不知道有没有做成，请到现场查看' }]);
});

test('an end that the disk refused is for a person, at once and after the restart', async () => {
  const { path, store, clock, newUlid } = openLedger();
  let full = false;
  const ledger = openJobLedger({
    clock,
    newUlid,
    store: {
      ...store,
      write: (body) => {
        if (full) throw new StoreUnavailable('DISK_FULL', null);
        return store.write(body);
      },
    },
  });
  const refused = ledger.run(LETTER, () => {
    full = true;
    return Promise.resolve(PRINTED);
  });
  await expect(refused).rejects.toThrow(StoreUnavailable);
  expect(ledger.undecided()).toMatchObject([{ reference: 'D1', state: 'unknown', sentence: '结果没有保存下来，不知道有没有做成，请到现场查看' }]);
  store.close();
  expect(openLedger(path).ledger.undecided()).toMatchObject([{ reference: 'D1', state: 'unknown' }]);
});

test('a queued job is begun once', async () => {
  const bench = openLedger();
  const { id } = valueOf(bench.ledger.queue(LETTER));
  expect(await bench.ledger.start(id, () => Promise.resolve(PRINTED))).toEqual({ ok: true, value: PRINTED });
  expect(await bench.ledger.start(id, () => Promise.resolve(PRINTED))).toMatchObject({ ok: false, error: { code: 'JOB_NOT_QUEUED' } });
});

test('ended jobs are forgotten after 30 days, undecided ones never', async () => {
  const bench = openLedger();
  const ids: string[] = [];
  for (const [reference, end] of [['D1', PRINTED], ['D2', JAMMED]] as const) {
    await bench.ledger.run({ ...LETTER, reference }, (id) => {
      ids.push(id);
      return Promise.resolve(end);
    });
  }
  await bench.clock.advance(31 * 24 * 3_600_000);
  openJobLedger({ store: bench.store, clock: bench.clock, newUlid: bench.newUlid });
  expect(ids.map((id) => bench.store.findDeviceJob(id)?.state)).toEqual([undefined, 'unknown']);
});
