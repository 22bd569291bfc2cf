import { millisToNanos } from '@throughline/otlp';
import { LOKI_LABELS } from '@throughline/semconv';
import { type ClientOptions, createRequester } from './createRequester.js';

/** One stored log line. */
export interface LogLine {
  readonly timeUnixNano: bigint;
  /** As it was pushed. */
  readonly line: string;
  /** The line's own fields when it is a JSON object, as pino writes it; else empty. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** `service_name`, `deployment_environment`, `source` and `level`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Everything else that was stored beside the line: `trace_id`, `span_id`, the route. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A LogQL log query and its bounds. */
export interface LogSearch {
  readonly query: string;
  /** Default: an hour before the end. */
  readonly startMillis?: number;
  /** Default: now. */
  readonly endMillis?: number;
  /** Most lines. @defaultValue 1000 */
  readonly limit?: number;
  /** `forward` is oldest first. @defaultValue 'forward' */
  readonly direction?: 'forward' | 'backward';
}

/** Loki's query API (Loki documentation, "Loki HTTP API"). Every method rejects with a `QueryError`. */
export interface LokiClient {
  /** Lines of all matching streams in one order of time. */
  queryRange(search: LogSearch): Promise<LogLine[]>;
  /** Names of the labels. */
  labels(): Promise<string[]>;
  labelValues(name: string): Promise<string[]>;
}

interface Streams {
  data?: {
    resultType?: string;
    result?: { stream?: Record<string, string>; values?: [string, string][] }[];
  };
}

const DEFAULT_LIMIT = 1000;

/**
 * A client for Loki, or for the embedded backend, which speaks the same API.
 *
 * @param baseUrl - Without `/loki/api`. A path prefix is kept.
 */
export function createLokiClient(baseUrl: string, options?: ClientOptions): LokiClient {
  const get = createRequester(baseUrl, options);
  return {
    async queryRange({ query, startMillis, endMillis, limit = DEFAULT_LIMIT, direction = 'forward' }) {
      const answer = (await get('/loki/api/v1/query_range', {
        query,
        start: startMillis === undefined ? undefined : millisToNanos(startMillis).toString(),
        end: endMillis === undefined ? undefined : millisToNanos(endMillis).toString(),
        limit,
        direction,
      })) as Streams;
      const lines = (answer.data?.result ?? []).flatMap(({ stream = {}, values = [] }) =>
        values.map(([time, line]) => toLogLine(time, line, stream)),
      );
      // Loki orders within a stream only.
      const sign = direction === 'forward' ? 1 : -1;
      return lines.sort((a, b) => sign * compare(a.timeUnixNano, b.timeUnixNano));
    },
    labels: async () => listOf(await get('/loki/api/v1/labels')),
    labelValues: async (name) => listOf(await get(`/loki/api/v1/label/${encodeURIComponent(name)}/values`)),
  };
}

/** Loki answers labels and structured metadata as one set; as the labels are fixed, names tell them apart. */
function toLogLine(time: string, line: string, stream: Readonly<Record<string, string>>): LogLine {
  const names: readonly string[] = LOKI_LABELS;
  const entries = Object.entries(stream);
  return {
    timeUnixNano: BigInt(time),
    line,
    fields: fieldsOf(line),
    labels: Object.fromEntries(entries.filter(([name]) => names.includes(name))),
    metadata: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
  };
}

function fieldsOf(line: string): Record<string, unknown> {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function listOf(answer: unknown): string[] {
  return (answer as { data?: string[] | null } | null)?.data ?? [];
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
