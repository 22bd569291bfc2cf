import { longestTasks } from './longestTasks.mjs';

/** @typedef {import('./longestTasks.mjs').TraceEvent} TraceEvent */

const FETCHES = 200;
const LINES = 1_000;
/**
 * Until what was recorded has been sent: batches are half a second old at most. A wait and no condition, for raw and bare, which
 * send otherwise or nothing, must get the same time.
 */
const SENDING_MILLIS = 1_200;

/**
 * What a visit cost: processor time of the main thread, but for `fetchMillis`, which is a visitor's time. `wholeStartMillis` and
 * `wholeLongestMillis` are of another visit, with all of the processor.
 *
 * @typedef {{ wholeStartMillis: number, wholeLongestMillis: number, startMillis: number, firstLineMillis: number, longestTaskMillis: number,
 *   fetchMillis: number, fetchMainMillis: number, logMicros: number, logMainMicros: number }} Visit
 */

/**
 * Opens the page as a new visitor with all of the processor, as another one with a quarter of it, and then, with all of it, sends
 * requests and writes lines.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {boolean} instrumented
 * @returns {Promise<Visit>}
 */
export async function measureVisit(browser, origin, instrumented) {
  const whole = await open(browser, origin, instrumented, 1);
  await whole.context.close();
  const { context, page, devtools, traceEvents, html } = await open(browser, origin, instrumented, 4);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });

  const mainMillis = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  const beforeFetches = await mainMillis();
  const fetchMillis = await page.evaluate(sendRequests, FETCHES);
  await page.waitForTimeout(SENDING_MILLIS);
  const beforeLines = await mainMillis();
  let written = Number.NaN;
  if (instrumented) {
    await page.evaluate(writeLines, LINES);
    written = await mainMillis();
    await page.waitForTimeout(SENDING_MILLIS);
  }
  const end = await mainMillis();
  await context.close();
  return {
    wholeStartMillis: startOf(whole.traceEvents),
    wholeLongestMillis: longestTasks(whole.traceEvents, whole.html).deferred,
    startMillis: startOf(traceEvents),
    firstLineMillis: between(traceEvents, 'before first line', 'first line written'),
    longestTaskMillis: longestTasks(traceEvents, html).deferred,
    fetchMillis: fetchMillis / FETCHES,
    fetchMainMillis: (beforeLines - beforeFetches) / FETCHES,
    logMicros: ((written - beforeLines) / LINES) * 1_000,
    logMainMicros: ((end - beforeLines) / LINES) * 1_000,
  };
}

/**
 * Opens the page in a new context, and waits until what it sent at the start has gone.
 *
 * @param {import('playwright-core').Browser} browser @param {string} origin @param {boolean} instrumented
 * @param {number} rate of the throttling: 4 leaves a quarter
 */
async function open(browser, origin, instrumented, rate) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] });
  const telemetry = instrumented ? page.waitForRequest('**/api/telemetry/**') : undefined;
  const response = await page.goto(origin, { waitUntil: 'load' });
  const html = (await response?.text()) ?? '';
  await telemetry;
  await page.waitForTimeout(SENDING_MILLIS);
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  return { context, page, devtools, traceEvents, html };
}

/** From before the first function of the telemetry is compiled to the end of its call. @param {TraceEvent[]} events */
const startOf = (events) => between(events, 'before telemetry', 'telemetry started');

/** Milliseconds between two marks of the page. @param {TraceEvent[]} events @param {string} first @param {string} second */
function between(events, first, second) {
  const at = (/** @type {string} */ mark) => events.find(({ name }) => name === mark)?.tts ?? Number.NaN;
  return (at(second) - at(first)) / 1_000;
}

/** Runs in the page. @param {number} count */
async function sendRequests(count) {
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) await (await fetch('/api/echo')).text();
  return performance.now() - startedAt;
}

/** Runs in the page. @param {number} count */
async function writeLines(count) {
  const { writeLog } = /** @type {any} */ (window);
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) writeLog(`line ${index}`);
  return performance.now() - startedAt;
}
