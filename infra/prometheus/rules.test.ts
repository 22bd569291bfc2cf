import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { needsNative } from '../testing/needsNative.js';
import { getJson } from '../testing/queryServers.js';
import { runProgram } from '../testing/runProgram.js';
import { type StartedStack, startNativeStack } from '../testing/spawnStack.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const REPOSITORY = join(HERE, '../..');
const RULE_FILES = readdirSync(join(HERE, 'rules'));
const TEST_FILES = readdirSync(join(HERE, 'tests'));

interface Rule {
  alert?: string;
  record?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface RuleTest {
  tests: { alert_rule_test?: { alertname: string; exp_alerts: object[] }[] }[];
}

const RULES = RULE_FILES.flatMap((file) => {
  const { groups } = parse(readFileSync(join(HERE, 'rules', file), 'utf8')) as {
    groups: { rules: Rule[] }[];
  };
  return groups.flatMap(({ rules }) => rules);
});
const ALERTS = RULES.filter(({ alert }) => alert);
const RECORDED = RULES.map(({ record }) => record);
const NAMES = [...new Set(ALERTS.map(({ alert = '' }) => alert))];
const RUNBOOKS = readdirSync(join(REPOSITORY, 'docs/runbooks'))
  .filter((file) => file !== 'README.md')
  .map((file) => `docs/runbooks/${file}`);

/** From a clone it is a path; whoever publishes the runbooks puts an address before it (docs/runbooks/README.md). */
function runbookOf({ annotations }: Rule): string {
  return annotations?.runbook_url?.replace(/^.*?(?=docs\/runbooks\/)/, '') ?? '';
}

test.each(ALERTS)('$alert says what it is, how bad, and what to do', (alert) => {
  expect(alert.annotations?.summary).toMatch(/\S/);
  expect(alert.annotations?.description).toContain('$value');
  expect(['page', 'ticket']).toContain(alert.labels?.severity);
  expect(existsSync(join(REPOSITORY, runbookOf(alert))), runbookOf(alert)).toBe(true);
  expect(readFileSync(join(REPOSITORY, runbookOf(alert)), 'utf8')).toContain(`\`${alert.alert}\``);
});

test('no runbook is for an alert that is no more', () => {
  expect([...new Set(ALERTS.map(runbookOf))].toSorted()).toEqual(RUNBOOKS.toSorted());
});

test.each(NAMES)('%s is tested firing and not firing', (name) => {
  const tests = TEST_FILES.flatMap(
    (file) => (parse(readFileSync(join(HERE, 'tests', file), 'utf8')) as RuleTest).tests,
  ).flatMap(({ alert_rule_test = [] }) => alert_rule_test.filter(({ alertname }) => alertname === name));
  expect(tests.some(({ exp_alerts }) => exp_alerts.length > 0)).toBe(true);
  expect(tests.some(({ exp_alerts }) => exp_alerts.length === 0)).toBe(true);
});

describe.runIf(needsNative(['promtool']))('promtool', () => {
  test.each(RULE_FILES)('finds nothing in rules/%s', async (file) => {
    const { code, output } = await runProgram('promtool', [
      'check',
      'rules',
      '--lint=all',
      '--lint-fatal',
      join(HERE, 'rules', file),
    ]);
    expect(code, output).toBe(0);
  });

  test.each(TEST_FILES)('sees the alerts of tests/%s fire and not fire', async (file) => {
    const { code, output } = await runProgram('promtool', ['test', 'rules', join(HERE, 'tests', file)]);
    expect(code, output).toBe(0);
  });
});

const QUERIES = RUNBOOKS.flatMap((file) =>
  [...readFileSync(join(REPOSITORY, file), 'utf8').matchAll(/^```promql\n(.+?)\n```$/gms)].map(
    ([, query]) => ({
      file,
      query: query ?? '',
    }),
  ),
);

describe.runIf(needsNative(['promtool']))('the queries of the runbooks', () => {
  test.each(QUERIES)('$file: $query', async ({ query }) => {
    const { code, output } = await runProgram('promtool', ['--experimental', 'promql', 'format', query]);
    expect(code, output).toBe(0);
    // Of the names that the rules record, only ones that there are.
    for (const [name] of query.matchAll(/[a-z_]+:\w+:\w+/g)) expect(RECORDED).toContain(name);
  });
});

describe.runIf(needsNative(['prometheus']))('the real Prometheus', () => {
  let scratch = '';
  let app: Server;
  let stack: StartedStack;

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'throughline-rules-'));
    app = await startFailingApp();
    const { port } = app.address() as AddressInfo;
    stack = await startNativeStack([
      ...['--only', 'prometheus', '--port-base', '0', '--data', scratch],
      ...['--scrape', `http://127.0.0.1:${port}/api/metrics`],
    ]);
  });
  afterAll(async () => {
    await stack?.stop();
    app?.closeAllConnections();
    app?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('evaluates every rule, and an app that fails all the time raises its alert', async () => {
    await vi.waitFor(
      async () => {
        const { data } = await getJson<{ data: { groups: RuleGroup[] } }>(
          `${stack.urls.prometheus}/api/v1/rules`,
        );
        expect([...new Set(data.groups.map(({ file }) => file.split('/').at(-1)))].toSorted()).toEqual(
          RULE_FILES.toSorted(),
        );
        const rules = data.groups.flatMap((group) => group.rules);
        expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
        const alert = rules.find(
          ({ name, labels }) => name === 'AvailabilityBurnFast' && labels.window === '1h',
        );
        expect(
          alert?.alerts?.map(({ labels, state }) => [labels.http_route ?? 'all of it', state]).toSorted(),
        ).toEqual([
          ['/checkout', 'firing'],
          ['all of it', 'firing'],
        ]);
      },
      { timeout: 110_000, interval: 500 },
    );
  }, 120_000);
});

interface RuleGroup {
  file: string;
  rules: {
    name: string;
    health: string;
    labels: Record<string, string>;
    alerts?: { labels: Record<string, string>; state: string }[];
  }[];
}

/** An app with as many more failed requests as milliseconds have gone. */
async function startFailingApp(): Promise<Server> {
  const start = Date.now();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' });
    const name = 'http_server_request_duration_seconds';
    const labels = 'http_request_method="POST",http_route="/checkout",http_response_status_code="500"';
    const count = Date.now() - start;
    response.end(
      [
        '# TYPE throughline_build_info gauge',
        'throughline_build_info{service_name="store",deployment_environment="test"} 1',
        `# TYPE ${name} histogram`,
        `${name}_bucket{${labels},le="1"} ${count}`,
        `${name}_bucket{${labels},le="+Inf"} ${count}`,
        `${name}_sum{${labels}} ${count / 100}`,
        `${name}_count{${labels}} ${count}`,
        '# EOF',
        '',
      ].join('\n'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
