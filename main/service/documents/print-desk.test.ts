import type { DocumentPrinter, PrintResult } from '../../../devices/document-printer/types.ts';
import { DocumentId, WorkNo, type CaseId } from '../../../shared/basics/ids.ts';
import { fail, ok } from '../../../shared/basics/result.ts';
import { DONE } from '../../../shared/contract/outcome.ts';
import type { IssuedDocument } from '../../../shared/types/case-file.ts';
import { StationConfig } from '../../../shared/types/hall.ts';
import { freshStorePath, openTestStore } from '../../../test/helpers/store.ts';
import { openJobLedger } from '../devices/job-ledger.ts';
import { createPrintDesk } from './print-desk.ts';

const LETTER = DocumentId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
const CLERK = WorkNo.parse('1001');
const UNKNOWN: PrintResult = fail({ outcome: 'UNKNOWN', cause: 'forgotten', sentence: '请看出纸口。' });
const NO_PAPER: PrintResult = fail({ outcome: 'NOT_PRINTED', cause: 'blocked', sentence: '请加纸。' });
const OUT: PrintResult = ok({ pages: 2 });
const QUIET = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A station's file with a print desk over a printer that answers as told, and not before. */
function openDesk(path = freshStorePath()) {
  const { store, clock, newUlid } = openTestStore(path);
  const jobs = openJobLedger({ store, clock, newUlid });
  const sent: string[] = [];
  const followed: string[] = [];
  const recorded: (number | null)[] = [];
  let answer = Promise.withResolvers<PrintResult>();
  let reached: () => void = () => undefined;
  const printer: DocumentPrinter = {
    kind: 'documentPrinter',
    address: 'ipp://127.0.0.1:631/printers/a4',
    status: () => ({ health: 'ready', state: 'ready', advice: '', since: 0, lastGoodAt: null, counters: {} }),
    onStatus(listener) {
      reached = () => listener(printer.status());
      return () => undefined;
    },
    start: () => undefined,
    stop: () => Promise.resolve(),
    print(order, onProgress) {
      sent.push(order.name);
      onProgress({ step: 'printing', pagesDone: 1, advice: '' });
      return answer.promise;
    },
    followAgain(order) {
      followed.push(order.name);
      return answer.promise;
    },
    cancel: () => Promise.resolve(true),
  };
  const document: IssuedDocument = { id: LETTER, caseId: newUlid() as CaseId, kind: 'ACCEPT', no: '受〔2026〕0001号', templateVersion: '1', sha256: '0'.repeat(64), pages: 2, issuedAt: 0 };
  const documents = {
    find: () => document,
    printable: () => Promise.resolve(ok(Buffer.from(''))),
    printed(_: DocumentId, since: number | null = null) {
      recorded.push(since);
      return DONE;
    },
  };
  const station = { id: 'counter-1', name: '1号窗口', role: 'counter', listen: { host: '127.0.0.1', port: 0 }, keyHash: '0'.repeat(64), devices: {} };
  const desk = createPrintDesk({ station: StationConfig.parse(station), store, jobs, log: QUIET }, printer, documents, () => undefined);
  async function end(result: PrintResult): Promise<void> {
    answer.resolve(result);
    await new Promise((resolve) => setImmediate(resolve));
    answer = Promise.withResolvers();
  }
  async function breakOff(): Promise<void> {
    answer.reject(new Error('a bug'));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { path, store, desk, sent, followed, recorded, end, breakOff, reach: () => reached() };
}

test('while it prints the clerk sees the page, and a second press prints nothing more', async () => {
  const { desk, sent, end, recorded } = openDesk();
  expect(await desk.print(LETTER)).toEqual(DONE);
  expect(desk.views()).toEqual([{ documentId: LETTER, state: 'printing', step: 'printing', pagesDone: 1, sentence: '' }]);
  expect(await desk.print(LETTER)).toMatchObject({ ok: false, error: { code: 'JOB_UNDECIDED' } });
  await end(OUT);
  expect(desk.views()).toMatchObject([{ state: 'printed' }]);
  expect(sent).toHaveLength(1);
  expect(recorded).toEqual([null]);
});

test('known not printed: nothing is recorded, and it may be printed again', async () => {
  const { desk, sent, end, recorded } = openDesk();
  await desk.print(LETTER);
  await end(NO_PAPER);
  expect(desk.views()).toMatchObject([{ state: 'failed', sentence: '请加纸。' }]);
  expect(recorded).toEqual([]);
  expect(await desk.print(LETTER)).toEqual(DONE);
  expect(new Set(sent).size).toBe(2);
});

test.each([
  ['DONE', 'printed', 1],
  ['NOT_DONE', 'failed', 0],
] as const)('in doubt nothing is printed again until a person has looked: %s', async (verdict, state, records) => {
  const { desk, sent, end, recorded } = openDesk();
  await desk.print(LETTER);
  await end(UNKNOWN);
  expect(desk.views()).toMatchObject([{ state: 'unknown', sentence: '请看出纸口。' }]);
  expect(await desk.print(LETTER)).toMatchObject({ ok: false, error: { code: 'JOB_UNDECIDED' } });
  expect(desk.settle(LETTER, verdict, CLERK)).toEqual(DONE);
  expect(desk.views()).toMatchObject([{ state }]);
  expect(recorded).toHaveLength(records);
  expect(sent).toHaveLength(1);
});

test('a print that broke off on our side is in doubt, and a person can settle it', async () => {
  const { desk, breakOff } = openDesk();
  await desk.print(LETTER);
  await breakOff();
  expect(desk.views()).toMatchObject([{ state: 'unknown', sentence: '没有做完就出错了，不知道有没有做成，请到现场查看' }]);
  expect(desk.settle(LETTER, 'NOT_DONE', CLERK)).toEqual(DONE);
  expect(desk.views()).toMatchObject([{ state: 'failed' }]);
});

test.each([
  ['the queue says it came out', OUT, 'printed', 1],
  ['the queue says it did not', NO_PAPER, 'failed', 0],
  ['the queue does not know', UNKNOWN, 'unknown', 0],
] as const)('after a crash the queue is asked by the name of the job, nothing is sent: %s', async (_, result, state, records) => {
  const before = openDesk();
  await before.desk.print(LETTER);
  const startedAt = before.store.listOpenDeviceJobs()[0]?.startedAt;
  before.store.close();
  const after = openDesk(before.path);
  expect(after.desk.views()).toMatchObject([{ state: 'unknown' }]);
  after.reach();
  await after.end(result);
  expect(after.followed).toEqual(before.sent);
  expect(after.sent).toEqual([]);
  expect(after.desk.views()).toMatchObject([{ state }]);
  // Recorded as the print of that job, so that a record of it from before the crash is not followed by a second.
  expect(after.recorded).toEqual(Array.from({ length: records }, () => startedAt));
  after.reach();
  expect(after.followed).toHaveLength(1);
});
