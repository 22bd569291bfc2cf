import { randomUUID } from 'node:crypto';
import {
  ATTR_CLIENT_CAPTURED,
  ATTR_CLIENT_DROPPED_PREFIX,
  ATTR_CLIENT_LEDGER_ID,
} from '@throughline/semconv';
import { attribute, post, resource } from './otlp.js';
import type { StartedStack } from './spawnStack.js';
import type { Apps } from './startApps.js';
import { onPage, type Visitors } from './visitors.js';

export interface Scene {
  readonly stack: StartedStack;
  readonly apps: Apps;
  readonly visitors: Visitors;
}

/** Something that goes wrong for real, and the queries that have nothing to show without it. */
export interface Trouble {
  readonly name: string;
  readonly fills: readonly string[];
  make(scene: Scene): Promise<void>;
}

const MONTH_MILLIS = 30 * 86_400_000;

/** Each is made again until its panels show it: a counter needs two scrapes to have risen. */
export const TROUBLES: readonly Trouble[] = [
  {
    name: 'a route that throws',
    fills: ['overview.json: Failed requests by route [A]'],
    make: async ({ apps }) => {
      await (await fetch(`${apps.store}/api/break/throw`)).text();
    },
  },
  {
    name: 'a page whose script throws',
    fills: ['frontend.json: Errors in browsers [A]'],
    make: ({ apps, visitors }) =>
      onPage(visitors.browser, async (page) => {
        await page.goto(`${apps.store}/break`, { waitUntil: 'networkidle' });
        await page.getByRole('button', { name: 'Throw in a click' }).click();
        await page.getByText('Thrown.').waitFor();
        // Sends what it holds.
        await page.goto('about:blank');
      }),
  },
  {
    name: 'a browser that sends what is no span',
    fills: ['telemetry-health.json: Lost by stage and reason [A]', 'telemetry.yml: TelemetryLost'],
    make: async ({ apps }) => {
      const span = { traceId: 'no hexadecimal', spanId: 'either', name: 'bad' };
      const answer = await fetch(`${apps.store}/api/telemetry/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: apps.store },
        body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
      });
      const { partialSuccess } = (await answer.json()) as { partialSuccess?: { rejectedSpans?: string } };
      if (Number(partialSuccess?.rejectedSpans) !== 1) throw new Error(`the relay took it: ${answer.status}`);
    },
  },
  {
    name: 'a log line of last month',
    fills: ['telemetry-health.json: Lines at Loki [B]', 'telemetry.yml: LokiDiscardsLines'],
    make: async ({ stack }) => {
      const values = [[`${Date.now() - MONTH_MILLIS}000000`, 'too late']];
      const answer = await fetch(`${stack.urls.loki}/loki/api/v1/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ streams: [{ stream: { service_name: 'late' }, values }] }),
      });
      if (answer.status !== 400) throw new Error(`Loki took it: ${answer.status}`);
    },
  },
  {
    name: 'a log line of last month, by way of the Collector',
    fills: [
      'telemetry.yml: exporter:otelcol_failed:sum',
      'telemetry.yml: CollectorLosesTelemetry',
      'telemetry-health.json: Losses of the Collector [C]',
    ],
    make: ({ stack }) => {
      const timeUnixNano = `${Date.now() - MONTH_MILLIS}000000`;
      return post(`${stack.urls.otlp}/v1/logs`, {
        resourceLogs: [
          {
            resource: resource('late', 'nodejs'),
            scopeLogs: [{ logRecords: [{ timeUnixNano, body: { stringValue: 'too late' } }] }],
          },
        ],
      });
    },
  },
  {
    name: 'a page of another origin that sends to the relay',
    fills: ['telemetry.yml: RelayRefuses'],
    make: async ({ apps }) => {
      const answer = await fetch(`${apps.store}/api/telemetry/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
        body: '{}',
      });
      if (answer.status !== 403) throw new Error(`the relay took it: ${answer.status}`);
    },
  },
  {
    name: 'a browser that says it had no room for what it captured',
    fills: ['telemetry.yml: BrowserTelemetryLost'],
    make: async ({ apps }) => {
      const count = (key: string, intValue: number) => ({ key, value: { intValue: String(intValue) } });
      const attributes = [
        attribute(ATTR_CLIENT_LEDGER_ID, randomUUID().replaceAll('-', '')),
        count(ATTR_CLIENT_CAPTURED, 5),
        count(`${ATTR_CLIENT_DROPPED_PREFIX}queue_full`, 4),
      ];
      const record = { timeUnixNano: `${Date.now()}000000`, body: { stringValue: 'the one that had room' } };
      await post(
        `${apps.store}/api/telemetry/v1/logs`,
        { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [record] }] }] },
        { origin: apps.store },
      );
    },
  },
  {
    name: 'an app in which all goes wrong',
    fills: [
      'telemetry-health.json: Over the cap by metric [A]',
      'telemetry-health.json: Metrics that could not be collected [A]',
      'telemetry-health.json: Log lines left out by rule [A]',
      'telemetry.yml: service:throughline_metric_series_overflow:increase10m',
      'telemetry.yml: MetricSeriesOverflow',
      'overview.json: Alerts that fire [A]',
    ],
    make: async ({ apps }) => {
      await (await fetch(apps.troubled)).text();
    },
  },
];
