import { addTallies, countJest, describeTally, isPassed, NOTHING, ONE_FAILED, ONE_PASSED } from './tally.ts';

const report = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

test('a file that could not be loaded counts as failed', () => {
  const tally = countJest({ ...report, numRuntimeErrorTestSuites: 2 });
  expect(tally).toEqual({ passed: 10, failed: 2, skipped: 0 });
  expect(isPassed(tally)).toBe(false);
});

test('what was skipped is said, and only then', () => {
  expect(describeTally(countJest({ ...report, numPendingTests: 1, numTodoTests: 1 }))).toBe('10 passed, 0 failed, 2 skipped');
  expect(describeTally(addTallies([ONE_PASSED, ONE_FAILED, countJest(report)]))).toBe('11 passed, 1 failed');
});

test('nothing run is not passed', () => {
  expect(isPassed(NOTHING)).toBe(false);
  expect(isPassed(countJest({ ...report, numPassedTests: 0, numPendingTests: 5 }))).toBe(false);
});
