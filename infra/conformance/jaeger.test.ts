import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { post } from '../testing/otlp.js';
import { type Asked, ask } from './ask.js';
import { type Backend, type BothBackends, startBothBackends } from './startBothBackends.js';
import { SPAN_COUNTS, TRACE, traceRequests, UNNAMED, unnamedRequest } from './tracePayloads.js';

/** What each calls a service that does not say its name. */
const UNNAMED_SERVICES = ['', 'unknown_service'];
const WAIT = { timeout: 30_000, interval: 100 };

describe.runIf(needsNative(['jaeger']))('traces: the embedded backend answers as Jaeger does', () => {
  let both: BothBackends;

  beforeAll(async () => {
    both = await startBothBackends('jaeger');
    const base = BigInt(Date.now() - 60_000) * 1_000_000n;
    const requests = [...traceRequests(base), unnamedRequest(base)];
    await both.each(async ({ otlp }) => {
      for (const request of requests) await post(`${otlp}/v1/traces`, request);
    });
    await both.each((backend) => vi.waitFor(() => expectAll(backend), WAIT));
  });
  afterAll(() => both?.stop());

  async function expectAll({ jaeger }: Backend) {
    for (const [name, traceId] of Object.entries(TRACE)) {
      const trace = await jaeger.trace(traceId);
      expect(trace?.spans.length, name).toBe(SPAN_COUNTS[name as keyof typeof TRACE]);
    }
    expect((await jaeger.trace(UNNAMED))?.spans).toHaveLength(1);
  }

  test.each(Object.entries(TRACE))(
    'the trace "%s": spans, parents, times, kinds, status, tags',
    async (name, id) => {
      const trace = await both.same(({ jaeger }) => jaeger.trace(id));
      expect(trace?.spans).toHaveLength(SPAN_COUNTS[name as keyof typeof TRACE]);
    },
  );

  test.each(Object.entries(TRACE))(
    'the trace "%s" as JSON: types of tags, references, logs',
    async (_, id) => {
      const traces = await both.same(async (backend) =>
        canonical(await ask(`${backend.jaegerUrl}/api/traces/${id}`)),
      );
      expect(JSON.stringify(traces)).toContain(id);
    },
  );

  test('an id without its zeros, and in capitals', async () => {
    const short = await both.same(({ jaeger }) => jaeger.trace('2a'));
    expect(short?.traceId).toBe(TRACE.short);
    const capitals = await both.same(({ jaeger }) => jaeger.trace(TRACE.checkout.toUpperCase()));
    expect(capitals?.spans).toHaveLength(7);
  });

  test('services and operations', async () => {
    const services = await both.same(async ({ jaeger }) =>
      (await jaeger.services()).filter((name) => !UNNAMED_SERVICES.includes(name)).sort(),
    );
    expect(services).toEqual(expect.arrayContaining(['store', 'store-browser', 'payments']));
    for (const service of [...services, 'nobody']) {
      const operations = await both.same(async ({ jaeger }) => (await jaeger.operations(service)).sort());
      expect(operations.length > 0).toBe(service !== 'nobody');
    }
  });

  test.each([
    ['an unknown trace', 404, '/api/traces/feedfacefeedfacefeedfacefeedface', {}],
    ['a trace id of zeros', 404, `/api/traces/${'0'.repeat(32)}`, {}],
    ['what is no trace id', 400, '/api/traces/xyz', {}],
    ['a trace id that is too long', 400, `/api/traces/${'a'.repeat(33)}`, {}],
    ['a search without a service', 400, '/api/traces', {}],
    ['a limit that is no number', 400, '/api/traces', { service: 'store', limit: 'many' }],
    ['tags that are no JSON', 400, '/api/traces', { service: 'store', tags: '{' }],
    ['tags that are no text', 400, '/api/traces', { service: 'store', tags: '{"a":1}' }],
    ['a tag without a value', 400, '/api/traces', { service: 'store', tag: 'colour' }],
    ['a duration that is none', 400, '/api/traces', { service: 'store', minDuration: '5' }],
    ['a start that is no number', 400, '/api/traces', { service: 'store', start: 'now' }],
    [
      'durations the wrong way round',
      400,
      '/api/traces',
      { service: 'store', minDuration: '2s', maxDuration: '1s' },
    ],
  ])('%s is %i in the shape of Jaeger', async (_, status, path, query) => {
    const answer = await both.same(async (backend) => {
      const { status, body } = await ask(backend.jaegerUrl + path, query);
      const { data, errors } = body as { data: unknown; errors: { code: number; msg: string }[] };
      return {
        status,
        data,
        codes: errors.map(({ code }) => code),
        said: errors.every(({ msg }) => msg !== ''),
      };
    });
    expect(answer).toEqual({ status, data: null, codes: [status], said: true });
  });

  test("differs on purpose: a service without a name has OpenTelemetry's name for it", async () => {
    // Jaeger's cannot be searched for.
    expect((await both.real.jaeger.trace(UNNAMED))?.services).toEqual(['']);
    expect((await both.embedded.jaeger.trace(UNNAMED))?.services).toEqual(['unknown_service']);
  });
});

interface Json {
  data: {
    traceID: string;
    spans: Span[];
    processes: Record<string, { serviceName: string; tags: Tag[] }>;
  }[];
}
interface Span {
  traceID: string;
  spanID: string;
  processID: string;
  tags: Tag[];
  logs: { fields: Tag[] }[];
  warnings: unknown;
}
interface Tag {
  key: string;
}

/**
 * What the JSON says, without what it leaves open (the order of spans and tags, how processes are numbered), and without
 * what is Jaeger 1.62's alone: ids of 64 bits without zeros in front, and warnings about clocks that it does not adjust.
 */
function canonical({ status, body }: Asked) {
  const byKey = (tags: Tag[]) => [...tags].sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    status,
    traces: (body as Json).data.map(({ traceID, spans, processes }) => ({
      traceID: traceID.padStart(32, '0'),
      spans: spans
        .map(({ processID, tags, logs, warnings: _, ...span }) => ({
          ...span,
          traceID: span.traceID.padStart(32, '0'),
          tags: byKey(tags),
          logs: logs.map(({ fields, ...log }) => ({ ...log, fields: byKey(fields) })),
          process: { ...processes[processID], tags: byKey(processes[processID]?.tags ?? []) },
        }))
        .sort((a, b) => (a.spanID < b.spanID ? -1 : 1)),
    })),
  };
}
