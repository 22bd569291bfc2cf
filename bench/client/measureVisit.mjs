const FETCHES = 200;
const LINES = 1_000;
/** Until what was recorded has been sent: batches are half a second old at most. */
const SENDING_MILLIS = 1_200;

/**
 * What a visit cost. `Main` is the time of all tasks of the main thread, sending included.
 *
 * @typedef {{ startMillis: number, longTasks: number, fetchMillis: number, fetchMainMillis: number,
 *   logMicros: number, logMainMicros: number }} Visit
 */

/**
 * Opens the page as a new visitor with a quarter of the processor, then, with all of it, sends requests and writes lines.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {boolean} instrumented
 * @returns {Promise<Visit>}
 */
export async function measureVisit(browser, origin, instrumented) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.addInitScript(watchLongFrames);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const telemetry = instrumented ? page.waitForRequest('**/api/telemetry/**') : undefined;
  await page.goto(origin, { waitUntil: 'load' });
  await telemetry;
  await page.waitForTimeout(SENDING_MILLIS);
  const startMillis = await page.evaluate(() => /** @type {any} */ (window).startedMillis ?? 0);
  const longTasks = instrumented ? await page.evaluate(ownLongTasks) : 0;
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });

  const mainMillis = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  /** @param {() => Promise<number>} work */
  const measured = async (work) => {
    const before = await mainMillis();
    const millis = await work();
    await page.waitForTimeout(SENDING_MILLIS);
    return { millis, main: (await mainMillis()) - before };
  };
  const fetches = await measured(() => page.evaluate(sendRequests, FETCHES));
  const lines = instrumented
    ? await measured(() => page.evaluate(writeLines, LINES))
    : { millis: Number.NaN, main: Number.NaN };
  await context.close();
  return {
    startMillis,
    longTasks,
    fetchMillis: fetches.millis / FETCHES,
    fetchMainMillis: fetches.main / FETCHES,
    logMicros: (lines.millis / LINES) * 1_000,
    logMainMicros: (lines.main / LINES) * 1_000,
  };
}

/** Runs in the page: keeps the scripts of frames that took long. */
function watchLongFrames() {
  /** @type {unknown[]} */
  const scripts = [];
  Object.assign(window, { longScripts: scripts });
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) scripts.push(.../** @type {any} */ (frame).scripts);
  }).observe({ type: 'long-animation-frame', buffered: true });
}

/**
 * Runs in the page. The scripts that hold the telemetry are those of its instrumentation, told by what they contain, and
 * those that the document does not name.
 */
async function ownLongTasks() {
  const { longScripts } = /** @type {any} */ (window);
  let count = 0;
  for (const { sourceURL, duration } of longScripts) {
    if (duration <= 50 || !sourceURL.endsWith('.js')) continue;
    const named = document.querySelector(`script[src="${new URL(sourceURL).pathname}"]`);
    const text = named ? await (await fetch(sourceURL, { cache: 'force-cache' })).text() : '';
    if (!named || text.includes('startedMillis')) count++;
  }
  return count;
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
