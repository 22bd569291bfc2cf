import { attribute, resource, resourceSpans } from '../testing/otlp.js';
import { spanId } from './spanId.js';

/** A service with traces of all ages, one of them of a clock that is fast; newest first but for that. */
export const AGED = 'aged';
export const AGES_HOURS = [-1, 1, 30, 47, 60];

export function agedId(index: number): string {
  return `a6ed0000000000000000000000000${String(index).padStart(3, '0')}`;
}

export function agedRequest(nowMillis: number): object {
  const spans = AGES_HOURS.map((hours, index) => {
    const start = BigInt(nowMillis - hours * 3_600_000) * 1_000_000n;
    return {
      traceId: agedId(index),
      spanId: spanId(3000 + index),
      name: 'aged',
      kind: 1,
      startTimeUnixNano: String(start),
      endTimeUnixNano: String(start + 1_000_000n),
    };
  });
  return { resourceSpans: [resourceSpans(AGED, 'nodejs', ...spans)] };
}

/** The service that searches are about, and how its traces differ. */
export const SEARCHED = 'search-me';
const OUTCOMES = [
  { millis: 1, status: '200' },
  { millis: 5, status: '200' },
  { millis: 10, status: '404' },
  { millis: 50, status: '500' },
  { millis: 100, status: '200' },
  { millis: 1000, status: '500' },
];
export const SEARCHED_COUNT = OUTCOMES.length;

/** The trace ids of the service in the order of their start, a second apart. */
export function searchedId(index: number): string {
  return `5ea5c400000000000000000000000${String(index).padStart(3, '0')}`;
}

export function searchedRequest(base: bigint): object {
  const spans = OUTCOMES.flatMap(({ millis, status }, index) => {
    const start = base + BigInt(index) * 1_000_000_000n;
    const traceId = searchedId(index);
    const failed = status === '500';
    return [
      {
        traceId,
        spanId: spanId(1000 + index),
        name: `GET /items/${index % 2 ? 'odd' : 'even'}`,
        kind: 2,
        startTimeUnixNano: String(start),
        endTimeUnixNano: String(start + BigInt(millis) * 1_000_000n),
        status: failed ? { code: 2, message: 'broken' } : {},
        attributes: [
          { key: 'http.response.status_code', value: { intValue: status } },
          { key: 'cached', value: { boolValue: index === 0 } },
          { key: 'ratio', value: { doubleValue: index / 4 } },
          attribute('colour', index % 3 ? 'blau' : 'grün'),
        ],
        events: failed
          ? [
              {
                timeUnixNano: String(start),
                name: 'exception',
                attributes: [attribute('exception.type', 'Boom')],
              },
            ]
          : [],
      },
      {
        traceId,
        spanId: spanId(2000 + index),
        parentSpanId: spanId(1000 + index),
        name: 'SELECT items',
        kind: 3,
        startTimeUnixNano: String(start + 100_000n),
        endTimeUnixNano: String(start + 600_000n),
        attributes: [attribute('db.system.name', 'postgresql')],
      },
    ];
  });
  const attributes = [...resource(SEARCHED, 'nodejs').attributes, attribute('region', 'north')];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] };
}
