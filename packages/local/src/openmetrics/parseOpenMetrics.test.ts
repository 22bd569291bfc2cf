import { expect, test } from 'vitest';
import { ExpositionError } from './ExpositionError.js';
import { parseOpenMetrics } from './parseOpenMetrics.js';

const OPEN_METRICS = `# HELP http_server_request_duration_seconds Duration, \\"by route\\".\\nSecond line.
# TYPE http_server_request_duration_seconds histogram
# UNIT http_server_request_duration_seconds seconds
http_server_request_duration_seconds_bucket{http_route="/api/checkout",le="0.1"} 2 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.067 1700000000.25
http_server_request_duration_seconds_bucket{http_route="/api/checkout",le="+Inf"} 3
http_server_request_duration_seconds_sum{http_route="/api/checkout"} 0.5
http_server_request_duration_seconds_count{http_route="/api/checkout"} 3 1700000000.5
# TYPE orders counter
orders_total 7 # {trace_id="ab"} 1
orders_created 1700000000
# TYPE build info
build_info{version="1"} 1
# EOF
`;

test('reads OpenMetrics with exemplars, timestamps in seconds', () => {
  const [duration, orders, build, ...rest] = parseOpenMetrics(OPEN_METRICS);
  expect(rest).toEqual([]);
  expect(duration).toMatchObject({
    name: 'http_server_request_duration_seconds',
    type: 'histogram',
    help: 'Duration, "by route".\nSecond line.',
    unit: 'seconds',
  });
  expect(duration?.samples).toHaveLength(4);
  expect(duration?.samples[0]).toEqual({
    name: 'http_server_request_duration_seconds_bucket',
    labels: { http_route: '/api/checkout', le: '0.1' },
    value: 2,
    exemplar: {
      labels: { trace_id: '4bf92f3577b34da6a3ce929d0e0e4736', span_id: '00f067aa0ba902b7' },
      value: 0.067,
      timestampMillis: 1_700_000_000_250,
    },
  });
  expect(duration?.samples[3]).toMatchObject({ value: 3, timestampMillis: 1_700_000_000_500 });
  expect(orders).toEqual({
    name: 'orders',
    type: 'counter',
    help: '',
    samples: [
      { name: 'orders_total', labels: {}, value: 7, exemplar: { labels: { trace_id: 'ab' }, value: 1 } },
      { name: 'orders_created', labels: {}, value: 1_700_000_000 },
    ],
  });
  expect(build).toMatchObject({ name: 'build', type: 'info', samples: [{ name: 'build_info' }] });
});

test('reads the older text format, timestamps in milliseconds', () => {
  const families = parseOpenMetrics(
    [
      '# HELP http_requests_total The total.',
      '# TYPE http_requests_total counter',
      'http_requests_total{method="post",code="200"} 1027 1395066363000',
      '# Some comment',
      '',
      'lonely {a = "b" , } -Inf\r',
      '# TYPE old untyped',
      'old NaN',
      '# TYPE rpc summary',
      'rpc{quantile="0.5"} 1e-3',
      'rpc_sum +1.5E3',
      'rpc_count 2',
    ].join('\n'),
  );
  expect(families).toMatchObject([
    {
      name: 'http_requests_total',
      type: 'counter',
      samples: [{ labels: { method: 'post', code: '200' }, value: 1027, timestampMillis: 1_395_066_363_000 }],
    },
    { name: 'lonely', type: 'unknown', samples: [{ labels: { a: 'b' }, value: Number.NEGATIVE_INFINITY }] },
    { name: 'old', type: 'unknown', samples: [{ value: Number.NaN }] },
    { name: 'rpc', type: 'summary', samples: [{ value: 0.001 }, { value: 1500 }, { value: 2 }] },
  ]);
});

test('unescapes label values, and takes what would be syntax elsewhere', () => {
  const [family] = parseOpenMetrics('a{b="x\\"y\\\\z\\n# {q} }, c=\\"",__proto__="p"} 1\n');
  const labels = family?.samples[0]?.labels ?? {};
  expect(Object.entries(labels)).toEqual([
    ['b', 'x"y\\z\n# {q} }, c="'],
    ['__proto__', 'p'],
  ]);
});

test('finds the family of samples that do not stand together', () => {
  const families = parseOpenMetrics(
    '# TYPE a counter\n# TYPE b gauge\na_total 1\nb 2\na_total{x="1"} 3\n# EOF\n',
  );
  expect(families.map(({ name, samples }) => [name, samples.length])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('reads an empty page', () => {
  expect(parseOpenMetrics('')).toEqual([]);
  expect(parseOpenMetrics('# EOF\n')).toEqual([]);
});

test.each([
  ['a 1\nb\n', "line 2: 'b' has no value"],
  ['a x\n', "line 1: 'x' is not a number"],
  ['a 0x10\n', "line 1: '0x10' is not a number"],
  ['1a 1\n', "line 1: expected a metric name, found '1a 1'"],
  ['a{b="c} 1\n', "line 1: malformed labels at 'b=\"c} 1'"],
  ['a{b=c} 1\n', 'line 1: malformed labels'],
  ['a{b="1" c="2"} 1\n', 'line 1: malformed labels'],
  ['a{b="1",b="2"} 1\n', "line 1: label 'b' is given twice"],
  ['a 1 2 3\n', "line 1: unexpected '3' after the timestamp"],
  ['\n\n# TYPE a nonsense\n', "line 3: unknown type 'nonsense' of 'a'"],
  ['a 1 # {b="c"} 1\n', "line 1: an exemplar in a page that does not end in '# EOF'"],
  ['a 1 # {b="c"}\n# EOF\n', 'line 1: an exemplar has no value'],
  ['a 1 # b\n# EOF\n', "line 1: expected '{' after '#'"],
  ['a 1 # {b="c"} 1 2 3\n# EOF\n', "line 1: unexpected '3' after an exemplar"],
])('refuses %j and names the line', (text, message) => {
  expect(() => parseOpenMetrics(text)).toThrow(ExpositionError);
  expect(() => parseOpenMetrics(text)).toThrow(message);
});
