import { StationId, WorkNo } from '../../../shared/basics/ids.ts';
import { CLERKS } from '../../../test/helpers/test-hall.ts';
import { withHall, type HallUnderTest } from '../../../test/helpers/with-hall.ts';
import { openJobLedger, type JobEnd } from './job-ledger.ts';

const CLERK = WorkNo.parse(CLERKS[0]?.workNo);

/** A window whose printer was told to print when its process died; it has started again since. */
async function diedWhilePrinting(hall: HallUnderTest): Promise<string> {
  const counter = hall.counter();
  const ledger = openJobLedger({ store: counter.store, clock: hall.clock, newUlid: hall.newUlid });
  let id = '';
  void ledger.run({ kind: 'document-print', deviceId: 'counter-1/documentPrinter', reference: 'D1', title: '受理通知书' }, (jobId) => {
    id = jobId;
    return new Promise<JobEnd>(() => undefined);
  });
  await counter.restart();
  await hall.advance(3_000);
  return id;
}

test('a job cut off by a crash is shown at the console until somebody with a work number has looked', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const jobId = await diedWhilePrinting(hall);
    expect((await hall.console.state()).undecidedJobs).toMatchObject([{ stationId: 'counter-1', job: { id: jobId, state: 'unknown', title: '受理通知书' } }]);
    const answer = { stationId: StationId.parse('counter-1'), jobId, verdict: 'NOT_DONE' } as const;
    expect(await hall.console.page.settleJob({ ...answer, workNo: WorkNo.parse('99999') })).toMatchObject({ ok: false, error: { code: 'UNKNOWN_STAFF' } });
    expect((await hall.console.state()).undecidedJobs).toHaveLength(1);
    expect(await hall.console.page.settleJob({ ...answer, workNo: CLERK })).toMatchObject({ ok: true });
    await hall.advance(3_000);
    expect((await hall.console.state()).undecidedJobs).toEqual([]);
    expect(hall.counter().store.findDeviceJob(jobId)).toMatchObject({ state: 'failed', settledBy: CLERK });
    // Another manager's screen was still showing it.
    expect(await hall.console.page.settleJob({ ...answer, verdict: 'DONE', workNo: CLERK })).toMatchObject({ ok: true });
    await hall.advance(3_000);
    expect(hall.counter().store.findDeviceJob(jobId)?.state).toBe('failed');
    expect((await hall.console.state()).alarms).toMatchObject([{ text: '1号窗口：“受理通知书”已经有结果，这次登记没有采用，请以现有结果为准' }]);
  });
});

test('of a station that is away the list stays; the answer waits for its return', async () => {
  await withHall({ kiosks: 1, counters: 1 }, async (hall) => {
    const jobId = await diedWhilePrinting(hall);
    hall.counter().line.cut();
    await hall.advance(1_000);
    expect((await hall.console.state()).undecidedJobs).toHaveLength(1);
    const refused = await hall.console.page.settleJob({ stationId: StationId.parse('counter-1'), jobId, verdict: 'DONE', workNo: CLERK });
    expect(refused).toMatchObject({ ok: false, error: { code: 'STATION_AWAY' } });
    expect(hall.counter().store.findDeviceJob(jobId)?.state).toBe('unknown');
  });
});
