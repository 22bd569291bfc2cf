import { expect, test } from 'vitest';
import { ofPlaywright, ofVitest } from './reports.mjs';

test('a test file that does not load counts as failed', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  };
  expect(ofVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test('a flaky end-to-end test has failed', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(ofPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
});
