// What the client costs a visitor, against an app without it and against OpenTelemetry's own packages, in one run: bytes in
// a real Next build with both bundlers, then time in a real browser, one after the other and over again.
import { chromium } from '@playwright/test';
import { findChromium } from '../../packages/playwright/dist/chromium/index.js';
import { percentile, report, round } from '../measure.mjs';
import { INSTRUMENTATIONS, TIMED, unmeasured } from './compositions.mjs';
import { addedBytes, measureScripts } from './measureSize.mjs';
import { measureVisit } from './measureVisit.mjs';
import { buildNextApp, serveNextApp } from './nextApp.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 15);
const KIB = 1024;
/** From here on a task is a long one to a browser. */
const LONG_MILLIS = 50;
const COMPOSITIONS = /** @type {const} */ (['light', 'standard', 'raw']);
const BUDGETS = { light: 24 * KIB, standard: 30 * KIB, raw: undefined };

/** @typedef {import('./measureVisit.mjs').Visit} Visit */

const { executablePath, args, env = {} } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
try {
  report(import.meta.url, `ROUNDS=${ROUNDS} node bench/client/run.mjs`, [
    ...(await bytes()),
    ...(await times()),
  ]);
} finally {
  await browser.close();
}

async function bytes() {
  const figures = [];
  for (const bundler of /** @type {const} */ (['turbopack', 'webpack'])) {
    const bare = await measureScripts(browser, `bench-bare-${bundler}`, { bundler });
    for (const composition of COMPOSITIONS) {
      const instrumentation = unmeasured(INSTRUMENTATIONS[composition]);
      const app = await measureScripts(browser, `bench-${composition}-${bundler}`, {
        bundler,
        instrumentation,
      });
      const added = addedBytes(bare, app);
      const budget = BUDGETS[composition];
      figures.push(
        figure(
          `${composition}, ${bundler}: before hydration`,
          added.critical,
          'bytes gzip',
          budget && 4 * KIB,
        ),
        figure(`${composition}, ${bundler}: in all`, added.total, 'bytes gzip', budget),
      );
    }
  }
  return figures;
}

async function times() {
  /** @type {Record<string, Awaited<ReturnType<typeof serveNextApp>>>} */
  const apps = {};
  for (const [name, telemetry] of Object.entries({ bare: TIMED.nothing, ...INSTRUMENTATIONS })) {
    const folder = await buildNextApp(`bench-timed-${name}`, {
      instrumentation: TIMED.instrumentation,
      files: { 'before.js': TIMED.before, 'telemetry.js': telemetry },
    });
    apps[name] = await serveNextApp(folder);
  }
  /** @type {Record<string, Visit>[]} */
  const rounds = [];
  try {
    for (let index = 0; index <= ROUNDS; index++) {
      /** @type {Record<string, Visit>} */
      const visits = {};
      // Whoever comes first is another one each time.
      const order = Object.keys(apps);
      for (const name of [...order.slice(index % order.length), ...order.slice(0, index % order.length)]) {
        visits[name] = await measureVisit(browser, apps[name].origin, name !== 'bare');
      }
      // The first round warms the servers up.
      if (index > 0) rounds.push(visits);
    }
  } finally {
    for (const app of Object.values(apps)) await app.stop();
  }
  const median = (/** @type {(visits: Record<string, Visit>) => number} */ of) =>
    percentile(rounds.map(of), 0.5);
  return COMPOSITIONS.flatMap((name) => {
    const isOurs = name !== 'raw';
    const perFetch = median((visits) => visits[name].fetchMainMillis / visits.bare.fetchMainMillis);
    const perFetchRaw = median((visits) => visits[name].fetchMainMillis / visits.raw.fetchMainMillis);
    const perLogRaw = median((visits) => visits[name].logMainMicros / visits.raw.logMainMicros);
    return [
      figure(
        `${name}: start-up, a quarter of the processor`,
        round(median((visits) => visits[name].startMillis - visits.bare.startMillis)),
        'ms',
        isOurs ? 2 : undefined,
      ),
      // Chromium's throttling does not slow everything alike: what has never run before, compiling above all, becomes five to
      // eight times as slow at a rate of 4. So the same without it.
      figure(
        `${name}: start-up, the whole processor`,
        round(median((visits) => visits[name].wholeStartMillis - visits.bare.wholeStartMillis)),
        'ms',
        isOurs ? 0.5 : undefined,
      ),
      // Of ours the first to need the client pays for what start-up leaves out.
      figure(
        `${name}: first line, a quarter of the processor`,
        round(median((visits) => visits[name].firstLineMillis)),
        'ms',
      ),
      // The median: once in some thirty visits the throttled page stands still for a moment, and whatever runs then, parsing
      // included, takes four times as long. The most of all visits is that of the whole processor, of which a quarter is allowed.
      ...(isOurs
        ? [
            figure(
              `${name}: longest task of what follows, a quarter of the processor`,
              round(
                median((visits) => visits[name].longestTaskMillis),
                1,
              ),
              'ms',
              LONG_MILLIS,
            ),
            figure(
              `${name}: longest task of what follows, the whole processor`,
              round(Math.max(...rounds.map((visits) => visits[name].wholeLongestMillis)), 1),
              'ms',
              LONG_MILLIS / 4,
            ),
          ]
        : []),
      figure(
        `${name}: a fetch until its body is read, of one without`,
        round(median((visits) => visits[name].fetchMillis / visits.bare.fetchMillis)),
        'times',
      ),
      figure(`${name}: main thread per fetch, of one without`, round(perFetch), 'times'),
      ...(isOurs ? [figure(`${name}: main thread per fetch, of raw`, round(perFetchRaw), 'times', 1)] : []),
      figure(
        `${name}: a call that logs`,
        round(
          median((visits) => visits[name].logMicros),
          1,
        ),
        'µs',
      ),
      figure(
        `${name}: main thread per line, sending included`,
        round(
          median((visits) => visits[name].logMainMicros),
          1,
        ),
        'µs',
      ),
      ...(isOurs ? [figure(`${name}: main thread per line, of raw`, round(perLogRaw), 'times', 1)] : []),
    ];
  });
}

/**
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {number} [goal] the most that it may be
 * @returns {import('../measure.mjs').Figure}
 */
function figure(name, value, unit, goal) {
  return goal === undefined ? { name, value, unit } : { name, value, unit, goal, op: '<=' };
}
