import { addTallies, countJest, countWithSecondRun, describeTally, failedFiles, isPassed, NOTHING, ONE_FAILED, ONE_PASSED } from './tally.ts';

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

describe('a second run of the files that failed', () => {
  const file = (name: string, ...statuses: string[]) =>
    ({ name, status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed', assertionResults: statuses.map((status) => ({ status })) });
  const first = {
    ...report, numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numRuntimeErrorTestSuites: 1,
    testResults: [file('/a', 'passed', 'passed', 'passed'), file('/b', 'passed', 'passed', 'failed', 'pending'), file('/c')],
  };

  test('those with a failed test and those that could not be loaded', () => expect(failedFiles(first)).toEqual(['/b', '/c']));

  test('counts for them, whichever way it ends', () => {
    expect(countWithSecondRun(first, { ...report, numPassedTests: 7, numPendingTests: 1 })).toEqual({ passed: 10, failed: 0, skipped: 1 });
    expect(countWithSecondRun(first, { ...report, numPassedTests: 6, numFailedTests: 1 })).toEqual({ passed: 9, failed: 1, skipped: 0 });
  });
});
