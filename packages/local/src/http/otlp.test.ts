import { gzipSync } from 'node:zlib';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { type Backend, startBackend } from '@throughline/local';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JaegerTrace } from '../query/jaeger/toJaegerTrace.js';
import { newSpanId, newTraceId, nowNanos, spanOf, traceRequest } from '../testing/requests.js';
import { TestClient } from '../testing/TestClient.js';

let backend: Backend;
let client: TestClient;
beforeAll(async () => {
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
});
afterAll(() => backend.close());

const jaeger = async (traceId: string) =>
  (await client.json<{ data: JaegerTrace[] }>(`/api/traces/${traceId}`)).data[0];

describe('spans of the OpenTelemetry SDK', () => {
  test.each([CompressionAlgorithm.NONE, CompressionAlgorithm.GZIP])(
    'by its exporter, compression %s',
    async (compression) => {
      const provider = new BasicTracerProvider({
        resource: resourceFromAttributes({ 'service.name': `sdk-${compression}` }),
        spanProcessors: [
          new BatchSpanProcessor(new OTLPTraceExporter({ url: `${backend.url}/v1/traces`, compression })),
        ],
      });
      const span = provider.getTracer('test').startSpan('hello', { attributes: { n: 1 } });
      span.end();
      await provider.shutdown();
      const found = await jaeger(span.spanContext().traceId);
      expect(found?.spans.map(({ operationName }) => operationName)).toEqual(['hello']);
      expect(found?.processes.p1?.serviceName).toBe(`sdk-${compression}`);
    },
  );

  test('in protobuf, answered in protobuf', async () => {
    const memory = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] });
    const parent = provider.getTracer('test').startSpan('binary');
    provider.getTracer('test').startSpan('inner', {}, trace.setSpan(ROOT_CONTEXT, parent)).end();
    parent.end();
    const body = ProtobufTraceSerializer.serializeRequest(memory.getFinishedSpans());
    if (body === undefined) throw new Error('nothing serialized');
    const response = await client.post('/v1/traces', gzipSync(body), {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'gzip',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-protobuf');
    expect((await response.arrayBuffer()).byteLength).toBe(0);
    const { traceId, spanId } = parent.spanContext();
    const found = await jaeger(traceId);
    expect(found?.spans.find(({ operationName }) => operationName === 'inner')?.references).toEqual([
      { refType: 'CHILD_OF', traceID: traceId, spanID: spanId },
    ]);
  });
});

test('bad spans are rejected with an exact count and reason, their neighbours are kept', async () => {
  const traceId = newTraceId();
  const response = await client.post(
    '/v1/traces',
    traceRequest('partial', [
      spanOf({ traceId, name: 'good' }),
      spanOf({ traceId: 'xyz' }),
      spanOf({ traceId: '0'.repeat(32) }),
      { ...spanOf({ traceId }), startTimeUnixNano: 'tomorrow' },
      { ...spanOf({ traceId }), attributes: [{ key: 'x', value: { fooValue: 1 } }] },
      { ...spanOf({ traceId }), name: 7 },
      null,
      spanOf({ traceId, name: 'x'.repeat(2 ** 20) }),
    ]),
  );
  expect(response.status).toBe(200);
  const answer = (await response.json()) as {
    partialSuccess: { rejectedSpans: string; errorMessage: string };
  };
  expect(answer.partialSuccess.rejectedSpans).toBe('7');
  expect(answer.partialSuccess.errorMessage).toContain('1 x traceId is not 32 hex digits');
  expect(answer.partialSuccess.errorMessage).toContain('1 x the span is larger than 1048576 characters');
  expect(answer.partialSuccess.errorMessage).toContain('1 x startTimeUnixNano is not Unix nanoseconds');
  expect((await jaeger(traceId))?.spans.map(({ operationName }) => operationName)).toEqual(['good']);
});

test('what a sender writes comes back as data, whatever it is', async () => {
  const traceId = newTraceId();
  const name = `<img src=x onerror=alert(1)> '; DROP TABLE d.spans; -- \u0000\u001b[31m\r\n"${'\u{1f4a9}'}`;
  const attributes = [
    { key: '__proto__', value: { stringValue: 'polluted' } },
    { key: 'constructor', value: { stringValue: name } },
  ];
  await client.post('/v1/traces', traceRequest("o'service", [spanOf({ traceId, name, attributes })]));
  const span = (await jaeger(traceId))?.spans[0];
  expect(span?.operationName).toBe(name);
  expect(span?.tags.slice(0, 2).map(({ key, value }) => [key, value])).toEqual([
    ['__proto__', 'polluted'],
    ['constructor', name],
  ]);
  const detail = await client.json<{ spans: { attributes: object }[] }>(`/api/viewer/v1/traces/${traceId}`);
  expect(Object.entries(detail.spans[0]?.attributes ?? {})).toEqual([
    ['__proto__', 'polluted'],
    ['constructor', name],
  ]);
});

