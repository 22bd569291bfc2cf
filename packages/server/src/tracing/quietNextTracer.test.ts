import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, type ProxyTracerProvider, trace } from '@opentelemetry/api';
import { expect, it, vi } from 'vitest';
import { makeProvider } from '../../test/provider/makeProvider.js';
import { quietNextTracer } from './quietNextTracer.js';
import { RequestContext } from './RequestContext.js';
import { currentRequestScope, type RequestScope } from './RequestScope.js';

const FILE = '/app/node_modules/next/dist/server/lib/trace/tracer.js';
const modulesWith = (exports: unknown, file = FILE) => ({ [file]: { exports } as NodeJS.Module });

function nextTracer() {
  return {
    trace: vi.fn((_type: string, ...rest: unknown[]) => (rest.at(-1) as () => unknown)()),
    startSpan: vi.fn(),
    withPropagatedContext: vi.fn((_carrier: unknown, fn: () => unknown) => fn()),
    getActiveScopeSpan: vi.fn(),
    setRootSpanAttribute: vi.fn(),
  };
}

function inRequest<T>(run: () => T): { result: T; scope: RequestScope } {
  const span = trace.getTracer('test').startSpan('GET');
  const scope = {
    span,
    request: {} as IncomingMessage,
    response: {} as ServerResponse,
    route: undefined,
    kind: undefined,
    action: undefined,
  } as unknown as RequestScope;
  const result = context.with(new RequestContext(scope, span), run);
  span.end();
  return { result, scope };
}

it('shows the handler with its route and error, and nothing of the rest', async () => {
  const { spans, byName } = makeProvider('light');
  const tracer = nextTracer();
  expect(quietNextTracer(modulesWith({ getTracer: () => tracer }))).toBe(true);
  const original = tracer.trace;
  const { result, scope } = inRequest(() =>
    tracer.trace('NextNodeServer.findPageComponents', { spanName: 'x' }, () =>
      tracer.trace(
        'AppRouteRouteHandlers.runHandler',
        { attributes: { 'next.route': '/items/[id]' } },
        async () => {
          trace.getTracer('app').startSpan('below').end();
          throw new Error('broken');
        },
      ),
    ),
  );
  await expect(result).rejects.toThrow('broken');
  expect([scope.route, scope.kind]).toEqual(['/items/[id]', 'route']);
  expect(spans.map(({ name }) => name).sort()).toEqual(['GET', 'below', 'handler /items/[id]']);
  expect(byName('below').parentSpanId).toBe(byName('handler /items/[id]').spanId);
  expect(byName('handler /items/[id]')).toMatchObject({
    statusCode: 2,
    parentSpanId: byName('GET').spanId,
    attributes: { 'http.route': '/items/[id]', 'error.type': 'Error' },
  });
  expect(original).toBe(tracer.trace);
});

it('leaves Next alone outside of requests, and gives it no span of ours within', () => {
  makeProvider('light');
  const before = nextTracer();
  const tracer = { ...before };
  quietNextTracer(modulesWith({ getTracer: () => tracer }, FILE.replaceAll('/', '\\')));
  tracer.trace('BaseServer.handleRequest', () => 1);
  tracer.startSpan('x');
  expect([before.trace.mock.calls.length, before.startSpan.mock.calls.length]).toEqual([1, 1]);
  const { scope } = inRequest(() => {
    expect(tracer.getActiveScopeSpan()).toBeUndefined();
    expect(tracer.startSpan('NextNodeServer.startResponse')).toMatchObject({});
    expect(tracer.withPropagatedContext({ traceparent: 'x' }, () => 7)).toBe(7);
    tracer.setRootSpanAttribute('next.route', '/about');
  });
  expect(scope.route).toBe('/about');
  expect(before.withPropagatedContext).not.toHaveBeenCalled();
});

/** As Next's tracer asks, of which a copy is bundled with each route (`isOpenTelemetryEnabled`). */
function isOnForNext(): boolean {
  if (trace.getActiveSpan()?.isRecording()) return true;
  const provider = trace.getTracerProvider() as ProxyTracerProvider;
  return provider.getDelegate().constructor.name !== 'NoopTracerProvider';
}

it('leaves the copies of the tracer off around a route handler, and hides nothing from user code', () => {
  const { byName } = makeProvider('light');
  const tracer = nextTracer();
  quietNextTracer(modulesWith({ getTracer: () => tracer }));
  const seen: Record<string, boolean> = { outside: isOnForNext() };
  const { scope } = inRequest(() => {
    seen.before = isOnForNext();
    tracer.trace('BaseServer.renderToResponseWithComponents', () => {
      seen.page = isOnForNext();
    });
    const definition = { kind: 'APP_ROUTE', pathname: '/items/[id]' };
    Object.assign(currentRequestScope()?.request ?? {}, {
      [Symbol.for('NextInternalRequestMeta')]: { match: { definition } },
    });
    tracer.trace('BaseServer.renderToResponseWithComponents', () => {
      seen.route = isOnForNext();
      trace.getActiveSpan()?.setAttribute('told', 'there').addEvent('met');
      trace.getTracer('app').startSpan('beside').end();
      tracer.trace('AppRouteRouteHandlers.runHandler', {}, () => {
        seen.handler = isOnForNext();
      });
    });
    seen.after = isOnForNext();
  });
  const untraced = new RequestContext({ request: scope.request, peerAddress: undefined }, undefined);
  seen.untraced = context.with(untraced, isOnForNext);
  expect(seen).toEqual({
    outside: true,
    before: true,
    page: true,
    route: false,
    handler: true,
    after: true,
    untraced: false,
  });
  const server = byName('GET');
  expect(server.attributes.told).toBe('there');
  expect(server.events.map(({ name }) => name)).toEqual(['met']);
  expect(byName('beside').parentSpanId).toBe(scope.span.spanContext().spanId);
  expect(byName('handler').parentSpanId).toBe(scope.span.spanContext().spanId);
});

it.each([
  ['nothing', undefined],
  ['another module', { getTracer: () => ({ trace() {} }) }],
  ['no function', { getTracer: 1 }],
])('changes nothing of %s', (_, exports) => {
  expect(quietNextTracer(modulesWith(exports))).toBe(false);
  expect(quietNextTracer({})).toBe(false);
});
