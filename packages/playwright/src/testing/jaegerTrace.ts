/** The trace of the answers below. */
export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

const tag = (key: string, value: string | number | boolean) => ({ key, value });
const childOf = (spanID: string) => [{ refType: 'CHILD_OF', traceID: TRACE_ID, spanID }];

/** A checkout as Jaeger answers it: browser, server, two queries and payments, one of whose spans failed. */
export function jaegerTrace() {
  return {
    traceID: TRACE_ID,
    processes: {
      p1: { serviceName: 'store-browser', tags: [tag('telemetry.sdk.language', 'webjs')] },
      p2: { serviceName: 'store', tags: [] },
      p3: { serviceName: 'payments', tags: null },
    },
    spans: [
      span('00000000000000a3', 'INSERT orders', 'p2', 1_000_300, 900, childOf('a2'), [
        tag('span.kind', 'client'),
        tag('db.system.name', 'postgresql'),
      ]),
      span(
        'a1',
        'POST /api/checkout',
        'p1',
        1_000_000,
        412_000,
        [],
        [tag('span.kind', 'client'), tag('http.response.status_code', 402)],
      ),
      span('a2', 'POST /api/checkout', 'p2', 1_000_200, 380_000, childOf('a1'), [
        tag('span.kind', 'server'),
        tag('http.route', '/api/checkout'),
      ]),
      span('a4', 'POST', 'p2', 1_002_000, 300_000, childOf('a2'), [tag('span.kind', 'client')]),
      span('a5', 'payments.charge', 'p3', 1_003_000, 290_000, childOf('a4'), [
        tag('otel.status_code', 'ERROR'),
        tag('otel.status_description', 'card declined'),
      ]),
    ],
  };
}

function span(
  spanID: string,
  operationName: string,
  processID: string,
  startTime: number,
  duration: number,
  references: { refType: string; traceID: string; spanID: string }[],
  tags: { key: string; value: string | number | boolean }[],
) {
  const logs = [{ timestamp: startTime + 1, fields: [tag('event', 'started')] }];
  return { traceID: TRACE_ID, spanID, operationName, references, startTime, duration, tags, logs, processID };
}
