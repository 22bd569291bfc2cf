/** Trace ids in structured metadata. */
export const LOG_TRACE = 'c0ffee00000000000000000000000001';
const OTHER_TRACE = 'c0ffee00000000000000000000000002';
const SPAN = 'abcdef0000000001';

export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Labels that pino-loki sends for us. */
export const STORE = labels('store', 'server', 'info');

function labels(service: string, source: string, level: string): Record<string, string> {
  return { service_name: service, deployment_environment: 'test', source, level };
}

/** Names that no label may have. */
const ODD_NAMES = {
  'request.id': 'r-1',
  '1st-größe': 'digit first',
  a__b: 'two underscores',
  'c..d': 'two dots',
  _e: 'underscore first',
  '.f': 'dot first',
  __g__: 'reserved',
  'h.': 'dot last',
  empty: '',
};

type Value = [time: string, line: string, metadata?: Record<string, string>];

/**
 * Pushes as pino-loki and others make them: every level, both sides, several services, structured metadata and none,
 * lines at one time, repeated ones, late ones.
 *
 * @param baseMillis - Unix milliseconds of the first line.
 */
export function logPushes(baseMillis: number): object[] {
  const at = (millis: number, line: string, metadata?: Record<string, string>): Value => {
    const time = String(BigInt(baseMillis + millis) * 1_000_000n + 123n);
    return metadata ? [time, line, metadata] : [time, line];
  };
  const push = (stream: Record<string, string>, ...values: Value[]) => ({ stream, values });
  const ofTrace = (trace: string, more: Record<string, string> = {}) => ({
    trace_id: trace,
    span_id: SPAN,
    ...more,
  });
  const repeated = at(5000, 'sent again, for the answer got lost', ofTrace(OTHER_TRACE));
  return [
    {
      streams: [
        push(
          STORE,
          at(0, '{"level":30,"msg":"order placed"}', ofTrace(LOG_TRACE, { route: '/api/checkout' })),
          at(1000, 'a plain line'),
          at(2000, '{"msg":"Grüße, 世界 🌍, \\"quoted\\" \\\\"}', ofTrace(LOG_TRACE, { route: '/größe' })),
          at(3000, 'three at one time: a', ofTrace(OTHER_TRACE)),
          at(3000, 'three at one time: b', ofTrace(OTHER_TRACE)),
          at(3000, 'three at one time: c'),
          at(4000, 'two\nlines\tand a tab'),
          repeated,
        ),
        push(labels('store', 'server', 'warn'), at(500, '{"msg":"card declined"}', ofTrace(LOG_TRACE))),
        push(
          labels('store-browser', 'browser', 'error'),
          at(250, '{"msg":"TypeError: x is not a function"}', ofTrace(LOG_TRACE, { route: '/cart' })),
        ),
        push(
          labels('payments', 'server', 'info'),
          at(300, '{"msg":"charged"}', ofTrace(LOG_TRACE, { route: '/charge' })),
          at(6000, '{"msg":"200 OK in 12 ms"}'),
        ),
        push({ app: 'cron', host: 'h-1', blank: '' }, at(700, 'labels of somebody else', ODD_NAMES)),
      ],
    },
    { streams: LEVELS.map((level) => push(labels('levels', 'server', level), at(100, `at ${level}`))) },
    // The batch again, and what was written before the lines above.
    {
      streams: [
        push(STORE, repeated),
        push(STORE, at(-2000, '{"msg":"late"}', ofTrace(OTHER_TRACE)), at(2500, '')),
      ],
    },
    // One line twice, with other metadata.
    {
      streams: [
        push(
          STORE,
          at(7000, 'who was it?', ofTrace(LOG_TRACE)),
          at(7000, 'who was it?', ofTrace(OTHER_TRACE)),
        ),
      ],
    },
  ];
}

/** Lines that differ. */
export const LOG_COUNT = 23;
