import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { describe, expect, test } from 'vitest';
import type { ExportTraceServiceRequest } from '../types.js';
import {
  decodeLogsRequest,
  decodeTraceRequest,
  encodeExportResponse,
  encodeStatus,
  ProtobufError,
} from './index.js';

function realSpans(): ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'store', 'process.pid': 42, list: ['a', 'b'] }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('scope', '1.2.3');
  const parent = tracer.startSpan('GET /ä "<b>\u0000', {
    kind: SpanKind.SERVER,
    attributes: {
      text: 'x',
      yes: true,
      no: false,
      int: 42,
      negative: -7,
      double: 1.5,
      big: 2 ** 53 - 1,
      list: [1, 2],
      empty: '',
    },
    links: [
      {
        context: { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 },
        attributes: { why: 'cache' },
      },
    ],
  });
  const child = tracer.startSpan(
    'SELECT',
    { kind: SpanKind.CLIENT },
    trace.setSpan(context.active(), parent),
  );
  child.recordException(new Error('boom'));
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'boom' });
  child.end();
  parent.addEvent('cached', { hit: true });
  parent.end();
  return exporter.getFinishedSpans();
}

function bytes(serialized: Uint8Array | undefined): Uint8Array {
  if (serialized === undefined) throw new Error('the serializer gave nothing');
  return serialized;
}

/** Drops what one encoding writes out and the other leaves away because it is the default. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !/^(?:string|bool|int|double)Value$/.test(key))
    .map(([key, inner]) => [key, withoutDefaults(inner)] as const)
    .filter(([, inner]) => inner !== 0 && inner !== '' && !(Array.isArray(inner) && inner.length === 0))
    .filter(([, inner]) => !(typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0));
  const values = Object.entries(value)
    .filter(([key]) => /^(?:string|bool|int|double)Value$/.test(key))
    .map(([key, inner]) => [key, key === 'intValue' ? String(inner) : inner] as const);
  return Object.fromEntries([...entries, ...values]);
}

describe('real spans of the OpenTelemetry SDK', () => {
  test('give the same values as their JSON', () => {
    const spans = realSpans();
    const fromProtobuf = decodeTraceRequest(bytes(ProtobufTraceSerializer.serializeRequest(spans)));
    const json = new TextDecoder().decode(bytes(JsonTraceSerializer.serializeRequest(spans)));
    const fromJson = JSON.parse(json) as ExportTraceServiceRequest;
    expect(fromProtobuf.resourceSpans?.[0]?.scopeSpans?.[0]?.spans).toHaveLength(2);
    expect(withoutDefaults(fromProtobuf)).toEqual(withoutDefaults(fromJson));
  });

  test('keep ids as hex and times to the nanosecond', () => {
    const spans = realSpans();
    const decoded = decodeTraceRequest(bytes(ProtobufTraceSerializer.serializeRequest(spans)));
    const [child] = decoded.resourceSpans?.[0]?.scopeSpans?.[0]?.spans ?? [];
    const [seconds = 0, nanos = 0] = spans[0]?.startTime ?? [];
    expect(child?.traceId).toBe(spans[0]?.spanContext().traceId);
    expect(child?.parentSpanId).toBe(spans[1]?.spanContext().spanId);
    expect(child?.startTimeUnixNano).toBe((BigInt(seconds) * 1_000_000_000n + BigInt(nanos)).toString());
    expect(child?.status).toEqual({ code: 2, message: 'boom' });
  });
});

/** A length-delimited field. */
function field(number: number, ...content: number[]): number[] {
  const length = content.length;
  const prefix = length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
  return [number * 8 + 2, ...prefix, ...content];
}
const text = (value: string) => [...new TextEncoder().encode(value)];

test('log records: body, ids, times, severity, bytes and maps', () => {
  const minusOne = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
  const record = [
    ...[0x09, 1, 0, 0, 0, 0, 0, 0, 0x80],
    ...[0x10, 17],
    ...field(5, ...field(1, ...text('line'))),
    ...field(6, ...field(1, ...text('n')), ...field(2, 0x18, ...minusOne)),
    ...field(6, ...field(1, ...text('raw')), ...field(2, ...field(7, 0, 255))),
    ...field(
      6,
      ...field(1, ...text('map')),
      ...field(2, ...field(6, ...field(1, ...field(1, ...text('k'))))),
    ),
    ...field(9, ...Array<number>(16).fill(0xab)),
    ...field(10, ...Array<number>(8).fill(0xcd)),
  ];
  const request = Uint8Array.from(field(1, ...field(2, ...field(2, ...record))));
  expect(decodeLogsRequest(request).resourceLogs?.[0]?.scopeLogs?.[0]?.logRecords).toEqual([
    {
      timeUnixNano: '9223372036854775809',
      severityNumber: 17,
      body: { stringValue: 'line' },
      attributes: [
        { key: 'n', value: { intValue: '-1' } },
        { key: 'raw', value: { bytesValue: 'AP8=' } },
        { key: 'map', value: { kvlistValue: { values: [{ key: 'k' }] } } },
      ],
      traceId: 'ab'.repeat(16),
      spanId: 'cd'.repeat(8),
    },
  ]);
});

