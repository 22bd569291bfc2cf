import { millisToNanos } from '@throughline/otlp';
import { LOKI_PUSH_PATH } from '@throughline/semconv';
import type { WorkerClient } from '../worker/WorkerClient.js';
import type { BodyBudget } from './BodyBudget.js';
import { HttpError } from './HttpError.js';
import { encodingOf } from './otlpRoutes.js';
import { durationParameter, refuseUnknown, timeParameter, wholeParameter } from './queryParameters.js';
import { type ErrorForm, type Exchange, json, type Reply, type Route } from './Route.js';
import { withBody } from './readBody.js';

/** Loki's defaults. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 5000;
const DEFAULT_QUERY_RANGE_NANOS = 3600n * 1_000_000_000n;
const DEFAULT_LABELS_RANGE_NANOS = 6n * 3600n * 1_000_000_000n;

/** Loki's push API (JSON) and the documented subset of its query API. Errors are plain text, as Loki's. */
export function lokiRoutes(engine: WorkerClient, budget: BodyBudget): Route[] {
  const get = (pattern: string, handler: (exchange: Exchange) => Promise<unknown>): Route => ({
    pattern,
    error: lokiError,
    methods: { GET: async (exchange) => json(200, { status: 'success', data: await handler(exchange) }) },
  });
  return [
    {
      pattern: LOKI_PUSH_PATH,
      error: lokiError,
      methods: { POST: (exchange) => push(exchange, engine, budget) },
    },
    get('/loki/api/v1/query_range', async ({ url: { searchParams } }) => ({
      resultType: 'streams',
      result: await engine.call('lokiRange', rangeQuery(searchParams)),
      stats: {},
    })),
    get('/loki/api/v1/labels', ({ url: { searchParams } }) => {
      refuseUnknown(searchParams, ['start', 'end', 'since'], 'labels');
      return engine.call('lokiLabels', ...timeRange(searchParams, DEFAULT_LABELS_RANGE_NANOS));
    }),
    get('/loki/api/v1/label/:name/values', ({ path, url: { searchParams } }) => {
      refuseUnknown(searchParams, ['start', 'end', 'since', 'query'], 'label values');
      const range = timeRange(searchParams, DEFAULT_LABELS_RANGE_NANOS);
      return engine.call(
        'lokiLabelValues',
        path.name ?? '',
        ...range,
        searchParams.get('query') || undefined,
      );
    }),
    {
      pattern: '/loki/*',
      error: lokiError,
      methods: { GET: unsupported, POST: unsupported },
    },
  ];
}

const lokiError: ErrorForm = (status, message) => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${message}\n`,
});

function unsupported({ url }: Exchange): Reply {
  throw new HttpError(
    400,
    `${url.pathname.slice(0, 100)} of Loki is not supported; supported: push, query_range, labels, label/{name}/values`,
  );
}

async function push({ request }: Exchange, engine: WorkerClient, budget: BodyBudget): Promise<Reply> {
  if (encodingOf(request) !== 'json') {
    throw new HttpError(
      415,
      'only pushes in JSON are supported (Content-Type: application/json, Content-Encoding: gzip or none), not protobuf with snappy',
    );
  }
  const answer = await withBody(request, budget, (body) => engine.call('ingest', 'loki', 'json', body));
  // As Loki: the others are stored, and the sender hears of what was not.
  if (answer.rejected > 0) {
    throw new HttpError(
      400,
      `${answer.rejected} entries rejected, ${answer.accepted} stored: ${answer.message}`,
    );
  }
  return { status: 204 };
}

function rangeQuery(query: URLSearchParams) {
  refuseUnknown(
    query,
    ['query', 'start', 'end', 'since', 'limit', 'direction', 'step', 'interval'],
    'query_range',
  );
  if (query.get('interval')) throw new HttpError(400, "parameter 'interval' of query_range is not supported");
  const direction = (query.get('direction') ?? 'backward').toLowerCase();
  if (direction !== 'forward' && direction !== 'backward') {
    throw new HttpError(
      400,
      `parameter 'direction' is '${direction.slice(0, 40)}': expected forward or backward`,
    );
  }
  const [startNs, endNs] = timeRange(query, DEFAULT_QUERY_RANGE_NANOS);
  return {
    query: query.get('query') ?? '',
    startNs,
    endNs,
    limit: wholeParameter(query, 'limit', DEFAULT_LIMIT, [1, MAX_LIMIT]),
    direction,
  } as const;
}

function timeRange(query: URLSearchParams, defaultNanos: bigint): [bigint, bigint] {
  const end = timeParameter(query, 'end', 'nanos') ?? millisToNanos(Date.now());
  const since = durationParameter(query, 'since') ?? defaultNanos;
  const start = timeParameter(query, 'start', 'nanos') ?? (end > since ? end - since : 0n);
  if (start > end) throw new HttpError(400, 'end timestamp must not be before or equal to start time');
  return [start, end];
}
