import { appendFileSync } from 'node:fs';
import type { StackUrls } from '../stack/StackOptions.js';
import { attribute, post, resource, resourceSpans } from './otlp.js';

export const TRACE_ID = '5b8efff798038103d269b633813fc60c';
export const BROWSER_SPAN = 'eee19b7ec3c1b174';
export const SERVER_SPAN = 'eee19b7ec3c1b175';

/**
 * One trace of two services and a log record over OTLP, a line pushed as pino-loki does it, and one in a file: four ways
 * in, one trace id.
 */
export async function sendTelemetry(urls: StackUrls, logFile: string): Promise<void> {
  const start = BigInt(Date.now()) * 1_000_000n;
  const span = (spanId: string, name: string, kind: number, parentSpanId = '') => ({
    traceId: TRACE_ID,
    spanId,
    parentSpanId,
    name,
    kind,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 30_000_000n),
    attributes: [attribute('http.route', '/product/[id]')],
  });
  await post(`${urls.otlp}/v1/traces`, {
    resourceSpans: [
      resourceSpans('store-browser', 'webjs', span(BROWSER_SPAN, 'GET', 3)),
      resourceSpans('store', 'nodejs', span(SERVER_SPAN, 'GET /product/[id]', 2, BROWSER_SPAN)),
    ],
  });
  await post(`${urls.otlp}/v1/logs`, {
    resourceLogs: [
      {
        resource: resource('store-browser', 'webjs'),
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: String(start),
                severityNumber: 17,
                severityText: 'ERROR',
                body: { stringValue: '{"msg":"over OTLP"}' },
                traceId: TRACE_ID,
                spanId: BROWSER_SPAN,
                attributes: [attribute('http.route', '/')],
              },
            ],
          },
        ],
      },
    ],
  });
  await post(`${urls.loki}/loki/api/v1/push`, {
    streams: [
      {
        stream: {
          service_name: 'store',
          deployment_environment: 'test',
          source: 'server',
          level: 'info',
        },
        values: [
          [String(start), '{"msg":"pushed"}', { trace_id: TRACE_ID, span_id: SERVER_SPAN, route: '/' }],
        ],
      },
    ],
  });
  const line = {
    level: 40,
    time: Date.now(),
    msg: 'from a file',
    route: '/',
    trace_id: TRACE_ID,
    span_id: SERVER_SPAN,
  };
  appendFileSync(logFile, `${JSON.stringify(line)}\n`);
}
