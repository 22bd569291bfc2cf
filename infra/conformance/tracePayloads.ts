import { attribute, resource } from '../testing/otlp.js';
import { spanId } from './spanId.js';

/** One attribute of each type of OTLP, and the values at the edges of a type. */
const EVERY_TYPE = [
  attribute('text', 'plain'),
  attribute('text.empty', ''),
  attribute('text.unicode', 'Grüße, 世界 🌍, "quoted" \\ and\nnew lines'),
  attribute('schlüssel.ключ', 'a key beyond ASCII'),
  attribute('text.long', 'x'.repeat(5_000)),
  { key: 'yes', value: { boolValue: true } },
  { key: 'no', value: { boolValue: false } },
  { key: 'int', value: { intValue: '42' } },
  { key: 'int.number', value: { intValue: 42 } },
  { key: 'int.negative', value: { intValue: '-7' } },
  { key: 'int.zero', value: { intValue: '0' } },
  { key: 'int.beyond.safe', value: { intValue: '9007199254740993' } },
  { key: 'double', value: { doubleValue: 0.25 } },
  { key: 'double.whole', value: { doubleValue: 3 } },
  { key: 'double.small', value: { doubleValue: 1.5e-9 } },
  { key: 'double.large', value: { doubleValue: 1e21 } },
  { key: 'bytes', value: { bytesValue: 'AAEC/w==' } },
  { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { stringValue: 'b' }] } } },
  {
    key: 'list.mixed',
    value: { arrayValue: { values: [{ intValue: '1' }, { boolValue: true }, { doubleValue: 0.5 }] } },
  },
  { key: 'list.empty', value: { arrayValue: { values: [] } } },
  {
    key: 'map',
    value: {
      kvlistValue: {
        values: [
          attribute('b', '<a href="x">&\u2028'),
          { key: 'a', value: { intValue: '9007199254740993' } },
          {
            key: 'ä',
            value: { arrayValue: { values: [{}, { bytesValue: 'AAEC' }, { doubleValue: 1.5e-9 }] } },
          },
          { key: 'c', value: { kvlistValue: { values: [{ key: 'd', value: { boolValue: false } }] } } },
        ],
      },
    },
  },
  { key: 'nothing', value: {} },
];

export const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** Trace ids, each for what it is about. */
export const TRACE = {
  types: 'c0ffee00000000000000000000000001',
  checkout: 'c0ffee00000000000000000000000002',
  orphan: 'c0ffee00000000000000000000000003',
  short: '0000000000000000000000000000002a',
  kinds: 'c0ffee00000000000000000000000005',
  twice: 'c0ffee00000000000000000000000006',
  unicode: 'c0ffee00000000000000000000000008',
} as const;

/** How many different spans each trace has. */
export const SPAN_COUNTS: Record<keyof typeof TRACE, number> = {
  types: 1,
  checkout: 7,
  orphan: 2,
  short: 1,
  kinds: 9,
  twice: 1,
  unicode: 1,
};

type Fields = Record<string, unknown>;

/**
 * Requests as SDKs, relays and Collectors send them, in the order in which they are sent: children before their parents,
 * one trace in several requests, one request twice.
 *
 * @param base - Unix nanoseconds of the first span.
 */