test('unknown fields of every wire type are skipped, groups too', () => {
  const unknown = [
    ...[0xf8, 0x01, 1],
    ...[0xf9, 0x01, 1, 2, 3, 4, 5, 6, 7, 8],
    ...[0xfa, 0x01, 2, 9, 9],
    ...[0xfb, 0x01, 0x08, 1, 0xfc, 0x01],
    ...[0xfd, 0x01, 1, 2, 3, 4],
  ];
  const request = Uint8Array.from([...unknown, ...field(1, ...unknown)]);
  expect(decodeTraceRequest(request)).toEqual({ resourceSpans: [{ scopeSpans: [] }] });
});

describe('malformed bytes are refused with a reason', () => {
  const nested = (depth: number): number[] => {
    let value: number[] = [];
    for (let level = 0; level < depth; level++) value = field(5, ...field(1, ...value));
    return value;
  };
  test.each([
    ['a length behind the end', [0x0a, 0x7f], /length of 127 passes the end at byte 1/],
    ['a length of 4 GB', [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f], /length of 4294967295 passes the end/],
    ['a varint without end', [0x08, ...Array<number>(11).fill(0xff)], /longer than 10 bytes/],
    ['field number 0', [0x02, 0], /field number 0/],
    ['an end of a group that did not begin', [0x0c], /unexpected wire type 4/],
    ['a group without end', [0xfb, 0x01], /a group has no end/],
    ['groups nested without end', Array<number>(1000).fill(0x0b), /nested deeper than 64/],
    [
      'values nested without end',
      field(1, ...field(1, ...field(1, ...field(2, ...nested(60))))),
      /nested deeper/,
    ],
    ['a double that is cut off', field(1, ...field(2, ...field(2, 0x39, 1, 2))), /ends inside a value/],
  ])('%s', (_, content, message) => {
    expect(() => decodeTraceRequest(Uint8Array.from(content))).toThrow(ProtobufError);
    expect(() => decodeTraceRequest(Uint8Array.from(content))).toThrow(message);
  });

  test('millions of empty messages', () => {
    const content = new Uint8Array(2 * 2_000_001);
    for (let index = 0; index < content.length; index += 2) content[index] = 0x0a;
    expect(() => decodeTraceRequest(content)).toThrow(/more than 2000000 messages/);
  });
});

test('mutated requests are decoded or refused, and nothing else happens', () => {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const random = generator(seed);
  const valid = bytes(ProtobufTraceSerializer.serializeRequest(realSpans()));
  let refused = 0;
  for (let round = 0; round < 5000; round++) {
    const mutated = valid.slice(0, random() < 0.3 ? Math.floor(random() * valid.length) : valid.length);
    for (let flips = 1 + Math.floor(random() * 8); flips > 0; flips--) {
      mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    }
    try {
      decodeTraceRequest(mutated);
      decodeLogsRequest(mutated);
    } catch (error) {
      expect(error, `FUZZ_SEED=${seed}, round ${round}`).toBeInstanceOf(ProtobufError);
      refused += 1;
    }
  }
  expect(refused, `FUZZ_SEED=${seed}`).toBeGreaterThan(100);
});

/** A small seeded generator (mulberry32), so that a failure can be run again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('answers', () => {
  test('are read by the OpenTelemetry SDK', () => {
    const partial = encodeExportResponse({ rejected: 300, message: 'ä'.repeat(100) });
    expect(ProtobufTraceSerializer.deserializeResponse(partial)).toMatchObject({
      partialSuccess: { rejectedSpans: 300, errorMessage: 'ä'.repeat(100) },
    });
    expect(encodeExportResponse()).toHaveLength(0);
  });

  test('a failure is a google.rpc.Status', () => {
    expect([...encodeStatus(3, 'no')]).toEqual([0x08, 3, 0x12, 2, ...text('no')]);
  });
});
