import { millisToNanos } from '@throughline/otlp';
import type { TraceQuery } from '../query/jaeger/findTraces.js';
import type { WorkerClient } from '../worker/WorkerClient.js';
import { HttpError } from './HttpError.js';
import { bigParameter, durationParameter, refuseUnknown, wholeParameter } from './queryParameters.js';
import { type ErrorForm, type Exchange, json, type Reply, type Route } from './Route.js';

/** Jaeger's default, and a bound on what one answer holds. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1500;
const NANOS_PER_MICRO = 1000n;
/** What a search looks back to that does not say, as in Jaeger: two days. */
const DEFAULT_LOOKBACK_NANOS = 48n * 3600n * 1_000_000_000n;
const PARAMETERS = [
  'service',
  'operation',
  'tag',
  'tags',
  'start',
  'end',
  'minDuration',
  'maxDuration',
  'limit',
  // Of Jaeger's own page, which sends start and end beside it. Jaeger does not read it either.
  'lookback',
];

/** Parts of Jaeger 1.x's HTTP API that are not answered. */
const UNSUPPORTED = [
  '/api/dependencies',
  '/api/operations',
  '/api/metrics/*',
  '/api/archive/*',
  '/api/transform',
  '/api/v3/*',
];

/** Jaeger 1.x's query API: services, operations, search, one trace. */
export function jaegerRoutes(engine: WorkerClient): Route[] {
  const get = (pattern: string, handler: (exchange: Exchange) => Promise<Reply>): Route => ({
    pattern,
    error: jaegerError,
    methods: { GET: handler },
  });
  return [
    get('/api/services', async () => list(await engine.call('jaegerServices'))),
    get('/api/services/:service/operations', async ({ path }) =>
      list(await engine.call('jaegerOperations', path.service ?? '')),
    ),
    get('/api/traces', async ({ url }) =>
      success(await engine.call('jaegerFind', traceQuery(url.searchParams))),
    ),
    get('/api/traces/:id', async ({ path, url }) => {
      refuseUnknown(url.searchParams, ['prettyPrint', 'raw'], '/api/traces/{id}');
      const trace = await engine.call('jaegerTrace', traceId(path.id ?? ''));
      if (trace === undefined) throw new HttpError(404, 'trace not found');
      return success([trace]);
    }),
    ...UNSUPPORTED.map((pattern) => get(pattern, unsupported)),
  ];
}

/** A trace id of a path: Jaeger leaves out leading zeros. @throws HttpError 400 */
export function traceId(text: string): string {
  const id = text.toLowerCase();
  if (!/^[0-9a-f]{1,32}$/.test(id)) {
    throw new HttpError(400, `'${text.slice(0, 60)}' is not a trace id: expected up to 32 hex digits`);
  }
  return id.padStart(32, '0');
}

const success = (data: unknown) => json(200, { data, total: 0, limit: 0, offset: 0, errors: null });
const list = (data: readonly string[]) =>
  json(200, { data, total: data.length, limit: 0, offset: 0, errors: null });

const jaegerError: ErrorForm = (status, message) =>
  json(status, { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status, msg: message }] });

async function unsupported({ url }: Exchange): Promise<Reply> {
  throw new HttpError(
    400,
    `${url.pathname.slice(0, 100)} of Jaeger is not supported; supported: /api/services, /api/services/{service}/operations, /api/traces, /api/traces/{id}`,
  );
}

function traceQuery(query: URLSearchParams): TraceQuery {
  refuseUnknown(query, PARAMETERS, '/api/traces');
  const service = query.get('service');
  if (!service) throw new HttpError(400, "parameter 'service' is required");
  const operation = query.get('operation');
  const nowNs = millisToNanos(Date.now());
  const startNs = bigParameter(query, 'start', NANOS_PER_MICRO) ?? nowNs - DEFAULT_LOOKBACK_NANOS;
  const endNs = bigParameter(query, 'end', NANOS_PER_MICRO) ?? nowNs;
  const minDurationNs = durationParameter(query, 'minDuration');
  // For Jaeger nothing is no bound.
  const maxDurationNs = durationParameter(query, 'maxDuration') || undefined;
  if (minDurationNs !== undefined && maxDurationNs !== undefined && maxDurationNs < minDurationNs) {
    throw new HttpError(400, "'maxDuration' should be greater than 'minDuration'");
  }
  return {
    service,
    tags: [...query.getAll('tag').map(parseTag), ...query.getAll('tags').flatMap(parseTags)],
    limit: wholeParameter(query, 'limit', DEFAULT_LIMIT, [1, MAX_LIMIT]),
    ...(operation ? { operation } : {}),
    startNs,
    // A microsecond holds a thousand times of the store.
    endNs: endNs + NANOS_PER_MICRO - 1n,
    ...(minDurationNs === undefined ? {} : { minDurationNs }),
    ...(maxDurationNs === undefined ? {} : { maxDurationNs }),
  };
}

function parseTag(text: string): { key: string; value: string } {
  const colon = text.indexOf(':');
  if (colon < 1) throw new HttpError(400, "malformed 'tag' parameter: expected key:value");
  return { key: text.slice(0, colon), value: text.slice(colon + 1) };
}

function parseTags(text: string): { key: string; value: string }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new HttpError(400, `malformed 'tags' parameter: expected a JSON object of strings`);
  }
  return Object.entries(parsed).map(([key, value]) => {
    if (typeof value !== 'string') {
      throw new HttpError(
        400,
        `malformed 'tags' parameter: the value of '${key.slice(0, 60)}' is not a string`,
      );
    }
    return { key, value };
  });
}
