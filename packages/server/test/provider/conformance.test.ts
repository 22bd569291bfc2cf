import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { afterEach, describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../src/config/ThroughlineOptions.js';
import { serveTraced } from '../../src/tracing/serverRequest.js';
import { withSpan } from '../../src/tracing/withSpan.js';
import { makeProvider, type TestedProvider } from './makeProvider.js';

/** One suite for both providers: whoever makes the spans, the same program shows the same trace. */
describe.each(PROVIDERS)('the provider %s', (name) => {
  const set = (...rest: Parameters<typeof makeProvider> extends [unknown, ...infer R] ? R : never) => {
    const made = makeProvider(name, ...rest);
    return { ...made, tracer: made.provider.getTracer('app', '1.2.3') };
  };
  const inside = (span: Span, parent: Context = ROOT_CONTEXT) => trace.setSpan(parent, span);
  const NANOS = 1_000_000n;
  const EPOCH = 1_795_000_000_000;

  it('gives spans what OpenTelemetry says of them: names, kinds, times, scope', () => {
    const { tracer, byName } = set();
    const before = BigInt(Date.now() - 5) * NANOS;
    const span = tracer.startSpan('first', { kind: SpanKind.PRODUCER, attributes: { a: 1 } });
    expect(span.isRecording()).toBe(true);
    expect(trace.isSpanContextValid(span.spanContext())).toBe(true);
    span.updateName('renamed').setAttribute('b', ['x', 'y']).setAttributes({ c: true, d: 0.5 });
    span.end();
    expect(span.isRecording()).toBe(false);
    const made = byName('renamed');
    expect(made).toMatchObject({
      kind: SpanKind.PRODUCER + 1,
      attributes: { a: 1, b: ['x', 'y'], c: true, d: 0.5 },
      parentSpanId: undefined,
      statusCode: SpanStatusCode.UNSET,
      flags: 0x101,
      scope: 'app',
    });
    expect(BigInt(made.startTimeUnixNano)).toBeGreaterThan(before);
    expect(BigInt(made.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(made.startTimeUnixNano));
    expect(BigInt(made.endTimeUnixNano)).toBeLessThan(BigInt(Date.now() + 5) * NANOS);
  });

  it.each([
    ['milliseconds', EPOCH + 0.5, EPOCH + 3],
    ['dates', new Date(EPOCH), new Date(EPOCH + 3)],
    ['seconds and nanoseconds', [EPOCH / 1000, 7], [EPOCH / 1000, 3_000_000]],
  ] as const)('takes times as %s', (_, start, end) => {
    const { tracer, byName } = set();
    const span = tracer.startSpan('timed', { startTime: start as number });
    span.addEvent('at', [EPOCH / 1000, 1_000_000]);
    span.end(end as number);
    const made = byName('timed');
    const startMillis = Array.isArray(start) ? EPOCH : Number(start);
    expect(Number(BigInt(made.startTimeUnixNano) / 1_000n)).toBe(Math.floor(startMillis * 1e3));
    expect(made.endTimeUnixNano).toBe(`${EPOCH + 3}000000`);
    expect(made.events[0]?.timeUnixNano).toBe(`${EPOCH + 1}000000`);
  });

  it('takes times of the monotonic clock, and no end before the start', () => {
    const { tracer, byName } = set();
    const now = performance.now();
    tracer.startSpan('monotonic', { startTime: now }).end(now + 1);
    const made = byName('monotonic');
    expect(Math.abs(Number(BigInt(made.startTimeUnixNano) / NANOS) - Date.now())).toBeLessThan(1_000);
    tracer.startSpan('backwards', { startTime: EPOCH }).end(EPOCH - 5);
    const backwards = byName('backwards');
    expect(backwards.endTimeUnixNano).toBe(backwards.startTimeUnixNano);
  });

  it('follows the active span, the given context, or none', () => {
    const { tracer, byName } = set();
    expect(trace.getActiveSpan()).toBeUndefined();
    const answer = tracer.startActiveSpan('outer', (outer) => {
      expect(trace.getActiveSpan()).toBe(outer);
      tracer.startSpan('child').end();
      tracer.startSpan('root', { root: true }).end();
      tracer.startSpan('elsewhere', {}, ROOT_CONTEXT).end();
      tracer.startActiveSpan('with options', { kind: SpanKind.CLIENT }, (span) => span.end());
      tracer.startActiveSpan('with context', {}, ROOT_CONTEXT, (span) => {
        expect(trace.getActiveSpan()).toBe(span);
        span.end();
      });
      outer.end();
      return 7;
    });
    expect(answer).toBe(7);
    expect(trace.getActiveSpan()).toBeUndefined();
    expect(() =>
      tracer.startActiveSpan('throws', () => {
        throw new Error('through');
      }),
    ).toThrow('through');
    const { spanId, traceId } = byName('outer');
    const parents = ['child', 'root', 'elsewhere', 'with options', 'with context'].map(
      (span) => byName(span).parentSpanId,
    );
    expect(parents).toEqual([spanId, undefined, undefined, spanId, undefined]);
    expect([byName('child').traceId, byName('root').traceId === traceId]).toEqual([traceId, false]);
  });

  it('keeps the precedence of statuses, and takes nothing after the end', () => {
    const { tracer, byName } = set();
    const span = tracer.startSpan('status');
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'first' });
    span.setStatus({ code: SpanStatusCode.UNSET });
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'second' });
    const fine = tracer.startSpan('fine');
    fine.setStatus({ code: SpanStatusCode.OK, message: 'left out' });
    fine.setStatus({ code: SpanStatusCode.ERROR, message: 'too late' });
    for (const ended of [span, fine]) {
      ended.end();
      ended.setAttribute('late', 1).setAttributes({ late: 1 }).addEvent('late').updateName('late');
      ended.setStatus({ code: SpanStatusCode.ERROR, message: 'late' }).recordException('late');
      ended.end();
    }
    expect(byName('status')).toMatchObject({
      statusCode: 2,
      statusMessage: 'second',
      attributes: {},
      events: [],
    });
    expect(byName('fine')).toMatchObject({ statusCode: 1, statusMessage: undefined });
  });

  it('records exceptions of each form', () => {
    const { tracer, byName } = set();
    const span = tracer.startSpan('failing');
    span.recordException('a text');
    span.recordException(Object.assign(new RangeError('far'), { stack: 'at x' }));
    span.recordException({ code: 'E_CODE', message: 'coded' });
    span.recordException({} as Error);
    span.end();
    expect(byName('failing').events.map(({ name: event, attributes }) => [event, attributes])).toEqual([
      ['exception', { 'exception.message': 'a text' }],
      [
        'exception',
        { 'exception.type': 'RangeError', 'exception.message': 'far', 'exception.stacktrace': 'at x' },
      ],
      ['exception', { 'exception.type': 'E_CODE', 'exception.message': 'coded' }],
    ]);
  });

  it('a failing withSpan has the error with its causes, once', async () => {
    const { byName } = set();
    const error = new TypeError('broken', { cause: new Error('why') });
    await expect(withSpan('outer', () => withSpan('inner', () => Promise.reject(error)))).rejects.toBe(error);
    const [event] = byName('inner').events;
    expect(event?.attributes['exception.stacktrace']).toMatch(
      /TypeError: broken[\s\S]*Caused by: Error: why/,
    );
    expect(byName('outer')).toMatchObject({
      statusCode: 2,
      events: [],
      attributes: { 'error.type': 'TypeError' },
    });
  });

  it('carries events and links', () => {
    const { tracer, byName } = set();
    const other = tracer.startSpan('other').spanContext();
    const span = tracer.startSpan('linked', { links: [{ context: other, attributes: { why: 'batch' } }] });
    span.addLink({ context: { ...other, isRemote: true } });
    span.addLinks([{ context: other }]);
    span.addEvent('plain').addEvent('with', { a: 1 }, EPOCH).addEvent('timed', EPOCH);
    span.end();
    const made = byName('linked');
    expect(made.links).toMatchObject([
      { traceId: other.traceId, spanId: other.spanId, flags: 0x101, attributes: { why: 'batch' } },
      { flags: 0x301 },
      { flags: 0x101 },
    ]);
    expect(made.events.map(({ name: event, attributes }) => [event, attributes])).toEqual([
      ['plain', {}],
      ['with', { a: 1 }],
      ['timed', {}],
    ]);
    expect(made.events[1]?.timeUnixNano).toBe(`${EPOCH}000000`);
  });

  it('leaves out what is no attribute', () => {
    const { tracer, byName } = set();
    const odd = { '': 1, object: {}, mixed: ['a', 1], none: undefined, null: null, list: ['a', null] };
    const span = tracer.startSpan('odd', { attributes: odd as never });
    span.setAttributes({ ...odd, kept: 1 } as never);
    span.addEvent('event', { ...odd, kept: 1 } as never);
    span.end();
    const [event] = byName('odd').events;
    for (const attributes of [byName('odd').attributes, event?.attributes ?? {}]) {
      const defined = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
      expect(Object.fromEntries(defined)).toEqual({ kept: 1, list: ['a', null] });
    }
  });

  describe('limits', () => {
    const LIMITS = {
      OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '2',
      OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '5',
      OTEL_SPAN_EVENT_COUNT_LIMIT: '2',
      OTEL_SPAN_LINK_COUNT_LIMIT: '1',
      OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT: '1',
    };
    afterEach(() => {
      for (const variable of Object.keys(LIMITS)) delete process.env[variable];
    });

    it('hold a span down, and count what they cost', () => {
      Object.assign(process.env, LIMITS);
      const { tracer, byName } = set();
      const span = tracer.startSpan('much', { attributes: { a: 'long text', b: ['long text', 'x'] } });
      span.setAttribute('c', 1).setAttribute('a', 'other text');
      for (const event of ['1', '2', '3']) span.addEvent(event, { x: 1, y: 2 });
      for (let index = 0; index < 3; index++) span.addLink({ context: span.spanContext() });
      span.end();
      const made = byName('much');
      expect(made).toMatchObject({
        attributes: { a: 'other', b: ['long ', 'x'] },
        droppedAttributesCount: 1,
        droppedEventsCount: 1,
        droppedLinksCount: 2,
      });
      expect(
        made.events.map((event) => [event.name, event.attributes, event.droppedAttributesCount]),
      ).toEqual([
        ['2', { x: 1 }, 1],
        ['3', { x: 1 }, 1],
      ]);
    });

    it('are 128 by default', () => {
      const { tracer, byName } = set();
      const span = tracer.startSpan('many');
      for (let index = 0; index < 130; index++) span.setAttribute(`a${index}`, index).addEvent(`e${index}`);
      span.end();
      expect(Object.keys(byName('many').attributes)).toHaveLength(128);
      expect(byName('many')).toMatchObject({ droppedAttributesCount: 2, droppedEventsCount: 2 });
    });
  });

  it('makes no span where tracing is suppressed or off, and passes the ids of others on', () => {
    const { tracer, spans } = set();
    const suppressed = tracer.startSpan('no', {}, suppressTracing(ROOT_CONTEXT));
    expect([suppressed.isRecording(), trace.isSpanContextValid(suppressed.spanContext())]).toEqual([
      false,
      false,
    ]);
    suppressed.setAttribute('a', 1).end();
    const remote = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1, isRemote: true };
    const below = tracer.startSpan('below', {}, trace.setSpanContext(ROOT_CONTEXT, remote));
    expect(below.spanContext().traceId).toBe(remote.traceId);
    below.end();
    expect(spans.map(({ name: span }) => span)).toEqual(['below']);
    expect(spans[0]).toMatchObject({ parentSpanId: remote.spanId, flags: 0x301 });
    const invalid = trace.wrapSpanContext({ traceId: 'x', spanId: 'y', traceFlags: 1 });
    expect(tracer.startSpan('fresh', {}, inside(invalid)).spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('always_off makes ids and no spans', () => {
    const { tracer, spans } = set({}, 'off');
    const remote = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1, isRemote: true };
    const span = tracer.startSpan('x', {}, trace.setSpanContext(ROOT_CONTEXT, remote));
    expect([span.isRecording(), span.spanContext().traceId, span.spanContext().traceFlags]).toEqual([
      false,
      remote.traceId,
      TraceFlags.NONE,
    ]);
    span.end();
    expect(spans).toEqual([]);
  });

  it('carries tracestate and baggage from the caller to the next service', () => {
    const { tracer, byName } = set();
    const headers = {
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      tracestate: 'ot=th:8,vendor=x',
      baggage: 'user=7',
    };
    const caller = propagation.extract(ROOT_CONTEXT, headers);
    const sent: Record<string, string> = {};
    tracer.startActiveSpan('here', {}, caller, (span) => {
      expect(propagation.getActiveBaggage()?.getEntry('user')?.value).toBe('7');
      propagation.inject(context.active(), sent);
      span.end();
    });
    const { spanId } = byName('here');
    expect(sent).toEqual({
      traceparent: `00-${'a'.repeat(32)}-${spanId}-01`,
      tracestate: 'ot=th:8,vendor=x',
    });
    expect(byName('here').traceState).toBe('ot=th:8,vendor=x');
  });

  it('serves tracers that third parties took before it was registered', () => {
    const early = trace.getTracer('early bird');
    const { byName } = set();
    // As an instrumentation of a client library works: a span by hand, ended in a callback that was bound.
    const outer = early.startSpan('query', { kind: SpanKind.CLIENT });
    const callback = context.bind(inside(outer, context.active()), () => {
      early.startSpan('in the callback').end();
      outer.end();
    });
    callback();
    expect(byName('in the callback')).toMatchObject({
      parentSpanId: byName('query').spanId,
      scope: 'early bird',
    });
  });

  it('finds spans that are never ended', () => {
    const { tracer, forgotten } = set();
    tracer.startSpan('forgotten');
    tracer.startSpan('server', { kind: SpanKind.SERVER });
    tracer.startSpan('ended').end();
    expect(forgotten()).toEqual(['forgotten']);
  });

  it('the tail: at ratio 0 a failed request is exported with its spans, the others cost a count', () => {
    const { tracer, spans, ledger } = set({ ratio: 0 });
    for (const failed of [false, true]) {
      const root = tracer.startSpan(failed ? 'failed' : 'fine', { kind: SpanKind.SERVER });
      tracer.startSpan('child', {}, inside(root)).end();
      if (failed) root.setStatus({ code: SpanStatusCode.ERROR });
      root.end();
    }
    expect(spans.map(({ name: span }) => span)).toEqual(['child', 'failed']);
    expect([ledger.accepted, ledger.delivered, ledger.dropped.get('unsampled'), ledger.queued]).toEqual([
      4, 2, 2, 0,
    ]);
  });

  it('keeps fifty requests at a time apart, through timers, streams and promises', async () => {
    const made = set();
    const served = await serveFifty(made, ({ tracer }) => async (_request, response) => {
      await withSpan('work', async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await Promise.all([
          withSpan('left', () => new Promise((resolve) => setImmediate(resolve))),
          tracer.startActiveSpan('right', async (span) => {
            await Promise.resolve();
            tracer.startSpan('below right').end();
            span.end();
          }),
        ]);
      });
      response.write('first');
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          tracer.startSpan('in a timer').end();
          resolve();
        }, 2);
      });
      response.end('last');
    });
    for (const [traceId, callerId] of served) {
      const spans = made.spans.filter((span) => span.traceId === traceId);
      const id = (span: string) => spans.find((one) => one.name === span)?.spanId;
      const tree = Object.fromEntries(spans.map((span) => [span.name, span.parentSpanId]));
      expect(tree).toEqual({
        GET: callerId,
        work: id('GET'),
        left: id('work'),
        right: id('work'),
        'below right': id('right'),
        'in a timer': id('GET'),
      });
    }
  });

  it('code inside a request sees its span, and what it writes is on it', async () => {
    const made = set();
    await serveFifty(made, () => async (_request, response) => {
      await Promise.resolve();
      trace.getActiveSpan()?.setAttribute('seen', trace.getActiveSpan()?.isRecording() === true);
      response.end();
    });
    expect(made.spans).toHaveLength(50);
    for (const span of made.spans) {
      expect(span.attributes).toMatchObject({
        seen: true,
        'http.request.method': 'GET',
        'server.address': '127.0.0.1',
      });
    }
  });
});

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Fifty requests at once, each of another trace. Gives the pairs of trace id and caller's span id. */
async function serveFifty<T extends TestedProvider>(
  made: T,
  serveWith: (made: T) => Serve,
): Promise<[string, string][]> {
  const observer = { begun() {}, over() {}, served() {} };
  const serve = serveWith(made);
  const server = createServer((request, response) =>
    serveTraced(request, response, observer, () => void serve(request, response)),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const callers = Array.from({ length: 50 }, (_, index): [string, string] => [
      (index + 1).toString(16).padStart(32, 'a'),
      (index + 1).toString(16).padStart(16, 'b'),
    ]);
    await context.with(suppressTracing(ROOT_CONTEXT), () =>
      Promise.all(
        callers.map(async ([traceId, spanId]) => {
          const headers = { traceparent: `00-${traceId}-${spanId}-01` };
          await (await fetch(`http://127.0.0.1:${port}/x`, { headers })).text();
        }),
      ),
    );
    // The span ends when the connection has the answer, which is a moment after the caller has.
    await expect.poll(() => made.spans.filter(({ kind }) => kind === SpanKind.SERVER + 1)).toHaveLength(50);
    return callers;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
