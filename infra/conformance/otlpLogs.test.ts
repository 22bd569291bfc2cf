import type { LogLine } from '@throughline/playwright/query';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { attribute, post, resource } from '../testing/otlp.js';
import { type BothBackends, startBothBackends } from './startBothBackends.js';

const WAIT = { timeout: 30_000, interval: 100 };
const TRACE = 'c0ffee00000000000000000000000001';

describe.runIf(needsNative(['collector', 'loki']))(
  'log records over OTLP: the embedded backend makes the lines that the Collector sends to Loki',
  () => {
    let both: BothBackends;
    const base = BigInt(Date.now() - 60_000) * 1_000_000n;
    const requests = logRequests(base);

    beforeAll(async () => {
      both = await startBothBackends('loki,collector');
      await both.each(async ({ otlp }) => {
        for (const request of requests) await post(`${otlp}/v1/logs`, request);
      });
      await both.each(({ logs }) =>
        vi.waitFor(async () => {
          const lines = await logs.queryRange({ query: '{service_name=~".+"}' });
          expect(lines.map(({ line }) => line).length).toBe(RECORDS);
        }, WAIT),
      );
    });
    afterAll(() => both?.stop());

    test('lines, labels and metadata', async () => {
      const lines = await both.same(async ({ logs }) =>
        withTiesInOrder(await logs.queryRange({ query: '{service_name=~".+"} != "an event"' })),
      );
      expect(lines).toHaveLength(RECORDS - 1);
    });

    test("differs on purpose: an event's name, which Loki 3.7 forgets, is metadata", async () => {
      const query = `{service_name="bodies"} | event_name="${EVENT}"`;
      expect(await both.real.logs.queryRange({ query })).toEqual([]);
      expect((await both.embedded.logs.queryRange({ query })).map(({ line }) => line)).toEqual(['an event']);
    });

    test('a trace finds the lines of both sides', async () => {
      const lines = await both.same(({ logs }) =>
        logs.queryRange({ query: `{service_name=~".+"} | trace_id="${TRACE}"` }),
      );
      expect(lines.map(({ labels }) => labels.source)).toEqual(['server', 'browser']);
    });
  },
);

const EVENT = 'page_view';
/** How many records the requests hold. */
const RECORDS = 18;

function logRequests(base: bigint): object[] {
  const record = (millis: number, fields: object) => ({
    timeUnixNano: String(base + BigInt(millis) * 1_000_000n),
    ...fields,
  });
  const request = (owner: object, ...logRecords: object[]) => ({
    resourceLogs: [
      {
        resource: owner,
        scopeLogs: [
          { scope: { name: 'app', version: '2', attributes: [attribute('of.scope', 'x')] }, logRecords },
        ],
      },
    ],
  });
  const text = (stringValue: string) => ({ body: { stringValue } });
  return [
    request(
      {
        attributes: [
          ...resource('store', 'nodejs').attributes,
          attribute('service.version', '1.2.3'),
          attribute('host.name', 'h-1'),
          attribute('telemetry.sdk.name', 'opentelemetry'),
        ],
      },
      record(0, {
        flags: 1,
        ...text('order placed'),
        severityNumber: 9,
        severityText: 'INFO',
        traceId: TRACE,
        spanId: 'abcdef0000000001',
        attributes: [
          attribute('http.route', '/api/checkout'),
          { key: 'http.response.status_code', value: { intValue: '201' } },
          { key: 'retried', value: { boolValue: true } },
          { key: 'took', value: { doubleValue: 0.25 } },
          { key: 'items', value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } } },
          attribute('schlüssel', 'Grüße 世界 🌍'),
          attribute('empty', ''),
        ],
      }),
    ),
    request(
      resource('store-browser', 'webjs'),
      record(10, {
        ...text('TypeError: x is not a function'),
        severityNumber: 17,
        traceId: TRACE,
        spanId: 'abcdef0000000002',
        attributes: [attribute('http.route', '/cart'), attribute('page.url', '/cart')],
      }),
    ),
    // Every level, and none.
    request(
      resource('levels', 'go'),
      ...[0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24].map((severityNumber, index) =>
        record(100 + index, { ...text(`severity ${severityNumber}`), severityNumber }),
      ),
    ),
    request(
      resource('bodies', 'go'),
      record(200, { body: { intValue: '42' } }),
      record(201, {
        body: { kvlistValue: { values: [attribute('b', 'x'), { key: 'a', value: { intValue: '1' } }] } },
      }),
      record(202, { ...text('an event'), eventName: EVENT }),
    ),
  ];
}

/** Lines of one time stand in no order when they are of several streams. */
function withTiesInOrder(lines: LogLine[]): LogLine[] {
  return lines.sort((a, b) => (a.timeUnixNano === b.timeUnixNano && a.line < b.line ? -1 : 0));
}
