import type { TraceSearch } from '@throughline/playwright/query';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { post } from '../testing/otlp.js';
import { type Backend, type BothBackends, startBothBackends } from './startBothBackends.js';
import {
  AGED,
  AGES_HOURS,
  agedId,
  agedRequest,
  SEARCHED,
  SEARCHED_COUNT,
  SPAN_COUNTS,
  searchedId,
  searchedRequest,
  TRACE,
  traceRequests,
  UNNAMED,
  unnamedRequest,
} from './tracePayloads.js';

/** What each calls a service that does not say its name. */
const UNNAMED_SERVICES = ['', 'unknown_service'];
const WAIT = { timeout: 30_000, interval: 100 };

describe.runIf(needsNative(['jaeger']))('traces: the embedded backend answers as Jaeger does', () => {
  let both: BothBackends;
  /** Unix milliseconds of the first span of each set. */
  const baseMillis = Date.now() - 120_000;
  const searchedMillis = Date.now() - 60_000;

  beforeAll(async () => {
    both = await startBothBackends('jaeger');
    const requests = [
      ...traceRequests(BigInt(baseMillis) * 1_000_000n),
      searchedRequest(BigInt(searchedMillis) * 1_000_000n),
      unnamedRequest(BigInt(baseMillis) * 1_000_000n),
      agedRequest(Date.now()),
    ];
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
    for (const index of AGES_HOURS.keys()) expect((await jaeger.trace(agedId(index)))?.spans).toHaveLength(1);
    for (let index = 0; index < SEARCHED_COUNT; index++) {
      expect((await jaeger.trace(searchedId(index)))?.spans).toHaveLength(2);
    }
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
      const traces = await both.same(async (backend) => canonical(await get(backend, `/api/traces/${id}`)));
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
    expect(services).toEqual(expect.arrayContaining(['store', 'store-browser', 'payments', SEARCHED]));
    for (const service of [...services, 'nobody']) {
      const operations = await both.same(async ({ jaeger }) => (await jaeger.operations(service)).sort());
      expect(operations.length > 0).toBe(service !== 'nobody');
    }
  });

  describe('searches', () => {
    const searches: [string, Partial<TraceSearch>, number[]][] = [
      ['by service', {}, [5, 4, 3, 2, 1, 0]],
      ['the newest ones up to a limit', { limit: 2 }, [5, 4]],
      ['by operation', { operation: 'GET /items/odd' }, [5, 3, 1]],
      ['by operation of a child', { operation: 'SELECT items', limit: 3 }, [5, 4, 3]],
      ['by operation that is not there', { operation: 'GET' }, []],
      ['by an integer tag', { tags: { 'http.response.status_code': 500 } }, [5, 3]],
      ['by a boolean tag', { tags: { cached: true } }, [0]],
      ['by a fractional tag', { tags: { ratio: 0.25 } }, [1]],
      ['by a text tag beyond ASCII', { tags: { colour: 'grün' } }, [3, 0]],
      ['by two tags of one span', { tags: { colour: 'blau', 'http.response.status_code': 500 } }, [5]],
      ['by error', { tags: { error: true } }, [5, 3]],
      ['by status', { tags: { 'otel.status_code': 'ERROR' } }, [5, 3]],
      ['by kind', { tags: { 'span.kind': 'server' }, limit: 1 }, [5]],
      ['by a tag of an event', { tags: { 'exception.type': 'Boom' } }, [5, 3]],
      ['by the name of an event', { tags: { event: 'exception' } }, [5, 3]],
      ['by a tag of the process', { tags: { region: 'north' } }, [5, 4, 3, 2, 1, 0]],
      ['by a tag that is not there', { tags: { colour: 'rot' } }, []],
      ['by duration', { minDurationMillis: 50 }, [5, 4, 3]],
      ['by duration, the shortest included', { minDurationMillis: 1000 }, [5]],
      ['by tag and duration', { tags: { colour: 'blau' }, minDurationMillis: 50 }, [5, 4]],
      ['by operation and tag', { operation: 'GET /items/odd', tags: { colour: 'grün' } }, [3]],
      ['by service that is not there', { service: 'nobody' }, []],
    ];
    test.each(searches)('%s', async (_, search, expected) => {
      const query = { service: SEARCHED, startMillis: searchedMillis - 1000, ...search };
      const traces = await both.same(({ jaeger }) => jaeger.findTraces(query));
      expect(traces.map(({ traceId }) => traceId)).toEqual(expected.map(searchedId));
    });

    test.each([
      ['nothing but the service', {}],
      ['a lookback, which Jaeger leaves to its page', { lookback: '1ms' }],
      ['empty bounds', { start: '', end: '', minDuration: '', maxDuration: '', limit: '', operation: '' }],
      ['no tags', { tags: '{}' }],
      ['durations of nothing', { minDuration: '0', maxDuration: '0s' }],
    ])('by default the last two days until now: %s', async (_, query: Record<string, string>) => {
      const ids = await both.same((backend) => idsOf(backend, { service: SEARCHED, ...query }));
      expect(ids).toEqual([5, 4, 3, 2, 1, 0].map(searchedId));
      const aged = await both.same((backend) => idsOf(backend, { service: AGED, ...query }));
      expect(aged).toEqual(
        AGES_HOURS.flatMap((hours, index) => (hours > 0 && hours < 48 ? agedId(index) : [])),
      );
    });

    const micros = (index: number, offset = 0) => (searchedMillis + index * 1000) * 1000 + offset;
    const ranges: [string, Record<string, string | number>, number[]][] = [
      ['start is inclusive', { start: micros(4), end: micros(9) }, [5, 4]],
      [
        'a microsecond later it is out',
        { start: micros(4, 1), end: micros(9), operation: 'GET /items/even' },
        [],
      ],
      ['end is inclusive', { start: micros(0), end: micros(1) }, [1, 0]],
      ['a microsecond earlier it is out', { start: micros(0), end: micros(1, -1) }, [0]],
      [
        'the shortest and the longest included',
        { start: micros(0), end: micros(9), minDuration: '5ms', maxDuration: '5ms' },
        [1],
      ],
      [
        'both bounds of the duration',
        { start: micros(0), end: micros(9), minDuration: '5ms', maxDuration: '50ms' },
        [3, 2, 1],
      ],
      ['a tag as key:value', { start: micros(0), end: micros(9), tag: 'colour:grün' }, [3, 0]],
    ];
    test.each(ranges)('%s', async (_, query, expected) => {
      const ids = await both.same((backend) => idsOf(backend, { service: SEARCHED, limit: 20, ...query }));
      expect(ids).toEqual(expected.map(searchedId));
    });
  });

  test.each([
    ['an unknown trace', 404, '/api/traces/feedfacefeedfacefeedfacefeedface', {}],
    ['a trace id of zeros', 404, `/api/traces/${'0'.repeat(32)}`, {}],
    ['what is no trace id', 400, '/api/traces/xyz', {}],
    ['a trace id that is too long', 400, `/api/traces/${'a'.repeat(33)}`, {}],
    ['a search without a service', 400, '/api/traces', {}],
    ['a limit that is no number', 400, '/api/traces', { service: SEARCHED, limit: 'many' }],
    ['tags that are no JSON', 400, '/api/traces', { service: SEARCHED, tags: '{' }],
    ['tags that are no text', 400, '/api/traces', { service: SEARCHED, tags: '{"a":1}' }],
    ['a tag without a value', 400, '/api/traces', { service: SEARCHED, tag: 'colour' }],
    ['a duration that is none', 400, '/api/traces', { service: SEARCHED, minDuration: '5' }],
    ['a start that is no number', 400, '/api/traces', { service: SEARCHED, start: 'now' }],
    [
      'durations the wrong way round',
      400,
      '/api/traces',
      { service: SEARCHED, minDuration: '2s', maxDuration: '1s' },
    ],
  ])('%s is %i in the shape of Jaeger', async (_, status, path, query) => {
    const answer = await both.same(async (backend) => {
      const { status, body } = await get(backend, path, query);
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

  describe('where it differs on purpose', () => {
    const search = (tags: TraceSearch['tags']) => (backend: Backend) =>
      backend.jaeger
        .findTraces({ service: SEARCHED, startMillis: searchedMillis - 1000, ...(tags ? { tags } : {}) })
        .then((traces) => traces.map(({ traceId }) => traceId));

    test('conditions are about one span, as with OpenSearch and Cassandra; Badger takes them of the whole trace', async () => {
      const oneOfEach = search({ colour: 'blau', 'db.system.name': 'postgresql' });
      expect(await oneOfEach(both.real)).toEqual([5, 4, 2, 1].map(searchedId));
      expect(await oneOfEach(both.embedded)).toEqual([]);
    });

    test("a service without a name has OpenTelemetry's name for it; in Jaeger it cannot be searched for", async () => {
      expect((await both.real.jaeger.trace(UNNAMED))?.services).toEqual(['']);
      expect((await both.embedded.jaeger.trace(UNNAMED))?.services).toEqual(['unknown_service']);
    });
  });
});

async function get(
  { jaegerUrl }: Backend,
  path: string,
  query: Record<string, string | number> = {},
): Promise<{ status: number; body: unknown }> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${jaegerUrl}${path}?${search}`);
  return { status: response.status, body: await response.json() };
}

/** Trace ids of a search, in its order. */
async function idsOf(backend: Backend, query: Record<string, string | number>): Promise<string[]> {
  const { body } = await get(backend, '/api/traces', query);
  return (body as { data: { traceID: string }[] }).data.map(({ traceID }) => traceID);
}

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
function canonical({ status, body }: { status: number; body: unknown }) {
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
