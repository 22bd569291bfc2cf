import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { askLoki, askPrometheus, drawable, exemplarTraces } from '../testing/askStores.js';
import { dashboardQueries, type Query, variableQueries } from '../testing/dashboardQueries.js';
import { needsNative } from '../testing/needsNative.js';
import { getJson } from '../testing/queryServers.js';
import { ruleQueries, selectorsOf } from '../testing/ruleQueries.js';
import { type StartedStack, startNativeStack } from '../testing/spawnStack.js';
import { startApps } from '../testing/startApps.js';
import { ALL, chosen, SHOWN_SECONDS, substitute } from '../testing/substitute.js';
import { type Scene, TROUBLES } from '../testing/troubles.js';
import { sendVisitors } from '../testing/visitors.js';

const TOKEN = 'a-token-of-the-test';
/** Visitors come one after the other, and a rate needs some of them. */
const WAIT = { timeout: 150_000, interval: 1_000 };
const TEST_MILLIS = WAIT.timeout + 30_000;

const QUERIES = [...dashboardQueries(), ...ruleQueries()].filter(({ dataSource }) => dataSource !== 'jaeger');
/** Of the published Collector image: nothing that can be built here fills them. */
const NOT_RUN = QUERIES.filter(({ expr }) => expr.includes('traces_service_graph_'));
const RUN = QUERIES.filter((query) => !NOT_RUN.includes(query));
const FILLED_BY_TROUBLE = new Set(TROUBLES.flatMap(({ fills }) => fills));
const FILLED_BY_USE = RUN.filter(({ name }) => !FILLED_BY_TROUBLE.has(name));

/** For titles of tests: Vitest cuts `$name` off. */
function named<T extends { name: string }>(list: readonly T[]): [string, T][] {
  return list.map((element) => [element.name, element]);
}

/** What the lists of the variables have to offer, by label. */
const LISTED: Record<string, string[]> = {
  service_name: ['payments', 'store'],
  deployment_environment: ['test'],
  http_route: ['/', '/product/[slug]', '/checkout'],
};

test('what only trouble fills is there', () => {
  expect(QUERIES.map(({ name }) => name)).toEqual(expect.arrayContaining([...FILLED_BY_TROUBLE]));
});

