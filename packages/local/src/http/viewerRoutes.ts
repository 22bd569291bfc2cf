import { VIEWER_API_PREFIX } from '@throughline/semconv';
import type { BackendStatus } from '@throughline/viewer/api';
import type { TraceFilter } from '../query/viewer/listTraces.js';
import type { WorkerClient } from '../worker/WorkerClient.js';
import { HttpError } from './HttpError.js';
import { traceId } from './jaegerRoutes.js';
import type { LiveFeed } from './LiveFeed.js';
import { bigParameter, refuseUnknown, wholeParameter } from './queryParameters.js';
import { type ErrorForm, type Exchange, json, type Reply, type Route } from './Route.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
const MAX_TEXT_LENGTH = 500;
const NANOS_PER_MILLI = 1_000_000;
const FILTERS = ['service', 'q', 'minDurationMs', 'errors'];

/** The viewer's API, as `@throughline/viewer/api` describes it. */
export function viewerRoutes(
  engine: WorkerClient,
  live: LiveFeed,
  status: () => Promise<BackendStatus>,
): Route[] {
  const get = (path: string, handler: (exchange: Exchange) => Promise<Reply>): Route => ({
    pattern: `${VIEWER_API_PREFIX}${path}`,
    error: viewerError,
    methods: { GET: handler },
  });
  return [
    get('/traces', async ({ url: { searchParams } }) => {
      refuseUnknown(searchParams, [...FILTERS, 'limit', 'before'], 'traces');
      const beforeNs = bigParameter(searchParams, 'before');
      const answer = await engine.call('viewerTraces', {
        ...traceFilter(searchParams),
        limit: wholeParameter(searchParams, 'limit', DEFAULT_LIMIT, [1, MAX_LIMIT]),
        ...(beforeNs === undefined ? {} : { beforeNs }),
      });
      return json(200, answer);
    }),
    get('/live', async ({ url: { searchParams } }) => {
      refuseUnknown(searchParams, FILTERS, 'live');
      const filter = traceFilter(searchParams);
      live.checkRoom();
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
        stream: (response) => live.add(filter, response),
      };
    }),
    get('/traces/:id', async ({ path }) => {
      const trace = await engine.call('viewerTrace', traceId(path.id ?? ''));
      if (trace === undefined) throw new HttpError(404, 'nothing of this trace is stored');
      return json(200, trace);
    }),
    get('/status', async () => json(200, await status())),
  ];
}

const viewerError: ErrorForm = (status, message) => json(status, { error: { message } });

function traceFilter(query: URLSearchParams): TraceFilter {
  const service = query.get('service');
  const text = query.get('q')?.trim();
  if (text && text.length > MAX_TEXT_LENGTH) {
    throw new HttpError(400, `parameter 'q' is longer than ${MAX_TEXT_LENGTH}`);
  }
  const minDuration = query.get('minDurationMs') || undefined;
  const millis = Number(minDuration ?? 0);
  if (!Number.isFinite(millis) || millis < 0 || millis > 1e9) {
    throw new HttpError(400, `parameter 'minDurationMs' is not a number of milliseconds`);
  }
  return {
    ...(service ? { service } : {}),
    ...(text ? { text } : {}),
    ...(minDuration === undefined ? {} : { minDurationNs: BigInt(Math.round(millis * NANOS_PER_MILLI)) }),
    ...(query.get('errors') === '1' ? { errorsOnly: true } : {}),
  };
}
