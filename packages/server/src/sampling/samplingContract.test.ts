import { ROOT_CONTEXT, type Span, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { describe, expect, it } from 'vitest';
import { makeProvider } from '../../test/provider/makeProvider.js';
import { PROVIDERS } from '../config/ThroughlineOptions.js';
import { pathPattern } from './pathPattern.js';
import type { SamplingMode } from './SamplingContract.js';
import type { SamplingOptions } from './SamplingSettings.js';

/** Times are given, so that no test waits. */
const EPOCH = 1_795_000_000_000;

/** The context of a request whose caller sent these headers. */
function caller(flags: '00' | '01', traceId = 'a'.repeat(32), tracestate?: string) {
  const headers = { traceparent: `00-${traceId}-${'b'.repeat(16)}-${flags}`, tracestate };
  return new W3CTraceContextPropagator().extract(ROOT_CONTEXT, headers, {
    get: (carrier, key) => carrier[key as keyof typeof headers],
    keys: Object.keys,
  });
}

const inside = (span: Span) => trace.setSpan(ROOT_CONTEXT, span);

describe.each(PROVIDERS)('the provider %s', (name) => {
  function set(options: SamplingOptions, mode: SamplingMode = 'parent', maxWaitingSpans?: number) {
    const made = makeProvider(name, options, mode, maxWaitingSpans);
    const tracer = made.provider.getTracer('test');
    const names = () => made.spans.map((span) => span.name);
    const start = (spanName: string, parent = ROOT_CONTEXT, path?: string) =>
      tracer.startSpan(spanName, path === undefined ? {} : { attributes: { 'url.path': path } }, parent);
    const startAt = (startTime: number, path: string) =>
      tracer.startSpan(path, { root: true, startTime: EPOCH + startTime, attributes: { 'url.path': path } });
    return { ...made, names, start, startAt };
  }

  it('exports nothing at ratio 0, and a failed trace whole with the reason on its root', () => {
    const { start, names, spans, ledger } = set({ ratio: 0 });
    const fine = start('fine');
    start('child of fine', inside(fine)).end();
    fine.end();
    expect(names()).toEqual([]);

    const failed = start('failed');
    const late = start('ends after its root', inside(failed));
    start('child', inside(failed)).end();
    failed.setStatus({ code: SpanStatusCode.ERROR });
    failed.end();
    late.end();
    expect(names()).toEqual(['child', 'failed', 'ends after its root']);
    expect(spans[1]?.attributes).toEqual({ 'throughline.sampling.kept_for': 'error' });
    for (const span of spans) expect(span.flags & TraceFlags.SAMPLED).toBe(1);
    expect([ledger.accepted, ledger.delivered, ledger.dropped.get('unsampled'), ledger.queued]).toEqual([
      5, 3, 2, 0,
    ]);
  });

  it('keeps slow roots, by rule or in general, and a status of 500', () => {
    const { start, startAt, names, spans } = set({
      ratio: 0,
      slowMillis: 50,
      rules: [
        { path: '/stream/[id]', slowMillis: Number.POSITIVE_INFINITY },
        { path: '/fast/**', slowMillis: 10 },
      ],
    });
    for (const [path, millis] of [
      ['/stream/1', 60_000],
      ['/fast/x/y', 20],
      ['/other', 20],
      ['/other/slow', 60],
    ] as const) {
      startAt(0, path).end(EPOCH + millis);
    }
    expect(names()).toEqual(['/fast/x/y', '/other/slow']);
    expect(spans[0]?.attributes['throughline.sampling.kept_for']).toBe('slow');
    spans.length = 0;
    const status = start('status');
    status.setAttribute('http.response.status_code', 503);
    status.end();
    expect(spans[0]?.attributes['throughline.sampling.kept_for']).toBe('error');
  });

  it('does without what is switched off', () => {
    const { start, names } = set({ ratio: 0, keepFailed: false });
    const failed = start('failed');
    failed.setStatus({ code: SpanStatusCode.ERROR });
    failed.end();
    expect(names()).toEqual([]);
    const off = set({ ratio: 0 }, 'off');
    expect(off.start('x', caller('01')).isRecording()).toBe(false);
  });

  it('lets the trace id decide where a trace starts, alike in every service, and says the threshold', () => {
    const flags = (ratio: number, traceId: string) => {
      const { contract } = set({ ratio });
      return contract.shouldSample(ROOT_CONTEXT, traceId, '', 0, {});
    };
    const high = `${'0'.repeat(18)}c${'0'.repeat(13)}`;
    const low = `${'f'.repeat(18)}b${'f'.repeat(13)}`;
    expect(flags(0.25, high).decision).toBe(2);
    expect(flags(0.25, low).decision).toBe(1);
    expect(flags(0.25, high).traceState?.get('ot')).toBe('th:c');
    expect(flags(1, low).traceState?.get('ot')).toBe('th:0');
    expect(flags(0.1, 'f'.repeat(32)).traceState?.get('ot')).toBe('th:e666666666667');
    expect(flags(0.25, low).traceState?.get('ot')).toBeUndefined();

    let sampled = 0;
    const { start } = set({ ratio: 0.1 });
    for (let index = 0; index < 5_000; index++) sampled += start('x').spanContext().traceFlags;
    expect(sampled / 5_000).toBeGreaterThan(0.07);
    expect(sampled / 5_000).toBeLessThan(0.13);
  });

  it('follows a caller within limits: the own ratio of the requests plus the forced ones', () => {
    const { start, contract } = set({ ratio: 0, forcedPerSecond: 0.5 });
    const forced = Array.from({ length: 20 }, () => start('x', caller('01')).spanContext().traceFlags);
    // Ten seconds' worth at once.
    expect(forced.reduce((sum, flag) => sum + flag, 0)).toBe(5);
    expect(contract.denied).toBe(15);
    expect(start('x', caller('00')).spanContext().traceFlags).toBe(TraceFlags.NONE);

    const half = set({ ratio: 0.5, forcedPerSecond: 0.1 });
    const share = Array.from({ length: 1_000 }, () => half.start('x', caller('01')).spanContext().traceFlags);
    expect(share.reduce((sum, flag) => sum + flag, 0)).toBeGreaterThanOrEqual(500);
    expect(share.reduce((sum, flag) => sum + flag, 0)).toBeLessThan(510);

    const trusting = set({ ratio: 0, forcedPerSecond: Number.POSITIVE_INFINITY });
    expect(trusting.start('x', caller('01')).spanContext().traceFlags).toBe(1);
    const own = set({ ratio: 0 }, 'own');
    expect(own.start('x', caller('01')).spanContext().traceFlags).toBe(0);
  });

  it('carries the tracestate on and takes the threshold off what it does not sample', () => {
    const state = 'ot=th:8;p:1,vendor=x';
    const { start } = set({ ratio: 1 });
    expect(
      start('x', caller('01', undefined, state))
        .spanContext()
        .traceState?.serialize(),
    ).toBe(state);
    const denying = set({ ratio: 0, forcedPerSecond: 0 });
    const denied = denying.start('x', caller('01', undefined, state)).spanContext();
    expect([denied.traceFlags, denied.traceState?.serialize()]).toEqual([0, 'ot=p:1,vendor=x']);
  });

  it('children follow their parent whatever their own attributes say', () => {
    const { start } = set({ ratio: 1, rules: [{ path: '/quiet', ratio: 0 }] });
    const quiet = start('root', ROOT_CONTEXT, '/quiet');
    expect(start('child', inside(quiet)).spanContext().traceFlags).toBe(0);
    const loud = start('root', ROOT_CONTEXT, '/loud');
    expect(start('child', inside(loud), '/quiet').spanContext().traceFlags).toBe(1);
  });

  it('changes while it runs, and refuses a wrong change as a whole', () => {
    const { start, contract } = set({ ratio: 0 });
    contract.change({ ratio: 1 });
    expect(start('x').spanContext().traceFlags).toBe(1);
    expect(() => contract.change({ ratio: 0, slowMillis: -1 })).toThrow(/sampling.slowMillis is "-1"/);
    expect(() => contract.change({ rules: [{ path: 'x' }] })).toThrow(/a path that starts with/);
    expect(start('x').spanContext().traceFlags).toBe(1);
  });

  it('holds back no more than it may, counts what it let go, and still judges the root', () => {
    const { start, names, ledger } = set({ ratio: 0 }, 'parent', 3);
    const old = start('old');
    for (let index = 0; index < 3; index++) start('old child', inside(old)).end();
    const young = start('young');
    start('young child', inside(young)).end();
    expect([ledger.dropped.get('evicted'), ledger.queued]).toEqual([3, 1]);
    for (const root of [old, young]) {
      root.setStatus({ code: SpanStatusCode.ERROR });
      root.end();
    }
    expect(names()).toEqual(['old', 'young child', 'young']);
    expect(ledger.queued).toBe(0);
  });
});

it.each([
  ['/items/[id]', '/items/7', true],
  ['/items/[id]', '/items/7/x', false],
  ['/docs/[...slug]', '/docs/a/b', true],
  ['/docs/[[...slug]]', '/docs', true],
  ['/orders/:id/lines', '/orders/1/lines/', true],
  ['/api/*', '/api/a', true],
  ['/api/*', '/api/a/b', false],
  ['/api/**', '/api', true],
  ['/api/**', '/api/a/b', true],
  ['/a.b', '/axb', false],
])('the pattern %s and the path %s: %s', (template, path, matches) => {
  expect(pathPattern(template).test(path)).toBe(matches);
});
