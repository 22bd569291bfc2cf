import { expect, test } from 'vitest';
import { ofPlaywright, ofVitest, reasonsOf } from './reports.mjs';

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

test('the reason of a skipped end-to-end test is found, however deep its suite', () => {
  const skipped = { status: 'skipped', annotations: [{ type: 'skip', description: 'no Firefox' }] };
  const passed = { status: 'expected', annotations: [{ type: 'bytes', description: '1' }] };
  const report = { suites: [{ specs: [{ tests: [passed] }], suites: [{ specs: [{ tests: [skipped] }] }] }] };
  expect(reasonsOf(report)).toEqual(['no Firefox']);
});