describe.runIf(needsNative(['jaeger', 'loki', 'prometheus', 'collector']))('with the shop in use', () => {
  let scratch = '';
  let scene: Scene;
  const running: { stop(): Promise<unknown> }[] = [];

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'throughline-dashboards-'));
    const args = ['--only', 'jaeger,loki,prometheus,collector', '--port-base', '0', '--data', scratch];
    const stack = started<StartedStack>(
      await startNativeStack(args, { THROUGHLINE_METRICS_TOKEN: TOKEN, COLLECTOR_METRICS_FLUSH: '1s' }),
    );
    const apps = started(await startApps(stack, TOKEN, join(scratch, 'logs')));
    scene = { stack, apps, visitors: started(await sendVisitors(apps.store)) };
  }, 240_000);

  afterAll(async () => {
    for (const part of running.reverse()) await part.stop();
    rmSync(scratch, { recursive: true, force: true });
  }, 60_000);

  function started<T extends { stop(): Promise<unknown> }>(part: T): T {
    running.push(part);
    return part;
  }

  const ask = async ({ dataSource, expr, isInstant }: Query, choice = ALL) => {
    const { urls } = scene.stack;
    const written = substitute(expr, choice);
    return drawable(
      dataSource === 'loki' ? await askLoki(urls, written) : await askPrometheus(urls, written, isInstant),
    );
  };
  const expectData = async (query: Query) => {
    // Whether an alert fires is the subject of its own tests. Here: that what it looks at is there, so that it can.
    const parts = query.kind === 'alert' ? await selectorsOf(scene.stack.urls, query.expr) : [query.expr];
    expect(parts.length).toBeGreaterThan(0);
    for (const expr of parts) {
      const context = `${expr}\n${scene.visitors.failures.join('\n')}`;
      expect(await ask({ ...query, expr }), context).not.toEqual([]);
    }
  };

  test.each(named(FILLED_BY_USE))(
    '%s has data',
    (_name, query) => vi.waitFor(() => expectData(query), WAIT),
    TEST_MILLIS,
  );

  // At the same time: each waits for scrapes, and for rules that look at them every 15 s.
  test.concurrent.each(
    TROUBLES.flatMap((trouble) =>
      RUN.filter(({ name }) => trouble.fills.includes(name)).map(
        (query) => [trouble.name, query.name, trouble, query] as const,
      ),
    ),
  )(
    '%s fills %s',
    (_trouble, _name, { make }, query) =>
      vi.waitFor(async () => {
        await make(scene);
        await expectData(query);
      }, WAIT),
    TEST_MILLIS,
  );

  test.each(named(NOT_RUN))('%s is an expression that Prometheus takes', async (_name, query) => {
    expect(await ask(query)).toEqual([]);
  });

  test.each(named(RUN.filter(({ unit }) => unit === 'percentunit')))(
    '%s is a share of a whole',
    async (_name, query) => {
      const values = (await ask(query)).flatMap(({ value, values = [] }) => (value ? [value] : values));
      for (const [, text] of values.filter(([, number]) => number !== 'NaN')) {
        expect(Number(text)).toBeGreaterThanOrEqual(0);
        expect(Number(text)).toBeLessThanOrEqual(1);
      }
    },
  );

  test.each(named(variableQueries()))('%s lists values', async (_name, { selector, label }) => {
    const match = new URLSearchParams({ 'match[]': substitute(selector) });
    const { data } = await getJson<{ data: string[] }>(
      `${scene.stack.urls.prometheus}/api/v1/label/${label}/values?${match}`,
    );
    expect(data).toEqual(expect.arrayContaining(LISTED[label] ?? []));
    expect(data.length).toBeGreaterThan(0);
  });

  test.each(named(FILLED_BY_USE.filter(({ expr }) => expr.includes('$'))))(
    '%s shows nothing of what was not chosen',
    async (_name, query) => {
      for (const variable of ['service', 'environment', 'route', 'instance'] as const) {
        if (!query.expr.includes(`$${variable}`)) continue;
        expect(await ask(query, { ...ALL, [variable]: 'not-there' }), `$${variable}`).toEqual([]);
      }
    },
  );

  test('one route of one service can be chosen, whatever signs it has', async () => {
    const choice = { ...ALL, service: 'store', environment: 'test', route: chosen('/product/[slug]') };
    const routes = RUN.filter(({ name }) => name.startsWith('overview.json: Routes '));
    expect(routes.length).toBeGreaterThan(0);
    for (const query of routes) {
      const labels = (await ask(query, choice)).map(({ metric }) => metric);
      expect(labels, query.name).toEqual([{ service_name: 'store', http_route: '/product/[slug]' }]);
    }
  });

  test.each(named(RUN.filter(({ hasExemplars }) => hasExemplars)))(
    '%s has dots that open a trace which Jaeger has',
    (_name, { expr }) =>
      vi.waitFor(async () => {
        const { urls } = scene.stack;
        const [trace] = (await exemplarTraces(urls, substitute(expr))).slice(-1);
        expect(trace).toMatch(/^[0-9a-f]{32}$/);
        await getJson(`${urls.jaeger}/api/traces/${trace}`);
      }, WAIT),
    TEST_MILLIS,
  );

  test('all that the apps took in is accounted for, through all of this trouble', async () => {
    const query = RUN.find(({ name }) => name.includes('Unaccounted for'));
    const [sum] = query ? await ask(query) : [];
    expect(sum?.value?.[1]).toBe('0');
  });

  test('Jaeger knows who calls whom', async () => {
    const range = `endTs=${Date.now()}&lookback=${SHOWN_SECONDS * 1000}`;
    const { data } = await getJson<{ data: object[] }>(
      `${scene.stack.urls.jaeger}/api/dependencies?${range}`,
    );
    expect(data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ parent: 'store-browser', child: 'store' }),
        expect.objectContaining({ parent: 'store', child: 'payments' }),
      ]),
    );
  });
});