export function traceRequests(base: bigint): object[] {
  const span = (
    traceId: string,
    id: number,
    name: string,
    from: number,
    nanos: number,
    fields: Fields = {},
  ) => ({
    traceId,
    spanId: spanId(id),
    name,
    kind: 1,
    // Not on a whole microsecond: Jaeger cuts off.
    startTimeUnixNano: String(base + BigInt(from) * 1_000_000n + 789n),
    endTimeUnixNano: String(base + BigInt(from) * 1_000_000n + 789n + BigInt(nanos)),
    ...fields,
  });
  const scope = { name: 'throughline', version: '0.1.0' };
  const store = (...spans: object[]) => ({
    resource: {
      attributes: [
        ...resource('store', 'nodejs').attributes,
        attribute('service.version', '1.2.3'),
        { key: 'process.pid', value: { intValue: '4711' } },
        {
          key: 'process.command_args',
          value: { arrayValue: { values: [{ stringValue: 'node' }, { stringValue: 'main.js' }] } },
        },
      ],
    },
    scopeSpans: [{ scope, spans }],
  });
  const browser = (...spans: object[]) => ({
    resource: resource('store-browser', 'webjs'),
    scopeSpans: [{ scope: { name: 'throughline' }, spans }],
  });
  const payments = (...spans: object[]) => ({
    resource: resource('payments', 'nodejs'),
    scopeSpans: [{ spans }],
  });
  const request = (...resourceSpans: object[]) => ({ resourceSpans });
  const { checkout } = TRACE;

  const twice = request(store(span(TRACE.twice, 60, 'sent twice', 6000, 5_000_000)));
  return [
    // The last to happen comes first, from another service.
    request(
      payments(
        span(checkout, 24, 'POST /charge', 120, 80_000_000, {
          kind: 2,
          parentSpanId: spanId(23),
          // The parent is remote, and sampled.
          flags: 0x301,
          status: { code: 2, message: 'card declined: Ünïcode' },
          attributes: [
            attribute('http.route', '/charge'),
            { key: 'http.response.status_code', value: { intValue: '402' } },
          ],
        }),
      ),
    ),
    request(
      store(
        span(checkout, 22, 'INSERT orders', 110, 900_000, {
          kind: 3,
          parentSpanId: spanId(21),
          attributes: [attribute('db.system.name', 'postgresql')],
        }),
        span(checkout, 23, 'POST', 115, 90_000_000, { kind: 3, parentSpanId: spanId(21) }),
        span(checkout, 25, 'a moment', 205, 0, { parentSpanId: spanId(21) }),
        span(checkout, 26, 'less than a microsecond', 206, 400, { parentSpanId: spanId(21) }),
      ),
    ),
    request(
      browser(
        span(checkout, 20, 'Buy', 90, 200_000_000, {
          kind: 3,
          traceState: 'vendor=a,other=b',
          attributes: [attribute('url.path', '/cart')],
        }),
      ),
      store(
        span(checkout, 21, 'POST /api/checkout', 100, 180_000_000, {
          kind: 2,
          parentSpanId: spanId(20),
          flags: 0x301,
          status: { code: 1 },
          attributes: [attribute('http.route', '/api/checkout'), attribute('enduser.id', 'u-1')],
          events: [
            {
              timeUnixNano: String(base + 150_000_999n),
              name: 'exception',
              attributes: [
                attribute('exception.type', 'TypeError'),
                attribute('exception.stacktrace', 'TypeError: x\n    at y (z.js:1:2)'),
                { key: 'exception.escaped', value: { boolValue: false } },
              ],
            },
            { timeUnixNano: String(base + 160_000_000n), name: 'retried' },
            {
              timeUnixNano: String(base + 170_000_000n),
              attributes: [{ key: 'attempt', value: { intValue: '2' } }],
            },
          ],
          links: [
            { traceId: TRACE.types, spanId: spanId(10), attributes: [attribute('why', 'retry')] },
            { traceId: checkout, spanId: spanId(24), traceState: 'vendor=c' },
          ],
        }),
      ),
    ),
    request(store(span(TRACE.types, 10, 'every type', 10, 12_345_678, { attributes: EVERY_TYPE }))),
    // The parent was never sent.
    request(
      store(
        span(TRACE.orphan, 31, 'child of a child', 3010, 1_000_000, { parentSpanId: spanId(30) }),
        span(TRACE.orphan, 30, 'child of the unknown', 3000, 50_000_000, {
          parentSpanId: 'ffffffffffffffff',
        }),
      ),
    ),
    request(store(span(TRACE.short, 40, 'an id with zeros in front', 4000, 1_000_000))),
    request(
      store(
        ...KINDS.map((name, kind) => span(TRACE.kinds, 50 + kind, name, 5000 + kind, 1_000_000, { kind })),
        span(TRACE.kinds, 56, 'ok', 5010, 1_000_000, { status: { code: 1, message: 'of no use' } }),
        span(TRACE.kinds, 57, 'error', 5011, 1_000_000, { status: { code: 2 } }),
        span(TRACE.kinds, 58, 'unset', 5012, 1_000_000, { status: {} }),
      ),
    ),
    twice,
    twice,
    request({
      resource: resource('größe/ä b', 'go'),
      scopeSpans: [{ spans: [span(TRACE.unicode, 80, 'naïve 操作 /x?y', 8000, 1_000_000)] }],
    }),
  ];
}

/** A trace of a resource without a service's name. */
export const UNNAMED = 'c0ffee00000000000000000000000009';

export function unnamedRequest(base: bigint): object {
  const span = {
    traceId: UNNAMED,
    spanId: spanId(90),
    name: 'of nobody',
    kind: 1,
    startTimeUnixNano: String(base),
    endTimeUnixNano: String(base + 1_000_000n),
  };
  return {
    resourceSpans: [
      { resource: { attributes: [attribute('host.name', 'h')] }, scopeSpans: [{ spans: [span] }] },
    ],
  };
}
