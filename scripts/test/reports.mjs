import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Every folder that may hold a `.reports`: the root and each workspace. */
function projects() {
  const folders = [ROOT, join(ROOT, 'playwright'), join(ROOT, 'infra')];
  for (const parent of ['packages', 'apps']) {
    for (const name of readdirSync(join(ROOT, parent))) folders.push(join(ROOT, parent, name));
  }
  return folders.map((folder) => join(folder, '.reports'));
}

/** Takes old reports away, so that only what ran now, or what turbo restored from its cache, is counted. */
export function clearReports() {
  for (const folder of projects()) rmSync(folder, { recursive: true, force: true });
}

/**
 * Counts the tests of the reports of one stage: Vitest's for `test`, Playwright's for `e2e`.
 *
 * @param {string[]} tasks
 * @returns {Counts}
 */
export function countReports(tasks) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const file = tasks.includes('e2e') ? 'playwright.json' : 'vitest.json';
  for (const folder of projects()) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const found = file === 'vitest.json' ? ofVitest(report) : ofPlaywright(report);
    counts.passed += found.passed;
    counts.failed += found.failed;
    counts.skipped += found.skipped;
  }
  return counts;
}

/**
 * Why end-to-end tests were skipped, each reason once. The native servers' has a line of its own.
 *
 * @returns {string[]}
 */
export function skipReasons() {
  const reasons = projects()
    .map((folder) => join(folder, 'playwright.json'))
    .filter((path) => existsSync(path))
    .flatMap((path) => reasonsOf(JSON.parse(readFileSync(path, 'utf8'))));
  return [...new Set(reasons)];
}

/** @param {any} report Playwright's JSON report. @returns {string[]} */
export function reasonsOf({ suites = [], specs = [] }) {
  const own = specs
    .flatMap((/** @type {any} */ spec) => spec.tests)
    .filter((/** @type {any} */ test) => test.status === 'skipped')
    .flatMap((/** @type {any} */ test) => test.annotations)
    .filter((/** @type {any} */ { type }) => type === 'skip')
    .map((/** @type {any} */ { description }) => description ?? 'a test says no reason');
  return [...own, ...suites.flatMap(reasonsOf)];
}

/** @param {any} report Vitest's JSON report. @returns {Counts} */
export function ofVitest(report) {
  // A file that fails to load has no test of its own: the suite counts.
  const brokenFiles = (report.testResults ?? []).filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {any} report Playwright's JSON report. A flaky test has failed. @returns {Counts} */
export function ofPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/**
 * Counts turbo's tasks, each as one check: of lint, types and build.
 *
 * @param {string} root
 * @param {number} startedMillis
 * @returns {Counts}
 */
export function countTasks(root, startedMillis) {
  const folder = join(root, '.turbo', 'runs');
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(folder)) return counts;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < startedMillis) continue;
    for (const task of JSON.parse(readFileSync(path, 'utf8')).tasks ?? []) {
      if (task.command === '<NONEXISTENT>') continue;
      if (task.execution?.exitCode === 0 || task.cache?.status === 'HIT') counts.passed += 1;
      else counts.failed += 1;
    }
    rmSync(path);
  }
  return counts;
}
