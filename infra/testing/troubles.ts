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
    fills: ['telemetry-health.json: Lost by stage and reason [A]'],
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
    fills: ['telemetry-health.json: Lines at Loki [B]'],
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
    name: 'an app in which all goes wrong',
    fills: [
      'telemetry-health.json: Over the cap by metric [A]',
      'telemetry-health.json: Metrics that could not be collected [A]',
      'telemetry-health.json: Log lines left out by rule [A]',
    ],
    make: async ({ apps }) => {
      await (await fetch(apps.troubled)).text();
    },
  },
];
