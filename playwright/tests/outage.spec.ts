import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { allocatePorts } from '../../infra/stack/allocatePorts.mjs';
import { jaegerServer } from '../../infra/stack/servers/jaeger.mjs';
import { lokiServer } from '../../infra/stack/servers/loki.mjs';
import { RealServer } from '../stack/RealServer.js';
import { CARD, Shop } from '../stack/Shop.js';
import { startShop } from '../stack/startShop.js';
import { expect, test, traceIdOf } from '../stack/test.js';

const OUTAGE_MILLIS = 10_000;
/** However slow the machine is: also one that begins while the server is gone. */
const FEWEST_VISITS = 2;
/** The first products of the home page, in turn: one alone would be sold out. */
const PRODUCTS = 6;
/**
 * Whoever waits for telemetry waits for the five seconds after which a delivery is given up, or for the server to come
 * back. Half of that is far from what a machine takes that has nothing else to do; on one that is busy, a shop whose
 * servers are well, visited at the same time, says what is slow.
 */
const SLOW_MILLIS = 2_500;
const SLOWER_THAN_THE_OTHER = 3;

interface Visit {
  readonly traceId: string;
  /** What a visitor or their console would see of trouble. */
  readonly problems: readonly string[];
  readonly slowestMillis: number;
}

test('Jaeger or Loki standing still, or killed and started again, for 10 s: no visitor notices', async ({
  browser,
  urls: wellShop,
  telemetryTimeoutMillis,
}) => {
  test.setTimeout(300_000);
  const data = mkdtempSync(join(tmpdir(), 'throughline-outage-'));
  const { ports } = await allocatePorts('0');
  // Right behind the shop, with no Collector that would take the blow for it.
  const placement = { data, ports, entry: 'jaeger', logFiles: '' } as const;
  const jaeger = new RealServer(jaegerServer(placement), data);
  const loki = new RealServer(lokiServer(placement), data);
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const servers = {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: at(ports.otlpHttp),
      LOKI_URL: at(ports.loki),
      THROUGHLINE_METRICS_TOKEN: 'nobody-scrapes-here',
    },
    query: { jaeger: at(ports.jaegerQuery), loki: at(ports.loki), metrics: at(ports.prometheus) },
    scrape: () => {},
  };
  let stopShop = async () => {};
  try {
    await jaeger.start();
    await loki.start();
    const { url, telemetry, stop } = await startShop(servers, {}, telemetryTimeoutMillis);
    stopShop = stop;

    let rounds = 0;
    const visits: { here: Visit[]; there: Visit[] } = { here: [], there: [] };
    /** One visitor to each shop, at the same time. */
    const visitBoth = async () => {
      const product = rounds++ % PRODUCTS;
      const [here, there] = await Promise.all([
        buy(browser, url, product),
        buy(browser, wellShop.store, product),
      ]);
      visits.here.push(here);
      visits.there.push(there);
    };
    // The first visitor of a shop waits for what it loads once.
    await test.step('before', visitBoth);

    const outages = [
      { what: 'Jaeger stands still', begin: () => jaeger.pause(), end: () => jaeger.resume() },
      { what: 'Loki stands still', begin: () => loki.pause(), end: () => loki.resume() },
      { what: 'Jaeger is killed', begin: () => jaeger.kill(), end: () => jaeger.start() },
      { what: 'Loki is killed', begin: () => loki.kill(), end: () => loki.start() },
    ];
    for (const { what, begin, end } of outages) {
      visits.here.length = visits.there.length = 0;
      await test.step(what, async () => {
        await begin();
        const until = Date.now() + OUTAGE_MILLIS;
        while (Date.now() < until || visits.here.length < FEWEST_VISITS) await visitBoth();
        await end();
      });
      const [slowestHere, slowestThere] = [slowest(visits.here), slowest(visits.there)];
      test.info().annotations.push({
        type: what,
        description: `${visits.here.length} purchases, slowest answer ${slowestHere} ms; other shop ${slowestThere} ms`,
      });
      const problems = visits.here.flatMap((visit) => visit.problems);
      expect(problems, what).toEqual([]);
      expect(slowestHere, what).toBeLessThan(Math.max(SLOW_MILLIS, SLOWER_THAN_THE_OTHER * slowestThere));
      await test.step(`${what}: what was recorded meanwhile is there afterwards`, async () => {
        for (const { traceId } of visits.here) {
          await telemetry.traceWith(traceId, {
            service: 'store-browser',
            name: 'Buy',
            descendants: [{ service: 'payments', kind: 'server' }],
          });
          await telemetry.logs(traceId, (lines) => lines.some(({ labels }) => labels.source === 'server'));
        }
      });
    }
  } finally {
    await stopShop();
    await jaeger.stop();
    await loki.stop();
    rmSync(data, { recursive: true, force: true });
  }
});

/** One visitor with a browser of their own, from the home page to the thanks. */
async function buy(browser: Browser, baseURL: string, product: number): Promise<Visit> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const problems: string[] = [];
  const answerMillis: number[] = [];
  page.on('console', (message) => {
    // Chromium's own, on a machine that is busy: of Next's style sheets.
    if (/was preloaded using link preload but not used/.test(message.text())) return;
    problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfinished', (request) => answerMillis.push(Math.round(request.timing().responseEnd)));
  const shop = new Shop(page);
  await shop.fillCart(product);
  const response = await shop.buy(CARD.good);
  await expect(page.getByRole('heading', { name: /thank you/i })).toBeVisible();
  // The page sends what it holds as it is left.
  await page.goto('about:blank');
  await context.close();
  return { traceId: traceIdOf(response), problems, slowestMillis: Math.max(...answerMillis) };
}

function slowest(visits: readonly Visit[]): number {
  return Math.max(...visits.map(({ slowestMillis }) => slowestMillis));
}
