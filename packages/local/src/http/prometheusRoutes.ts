import { nanosToMillis } from '@throughline/otlp';
import type { WorkerClient } from '../worker/WorkerClient.js';
import type { BodyBudget } from './BodyBudget.js';
import { HttpError } from './HttpError.js';
import { refuseUnknown, timeParameter } from './queryParameters.js';
import { type ErrorForm, type Exchange, json, type Reply, type Route } from './Route.js';
import { withBody } from './readBody.js';

/** Prometheus's HTTP API: instant queries of plain selectors, and exemplars. */
export function prometheusRoutes(engine: WorkerClient, budget: BodyBudget): Route[] {
  const route = (pattern: string, handler: (query: URLSearchParams) => Promise<unknown>): Route => ({
    pattern,
    error: prometheusError,
    methods: {
      GET: async ({ url }) => json(200, { status: 'success', data: await handler(url.searchParams) }),
      // Prometheus takes long queries as a form.
      POST: async ({ request, url }) => {
        const form = await withBody(request, budget, async (body) => new TextDecoder().decode(body));
        const query = new URLSearchParams([...url.searchParams, ...new URLSearchParams(form)]);
        return json(200, { status: 'success', data: await handler(query) });
      },
    },
  });
  return [
    route('/api/v1/query', async (query) => {
      refuseUnknown(query, ['query', 'time', 'timeout'], '/api/v1/query');
      const time = timeParameter(query, 'time', 'seconds');
      const timeMillis = time === undefined ? Date.now() : nanosToMillis(time);
      return {
        resultType: 'vector',
        result: await engine.call('prometheusInstant', query.get('query') ?? '', timeMillis),
      };
    }),
    route('/api/v1/query_exemplars', (query) => {
      refuseUnknown(query, ['query', 'start', 'end'], '/api/v1/query_exemplars');
      const start = nanosToMillis(timeParameter(query, 'start', 'seconds') ?? 0n);
      const end = timeParameter(query, 'end', 'seconds');
      const endMillis = end === undefined ? Date.now() : nanosToMillis(end);
      if (endMillis < start) throw new HttpError(400, 'end timestamp must not be before start timestamp');
      return engine.call('prometheusExemplars', query.get('query') ?? '', start, endMillis);
    }),
    { pattern: '/api/v1/*', error: prometheusError, methods: { GET: unsupported, POST: unsupported } },
  ];
}

const prometheusError: ErrorForm = (status, message) =>
  json(status, { status: 'error', errorType: status >= 500 ? 'unavailable' : 'bad_data', error: message });

function unsupported({ url }: Exchange): Reply {
  throw new HttpError(
    400,
    `${url.pathname.slice(0, 100)} of Prometheus is not supported; supported: /api/v1/query and /api/v1/query_exemplars with a plain selector`,
  );
}
