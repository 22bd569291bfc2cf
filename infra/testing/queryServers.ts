import { expect, vi } from 'vitest';
import type { StackUrls } from '../stack/StackOptions.js';
import { TRACE_ID } from './sendTelemetry.js';

const WAIT = { timeout: 30_000, interval: 100 };

/** Reads JSON of the given shape, which the assertions check. Throws with the answer when it is not a success. */
export async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

export interface JaegerSpan {
  spanID: string;
  references: object[];
}

/** The spans of the trace, once Jaeger has both. */
export async function jaegerSpans(urls: StackUrls): Promise<JaegerSpan[]> {
  return vi.waitFor(async () => {
    const { data } = await getJson<{ data: { spans: JaegerSpan[] }[] }>(
      `${urls.jaeger}/api/traces/${TRACE_ID}`,
    );
    const spans = data[0]?.spans ?? [];
    expect(spans).toHaveLength(2);
    return spans;
  }, WAIT);
}

interface LokiStream {
  stream: Record<string, string>;
  values: [string, string][];
}

/** The streams of the lines of the trace, once there are as many lines as expected. */
export async function lokiStreams(urls: StackUrls, count: number): Promise<LokiStream[]> {
  return vi.waitFor(async () => {
    const streams = await searchLoki(urls, `{service_name=~".+"} | trace_id="${TRACE_ID}"`);
    expect(streams.flatMap(({ values }) => values)).toHaveLength(count);
    return streams;
  }, WAIT);
}

/** What Loki finds in the last ten minutes. */
export async function searchLoki(urls: StackUrls, query: string): Promise<LokiStream[]> {
  const end = Date.now() + 60_000;
  const range = { query, start: `${end - 660_000}000000`, end: `${end}000000`, limit: '1000' };
  const { data } = await getJson<{ data: { result: LokiStream[] } }>(
    `${urls.loki}/loki/api/v1/query_range?${new URLSearchParams(range)}`,
  );
  return data.result;
}

/** The `msg` of a line of pino's. */
export function message(line: string | undefined): string {
  return JSON.parse(line ?? '{}').msg;
}

interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

/** What Prometheus answers now. */
export async function query(urls: StackUrls, expression: string): Promise<Sample[]> {
  const { data } = await getJson<{ data: { result: Sample[] } }>(
    `${urls.prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`,
  );
  return data.result;
}

/** The trace ids in the exemplars of a metric's last ten minutes. */
export async function exemplarIds(urls: StackUrls, metric: string): Promise<string[]> {
  const end = Date.now() / 1000 + 60;
  const range = `query=${metric}&start=${end - 600}&end=${end}`;
  const { data } = await getJson<{ data: { exemplars: { labels: { trace_id: string } }[] }[] }>(
    `${urls.prometheus}/api/v1/query_exemplars?${range}`,
  );
  return data.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.trace_id));
}