test('a span that is sent twice is shown once', async () => {
  const span = spanOf();
  await client.post('/v1/traces', traceRequest('twice', [span]));
  await client.post('/v1/traces', traceRequest('twice', [span]));
  expect((await jaeger(span.traceId))?.spans).toHaveLength(1);
  const list = await client.json<{ traces: { spanCount: number }[] }>(
    `/api/viewer/v1/traces?q=${span.traceId}`,
  );
  expect(list.traces.map(({ spanCount }) => spanCount)).toEqual([1]);
});

test('log records become log lines of Loki', async () => {
  const traceId = newTraceId();
  const spanId = newSpanId();
  const response = await client.post('/v1/logs', {
    resourceLogs: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'logs-browser' } },
            { key: 'telemetry.sdk.language', value: { stringValue: 'webjs' } },
            { key: 'deployment.environment.name', value: { stringValue: 'test' } },
          ],
        },
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: nowNanos().toString(),
                severityNumber: 17,
                body: { stringValue: 'it broke' },
                attributes: [{ key: 'page.url', value: { stringValue: '/cart' } }],
                traceId,
                spanId,
              },
              { body: { badValue: 1 } },
            ],
          },
        ],
      },
    ],
  });
  expect(await response.json()).toEqual({
    partialSuccess: {
      rejectedLogRecords: '1',
      errorMessage: '1 x an attribute value has none of the types of OTLP',
    },
  });
  const query = encodeURIComponent(`{service_name="logs-browser"} | trace_id="${traceId}"`);
  const found = await client.json<{ data: { result: { stream: object; values: string[][] }[] } }>(
    `/loki/api/v1/query_range?query=${query}`,
  );
  expect(found.data.result).toHaveLength(1);
  expect(found.data.result[0]?.stream).toEqual({
    service_name: 'logs-browser',
    deployment_environment: 'test',
    source: 'browser',
    level: 'error',
    page_url: '/cart',
    trace_id: traceId,
    span_id: spanId,
  });
  expect(found.data.result[0]?.values[0]?.[1]).toBe('it broke');
});

describe('refusals', () => {
  test.each([
    ['not JSON', '{', {}, 400],
    ['not an object', '[]', {}, 400],
    ['spans that are no list', '{"resourceSpans":[{"scopeSpans":[{"spans":1}]}]}', {}, 400],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), {}, 400],
    ['another type', '{}', { 'content-type': 'text/plain' }, 415],
    ['another encoding', '{}', { 'content-encoding': 'br' }, 415],
    ['gzip that is none', '{}', { 'content-encoding': 'gzip' }, 400],
    [
      'gzip that is cut off',
      gzipSync('{"resourceSpans":[]}').subarray(0, 20),
      { 'content-encoding': 'gzip' },
      400,
    ],
    [
      'gzip that inflates past the limit',
      gzipSync(Buffer.alloc(65 * 2 ** 20, ' ')),
      { 'content-encoding': 'gzip' },
      413,
    ],
  ])('%s', async (_, body, headers, status) => {
    const response = await client.post('/v1/traces', body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: 3, message: expect.stringMatching(/./) });
  });

  test.each([
    [
      'records',
      `{"resourceSpans":[{"scopeSpans":[{"spans":[${'{},'.repeat(100_000)}{}]}]}]}`,
      /more than 100000 records/,
    ],
    ['objects', `[${'{},'.repeat(4_000_000)}{}]`, /more than 4000000 JSON objects and lists/],
  ])('more %s than a request may hold', async (_, body, message) => {
    const response = await client.post('/v1/traces', body);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(message);
  });

  test('protobuf that is none, answered in protobuf', async () => {
    const response = await client.post('/v1/logs', Uint8Array.of(0x0a, 0x7f), {
      'content-type': 'application/x-protobuf',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/x-protobuf');
    expect(await response.text()).toContain('a length of 127 passes the end');
  });

  test('other methods', async () => {
    const response = await client.fetch('/v1/traces');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  test('metrics are not taken', async () => {
    const response = await client.post('/v1/metrics', '{}');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('metrics are scraped');
  });
});

test('50 senders at the same time: everything that was answered is there', async () => {
  const service = 'parallel';
  const sender = async (index: number) => {
    for (let round = 0; round < 6; round++) {
      const spans = Array.from({ length: 5 }, () => spanOf({ name: `sender-${index}` }));
      const response = await client.post('/v1/traces', traceRequest(service, spans));
      expect(response.status).toBe(200);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 50 }, (_, index) => sender(index)));
  const { data } = await client.json<{ data: JaegerTrace[] }>(`/api/traces?service=${service}&limit=1500`);
  expect(data).toHaveLength(1500);
  const operations = await client.json<{ data: string[] }>(`/api/services/${service}/operations`);
  expect(operations.data).toHaveLength(50);
});
