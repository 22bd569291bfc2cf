import { expect, test } from 'vitest';
import { parseLogQl } from './parseLogQl.js';
import { MAX_QUERY_LENGTH } from './QueryScanner.js';
import { UnsupportedQuery } from './UnsupportedQuery.js';

test('reads the stream selector', () => {
  expect(parseLogQl('{service_name="store"}')).toEqual({
    matchers: [{ name: 'service_name', op: '=', value: 'store' }],
    lineFilters: [],
    fieldFilters: [],
  });
  expect(parseLogQl(' { a = "1" , b!="2",c=~"3|4", d !~ `5` , } ').matchers).toEqual([
    { name: 'a', op: '=', value: '1' },
    { name: 'b', op: '!=', value: '2' },
    { name: 'c', op: '=~', value: '3|4' },
    { name: 'd', op: '!~', value: '5' },
  ]);
});

test('reads line filters in their order', () => {
  expect(parseLogQl('{a="1"} |= "x" != `y` |~"z+" !~ "\\\\d"').lineFilters).toEqual([
    { op: '|=', value: 'x' },
    { op: '!=', value: 'y' },
    { op: '|~', value: 'z+' },
    { op: '!~', value: '\\d' },
  ]);
});

test('reads filters on labels and structured metadata', () => {
  const expected = [
    { name: 'trace_id', op: '=', value: 'ab' },
    { name: 'level', op: '!=', value: 'info' },
    { name: 'route', op: '=~', value: '/api/.*' },
  ];
  for (const query of [
    '{a="1"} | trace_id="ab" | level!="info" | route=~"/api/.*"',
    '{a="1"} | trace_id="ab" and level != "info" and route =~ "/api/.*"',
    '{a="1"}|trace_id="ab",level!="info", route=~"/api/.*"',
    '{a="1"} | trace_id=`ab` level!="info" route=~"/api/.*"',
  ]) {
    expect(parseLogQl(query).fieldFilters).toEqual(expected);
  }
  expect(parseLogQl('{a="1"} | trace_id="ab" |= "x" | level="error"')).toMatchObject({
    lineFilters: [{ op: '|=', value: 'x' }],
    fieldFilters: [{ name: 'trace_id' }, { name: 'level' }],
  });
});

test.each([
  ['"a\\"b\\\\c\\n\\t"', 'a"b\\c\n\t'],
  ['"\\u00e9\\x41\\101\\U0001F600"', 'éAA😀'],
  ['`a\\n"b"`', 'a\\n"b"'],
  ['"# no comment"', '# no comment'],
])('reads the Go string %s', (literal, value) => {
  expect(parseLogQl(`{a=${literal}}`).matchers[0]?.value).toBe(value);
});

test('skips comments', () => {
  expect(parseLogQl('{a="1"} # who\n  |= "x" # what').lineFilters).toEqual([{ op: '|=', value: 'x' }]);
});

test.each([
  ['', 'the query is empty'],
  ['rate({a="1"}[5m])', "metric query or expression 'rate' is not supported"],
  ['sum by (a) (count_over_time({a="1"}[5m]))', "metric query or expression 'sum' is not supported"],
  ['{a="1"} | json', "pipeline stage 'json' is not supported"],
  ['{a="1"} | logfmt | level="error"', "pipeline stage 'logfmt' is not supported"],
  ['{a="1"} | line_format "{{.a}}"', "pipeline stage 'line_format' is not supported"],
  ['{a="1"} | duration > 10s', "numeric comparison 'duration >' is not supported"],
  ['{a="1"} | status == 500', "numeric comparison 'status ==' is not supported"],
  ['{a="1"} | status=500', "numeric comparison 'status=' is not supported: quote the value"],
  ['{a="1"} | a="1" or b="2"', "'or' is not supported"],
  ['{a="1"} |= "a" or "b"', "'or' is not supported"],
  ['{a="1"} | (a="1")', 'parentheses in a filter are not supported'],
  ['{a="1"} |= ip("10.0.0.0/8")', 'line filter ip(...) is not supported'],
  ['{a="1"} | addr=ip("10.0.0.0/8")', 'filter ip(...) is not supported'],
  ['{a="1"} |> "<_> x"', 'pattern filter'],
  ['{a="1"}[5m]', "'[5m' is not supported here"],
  ['{a="1"} offset 5m', "'offset' is not supported here"],
  ['{a="1"} + 1', "'+' is not supported here"],
  ['{}', 'at least one label matcher'],
  ['{a=""}', 'at least one label matcher'],
  ['{a=~".*", b!="x"}', 'at least one label matcher'],
  ['{a="1"', "expected ',' or '}' after a label matcher, found the end of the query"],
  ['{a}', "expected =, !=, =~ or !~ after 'a'"],
  ["{a='1'}", "expected a quoted string after 'a='"],
  ['{a=1}', "expected a quoted string after 'a='"],
  ['{"a"="1"}', 'expected a label name'],
  ['{a="1"} |= x', "expected a quoted string after '|=', found 'x'"],
  ['{a="1"} |', "expected a label name after '|', found the end of the query"],
  ['{a="1}', 'a string has no closing "'],
  ['{a=`1}', 'a string has no closing backtick'],
  ['{a="\\q"}', "unknown escape '\\q'"],
  ['{a="\\xff"}', "escape '\\xff' in a string"],
  ['{a=~"("}', "regular expression '(' is not supported"],
  ['{a="1"} |~ "a(?=b)"', 'lookaround'],
  [`{a="${'x'.repeat(MAX_QUERY_LENGTH)}"}`, 'at most 8192 are read'],
])('refuses %s', (query, reason) => {
  expect(() => parseLogQl(query)).toThrow(UnsupportedQuery);
  expect(() => parseLogQl(query)).toThrow(reason);
});

test('says what is supported and where the fault is', () => {
  expect(() => parseLogQl('{a="1"} | json')).toThrow(/supported: \{label="value".*\(at character 15\)/);
});

test('accepts a query whose only non-empty matcher is negative', () => {
  expect(parseLogQl('{a!=""}').matchers).toEqual([{ name: 'a', op: '!=', value: '' }]);
});
