import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RequestContextManager } from '../tracing/RequestContextManager.js';
import { createLogger } from './createLogger.js';

beforeAll(() => void context.setGlobalContextManager(new RequestContextManager()));
afterAll(() => context.disable());

const lines: string[] = [];
const logger = createLogger((line) => void lines.push(line), 'info');
const last = () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
const spanContext = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
const inSpan = <T>(run: () => T) => context.with(trace.setSpanContext(ROOT_CONTEXT, spanContext), run);
const IDS = { trace_id: spanContext.traceId, span_id: spanContext.spanId, trace_flags: '01' };

it('a line has the ids of the active span, and none without', () => {
  inSpan(() => logger.info({ a: 1 }, 'inside'));
  expect(last()).toMatchObject({ ...IDS, a: 1, msg: 'inside' });
  logger.info('outside');
  expect(Object.keys(last())).toEqual(['level', 'time', 'msg']);
});

it('what the call or a child says of the trace wins, and is there once', () => {
  const other = 'c'.repeat(32);
  inSpan(() => logger.info({ trace_id: other, route: '/x' }, 'of another trace'));
  expect(last()).toMatchObject({ ...IDS, trace_id: other, route: '/x' });
  expect(lines.at(-1)?.match(/"trace_id"/g)).toHaveLength(1);
  inSpan(() => logger.child({ span_id: 'd'.repeat(16) }).info('of a child'));
  expect(last().span_id).toBe('d'.repeat(16));
  expect(lines.at(-1)?.match(/"span_id"/g)).toHaveLength(1);
});

it('redacts secrets wherever a line may have them, and changes no object of the caller', () => {
  const order = { token: 'S3', total: 3, list: [{ cvv: 'S3' }], user: { name: 'x', password: 'S3' } };
  const child = logger.child(
    { apiKey: 'S3', settings: { secret: 'S3' } },
    {
      serializers: { req: (url: string) => ({ url, headers: { authorization: 'S3', 'set-cookie': 'S3' } }) },
    },
  );
  child.info({ password: 'S3', order, req: '/x' }, 'paid %o', { cardNumber: 'S3', kept: 1 });
  expect(lines.at(-1)).not.toContain('S3');
  expect(last()).toMatchObject({
    password: '[redacted]',
    order: { token: '[redacted]', total: 3, list: [{ cvv: '[redacted]' }], user: { name: 'x' } },
    req: { url: '/x' },
    settings: {},
    msg: 'paid {"cardNumber":"[redacted]","kept":1}',
  });
  expect(order.user.password).toBe('S3');
});

it('writes what is no plain object as JSON does', () => {
  const circular: Record<string, unknown> = { name: 'x' };
  circular.self = circular;
  logger.info(
    { at: new Date(0), url: new URL('http://a/'), none: null, many: [1, 'a"\n'], circular },
    'q"\n',
  );
  expect(last()).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    url: 'http://a/',
    none: null,
    many: [1, 'a"\n'],
    circular: { name: 'x' },
    msg: 'q"\n',
  });
});
