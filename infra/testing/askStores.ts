import type { StackUrls } from '../stack/StackOptions.js';
import { getJson } from './queryServers.js';
import { SHOWN_SECONDS, STEP_SECONDS } from './substitute.js';

type Point = [number, string];

interface Series {
  metric?: Record<string, string>;
  stream?: Record<string, string>;
  value?: Point;
  values?: Point[];
}

/** Asks Prometheus as a panel does. Throws with its words when it refuses the expression. */
export async function askPrometheus(urls: StackUrls, expr: string, isInstant: boolean): Promise<Series[]> {
  const end = Date.now() / 1000;
  const path = isInstant ? 'query' : 'query_range';
  const time: Record<string, string> = isInstant
    ? { time: String(end) }
    : { start: String(end - SHOWN_SECONDS), end: String(end), step: String(STEP_SECONDS) };
  const { data } = await getJson<{ data: { result: Series[] } }>(
    `${urls.prometheus}/api/v1/${path}?${new URLSearchParams({ query: expr, ...time })}`,
  );
  return data.result;
}

/** Asks Loki as a panel does. Throws with its words when it refuses the expression. */
export async function askLoki(urls: StackUrls, query: string): Promise<Series[]> {
  const end = Date.now();
  const range = {
    query,
    start: `${end - SHOWN_SECONDS * 1000}000000`,
    end: `${end}000000`,
    step: `${STEP_SECONDS}s`,
    limit: '200',
  };
  const { data } = await getJson<{ data: { result: Series[] } }>(
    `${urls.loki}/loki/api/v1/query_range?${new URLSearchParams(range)}`,
  );
  return data.result;
}

/** Series with at least one point that can be drawn: a log line, or a number that is one. */
export function drawable(series: Series[]): Series[] {
  return series.filter(({ stream, value, values = [] }) =>
    (value ? [value] : values).some(([, text]) => stream !== undefined || Number.isFinite(Number(text))),
  );
}

/** The trace ids of the dots of a panel. */
export async function exemplarTraces(urls: StackUrls, expr: string): Promise<string[]> {
  const end = Date.now() / 1000;
  const range = { query: expr, start: String(end - SHOWN_SECONDS), end: String(end) };
  const { data } = await getJson<{ data: { exemplars: { labels: { trace_id?: string } }[] }[] }>(
    `${urls.prometheus}/api/v1/query_exemplars?${new URLSearchParams(range)}`,
  );
  return data.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.trace_id ?? ''));
}
