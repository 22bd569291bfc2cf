import type { TraceSearch } from '@throughline/playwright/query';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { post } from '../testing/otlp.js';
import { ask } from './ask.js';
import {
  AGED,
  AGES_HOURS,
  agedId,
  agedRequest,
  SEARCHED,
  SEARCHED_COUNT,
  searchedId,
  searchedRequest,
} from './searchPayloads.js';
import { type Backend, type BothBackends, startBothBackends } from './startBothBackends.js';

const WAIT = { timeout: 30_000, interval: 100 };

describe.runIf(needsNative(['jaeger']))('searches: the embedded backend finds what Jaeger finds', () => {
  let both: BothBackends;
  /** Unix milliseconds of the first trace. */
  const searchedMillis = Date.now() - 60_000;

  beforeAll(async () => {
    both = await startBothBackends('jaeger');
    await both.each(async ({ otlp, jaeger }) => {
      await post(`${otlp}/v1/traces`, searchedRequest(BigInt(searchedMillis) * 1_000_000n));
      await post(`${otlp}/v1/traces`, agedRequest(Date.now()));
      await vi.waitFor(async () => {
        for (let index = 0; index < SEARCHED_COUNT; index++) {
          expect((await jaeger.trace(searchedId(index)))?.spans).toHaveLength(2);
        }
        for (const index of AGES_HOURS.keys()) {
          expect((await jaeger.trace(agedId(index)))?.spans).toHaveLength(1);
        }
      }, WAIT);
    });
  });
  afterAll(() => both?.stop());

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

  test('differs on purpose: conditions are about one span, and for Badger about the whole trace', async () => {
    // As here with OpenSearch and Cassandra.
    const search = {
      service: SEARCHED,
      startMillis: searchedMillis - 1000,
      tags: { colour: 'blau', 'db.system.name': 'postgresql' },
    };
    const found = async ({ jaeger }: Backend) =>
      (await jaeger.findTraces(search)).map(({ traceId }) => traceId);
    expect(await found(both.real)).toEqual([5, 4, 2, 1].map(searchedId));
    expect(await found(both.embedded)).toEqual([]);
  });
});

/** Trace ids of a search, in its order. */
async function idsOf({ jaegerUrl }: Backend, query: Record<string, string | number>): Promise<string[]> {
  const { body } = await ask(`${jaegerUrl}/api/traces`, query);
  return (body as { data: { traceID: string }[] }).data.map(({ traceID }) => traceID);
}
