import { fuzzWithDamage, seededInteger, type FuzzSubject } from '../core/testing/fuzz-parser.ts';
import { createReportParser, encodeReport, HANVON, type PadReport } from './protocol.ts';

const SEED = 20260315;

function goodReports(): { bytes: Uint8Array; frame: PadReport }[] {
  const random = seededInteger(SEED);
  const pens = Array.from({ length: 50 }, (_, i): PadReport => ({
    type: (['down', 'move', 'up'] as const)[i % 3] ?? 'move',
    pen: { x: random(HANVON.maxX + 1), y: random(HANVON.maxY + 1), pressure: random(HANVON.maxPressure + 1) },
  }));
  const others: readonly PadReport[] = [
    { type: 'key', key: 'confirm' },
    { type: 'key', key: 'resign' },
    { type: 'answer', command: 'open' },
  ];
  return [...pens, ...others].map((frame) => ({ bytes: encodeReport(frame), frame }));
}

/** The reports have no check sum: what counts is that nothing is read that does not stand in the bytes. */
const subject: FuzzSubject<PadReport> = {
  createParser: createReportParser,
  good: goodReports(),
  checkedBytes: (report) => ('pen' in report ? encodeReport(report).slice(2) : encodeReport(report).slice(report.type === 'key' ? 6 : 1, report.type === 'answer' && report.command === 'init' ? 3 : 8)),
  needsPause: false,
};

test.each([
  ['random', 100_000],
  ['mutated', 10_000],
  ['truncated', 300],
  ['bit-flips', 3_000],
] as const)('%s input: nothing is read that does not stand there, and the next report is read', (kind, atLeast) => {
  const report = fuzzWithDamage(subject, kind, SEED);
  expect(report.cases).toBeGreaterThanOrEqual(atLeast);
  expect(report).toMatchObject({ wrongAccepts: 0, missed: 0, largestPending: 0 });
  expect(report.slowestPushMs).toBeLessThan(100);
}, 60_000);
