import { expect, test } from 'vitest';
import { UnsupportedQuery } from '../logql/UnsupportedQuery.js';
import { parseSelector } from './parseSelector.js';

test('reads a metric name and its matchers', () => {
  expect(parseSelector('up').matchers).toEqual([{ name: '__name__', op: '=', value: 'up' }]);
  expect(parseSelector(' a:b_total { job = "x", route=~\'/a.*\', } ').matchers).toEqual([
    { name: '__name__', op: '=', value: 'a:b_total' },
    { name: 'job', op: '=', value: 'x' },
    { name: 'route', op: '=~', value: '/a.*' },
  ]);
  expect(parseSelector('{__name__=~"http_.+"}').matchers).toEqual([
    { name: '__name__', op: '=~', value: 'http_.+' },
  ]);
  expect(parseSelector('{"a.b", "c.d"!="1"}').matchers).toEqual([
    { name: '__name__', op: '=', value: 'a.b' },
    { name: 'c.d', op: '!=', value: '1' },
  ]);
});

test.each([
  ['', 'the query is empty'],
  ['rate(a[5m])', "function or aggregation 'rate(...)' is not supported"],
  ['sum by (x) (a)', "operator 'by' is not supported"],
  ['a[5m]', "range or subquery '[5m]' is not supported"],
  ['a{b="c"} offset 5m', "modifier 'offset' is not supported"],
  ['a @ 1', "modifier '@' is not supported"],
  ['a + b', "operator '+' is not supported"],
  ['a > 1', "operator '>' is not supported"],
  ['a and b', "operator 'and' is not supported"],
  ['1', "expression '1' is not supported"],
  ['"a"', 'is not supported'],
  ['a{__name__="b"}', 'the metric name is given twice'],
  ['{}', 'at least one matcher'],
  ['{a=~".*"}', 'at least one matcher'],
  ['a{b=~"("}', "regular expression '(' is not supported"],
  ['a{b="c"', "expected ',' or '}'"],
])('refuses %s', (query, reason) => {
  expect(() => parseSelector(query)).toThrow(UnsupportedQuery);
  expect(() => parseSelector(query)).toThrow(reason);
});
