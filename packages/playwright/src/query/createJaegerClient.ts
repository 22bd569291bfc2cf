import { type ClientOptions, createRequester } from './createRequester.js';
import { QueryError } from './QueryError.js';
import type { Tags, Trace } from './Trace.js';
import { type JaegerTrace, toTrace } from './toTrace.js';

/** What to look for among the stored traces. */
export interface TraceSearch {
  readonly service: string;
  /** Name of a span. Default: any. */
  readonly operation?: string;
  /** Each must be on one span. Default: none. */
  readonly tags?: Tags;
  /** How far back from the call. @defaultValue 3600000 */
  readonly lookbackMillis?: number;
  /** Spans since then, in Unix milliseconds; counts before `lookbackMillis`. */
  readonly startMillis?: number;
  /** Most traces to return. @defaultValue 20 */
  readonly limit?: number;
  /** Shortest span that counts. Default: any. */
  readonly minDurationMillis?: number;
}

/** Jaeger's query API (Jaeger documentation, "APIs", "HTTP JSON"). Every method rejects with a `QueryError`. */
export interface JaegerClient {
  /** Names of the services that have spans. */
  services(): Promise<string[]>;
  /** Names of the spans of a service. */
  operations(service: string): Promise<string[]>;
  /** One trace with what is stored of it so far, or `undefined`. */
  trace(traceId: string): Promise<Trace | undefined>;
  findTraces(search: TraceSearch): Promise<Trace[]>;
}

const DEFAULT_LOOKBACK_MILLIS = 3_600_000;
const DEFAULT_LIMIT = 20;

/**
 * A client for Jaeger, or for the embedded backend, which speaks the same API.
 *
 * @param baseUrl - Without `/api`. A path prefix is kept.
 */
export function createJaegerClient(baseUrl: string, options?: ClientOptions): JaegerClient {
  const get = createRequester(baseUrl, options);
  return {
    services: async () => dataOf<string>(await get('/api/services')),
    operations: async (service) =>
      dataOf<string>(await get(`/api/services/${encodeURIComponent(service)}/operations`)),
    async trace(traceId) {
      try {
        const [trace] = dataOf<JaegerTrace>(await get(`/api/traces/${encodeURIComponent(traceId)}`));
        return trace === undefined ? undefined : toTrace(trace);
      } catch (error) {
        if (error instanceof QueryError && error.status === 404) return undefined;
        throw error;
      }
    },
    async findTraces({ service, operation, tags, limit, minDurationMillis, ...window }) {
      const nowMillis = Date.now();
      const answer = await get('/api/traces', {
        service,
        operation,
        tags: tags === undefined ? undefined : JSON.stringify(asStrings(tags)),
        // Jaeger ignores `lookback` unless it gets both ends, in microseconds.
        start: startOf(window, nowMillis) * 1000,
        end: nowMillis * 1000,
        limit: limit ?? DEFAULT_LIMIT,
        minDuration: minDurationMillis === undefined ? undefined : `${minDurationMillis}ms`,
      });
      return dataOf<JaegerTrace>(answer).map(toTrace);
    },
  };
}

/** When the time begins that a search is about, in Unix milliseconds. */
export function startOf(
  {
    startMillis,
    lookbackMillis = DEFAULT_LOOKBACK_MILLIS,
  }: Pick<TraceSearch, 'startMillis' | 'lookbackMillis'>,
  nowMillis: number,
): number {
  return startMillis ?? nowMillis - lookbackMillis;
}

function dataOf<Item>(answer: unknown): Item[] {
  return (answer as { data?: Item[] | null } | null)?.data ?? [];
}

/** Jaeger refuses a tag search whose values are not strings. */
function asStrings(tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)]));
}
