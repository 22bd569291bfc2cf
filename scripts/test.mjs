#!/usr/bin/env node
// `npm test`: installs, then lint, types, unit, integration and e2e tests. The last line counts them all.
import { BINARIES } from '../infra/native/binaries.mjs';
import { isCi, nativeProblem } from '../infra/native/nativeProblem.mjs';
import { TURBO } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNodeVersion } from './bootstrap/nodeVersion.mjs';
import { fail, green, red, step } from './bootstrap/progress.mjs';
import { ROOT, run, stopRunning, tail } from './bootstrap/run.mjs';
import { clearReports, countReports, countTasks, skipReasons } from './test/reports.mjs';

/** Stages run one after the other: what is cheap and finds most comes first, and e2e has the machine for itself. */
const STAGES = [
  { title: 'Lint and types', tasks: ['//#lint', 'typecheck', '//#typecheck:scripts'] },
  { title: 'Build', tasks: ['build'] },
  { title: 'Unit and integration tests', tasks: ['test', '//#test:scripts'] },
  { title: 'End-to-end tests in a real browser', tasks: ['e2e'] },
];

requireNodeVersion();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    stopRunning();
    process.exit(130);
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const add = (/** @type {typeof total} */ counts) => {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
};

try {
  await ensureInstalled();
  clearReports();
  for (const { title, tasks } of STAGES) {
    const { counts, output, code } = await stage(title, tasks);
    add(counts);
    const mark = counts.failed || code !== 0 ? red('✗') : green('✓');
    process.stdout.write(
      `${mark} ${title}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
    );
    if (code !== 0) process.stdout.write(`${tail(output, 400)}\n`);
    // Without a build there is nothing to test.
    if (code !== 0 && title === 'Build') break;
  }
} catch (error) {
  fail(error);
  total.failed += 1;
}

// In CI these tests fail instead.
const problem = nativeProblem(
  /** @type {import('../infra/native/binaries.mjs').BinaryName[]} */ (Object.keys(BINARIES)),
);
if (problem && !isCi()) {
  process.stdout.write(
    `\nSkipped are the tests on the real Jaeger, Loki, Prometheus and Collector: ${problem}\n`,
  );
}

for (const reason of skipReasons()) process.stdout.write(`\nSkipped: ${reason}\n`);

process.exitCode = total.failed > 0 ? 1 : 0;
// The plain form, alone on its line: CI reads it.
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);

/** @param {string} title @param {string[]} tasks */
async function stage(title, tasks) {
  const [node, turbo] = TURBO;
  const args = [
    String(turbo),
    'run',
    ...tasks,
    '--continue=always',
    '--output-logs=errors-only',
    '--summarize',
  ];
  // One at a time where browsers and servers are timed by conditions; two cores are few.
  const concurrency = title.startsWith('Unit') ? ['--concurrency=2'] : [];
  const started = Date.now();
  const result = await step(title, (update) =>
    run(String(node), [...args, ...concurrency], { onLine: (line) => update(line.slice(0, 100)) }),
  );
  const counts = title.includes('tests') ? countReports(tasks) : countTasks(ROOT, started);
  // A stage that failed without a failed test failed before its tests.
  if (result.code !== 0 && counts.failed === 0) counts.failed = 1;
  if (result.code === 0 && counts.passed === 0) counts.failed = 1;
  return { counts, ...result };
}
