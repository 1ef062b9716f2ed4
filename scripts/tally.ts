import { z } from 'zod';

/** How many checks ended in which way. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

const JestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  /** Files that could not even be loaded: their tests are in no other number. */
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })).default([]),
});

/** Counts a report of `jest --json`. */
export function countJest(report: unknown): Tally {
  const counts = JestReport.parse(report);
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests + counts.numRuntimeErrorTestSuites,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}

/** The files of a report in which something failed, or that could not be loaded. */
export function failedFiles(report: unknown): string[] {
  return JestReport.parse(report).testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/** Counts a run whose failed files ran a second time, by themselves: for them the second result counts. */
export function countWithSecondRun(first: unknown, second: unknown): Tally {
  const again = new Set(failedFiles(first));
  const tests = JestReport.parse(first).testResults.filter(({ name }) => again.has(name)).flatMap(({ assertionResults }) => assertionResults);
  const of = (...statuses: string[]): number => tests.filter(({ status }) => statuses.includes(status)).length;
  const before = countJest(first);
  const after = countJest(second);
  return {
    passed: before.passed - of('passed') + after.passed,
    failed: after.failed,
    skipped: before.skipped - of('pending', 'todo') + after.skipped,
  };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    NOTHING,
  );
}

/** Nothing failed and something ran. */
export function isPassed({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0;
}

/** `12 passed, 0 failed`, with `, 1 skipped` where something was. */
export function describeTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
