import { expect, test } from 'vitest';
import { toTrace } from '../query/toTrace.js';
import { jaegerTrace } from '../testing/jaegerTrace.js';
import type { SpanTreePattern } from './SpanPattern.js';
import { treeMismatch } from './treeMismatch.js';

const trace = toTrace(jaegerTrace());

test.each<[string, SpanTreePattern]>([
  ['a name', { name: 'INSERT orders' }],
  ['part of a name', { name: /insert/i }],
  [
    'a global expression, again and again',
    { name: /POST/g, children: [{ name: /POST/g, children: [{ name: /POST/g }] }] },
  ],
  [
    'attributes by value and by expression',
    { attributes: { 'http.response.status_code': 402, 'span.kind': /^cl/ } },
  ],
  ['an error', { error: true, service: 'payments' }],
  ['children in any order', { kind: 'server', children: [{ name: 'POST' }, { name: 'INSERT orders' }] }],
  ['a descendant below a child', { service: 'store-browser', descendants: [{ name: 'payments.charge' }] }],
  [
    'a top that is not the first span of its name',
    { name: 'POST /api/checkout', children: [{ name: 'INSERT orders' }] },
  ],
])('finds %s', (_, pattern) => {
  expect(treeMismatch(trace, pattern)).toBeUndefined();
});

test.each<[SpanTreePattern, string]>([
  [{ name: 'refund' }, 'the trace has no span "refund"'],
  [{ name: /^checkout/, kind: 'server' }, 'the trace has no span /^checkout/ [server]'],
  [
    { service: 'store-browser', children: [{ name: 'INSERT orders' }] },
    'span "POST /api/checkout" has no child span "INSERT orders" (span "POST /api/checkout": its name is "POST /api/checkout", not "INSERT orders")',
  ],
  [
    {
      service: 'store-browser',
      children: [{ kind: 'server', children: [{ name: 'POST', children: [{ name: 'refund' }] }] }],
    },
    'span "POST" has no child span "refund" (span "payments.charge": its name is "payments.charge", not "refund")',
  ],
  [
    { kind: 'server', children: [{ name: 'POST', children: [{ name: 'payments.charge', error: false }] }] },
    'its status is an error',
  ],
  [{ kind: 'server', descendants: [{ name: 'x' }] }, 'span "POST /api/checkout" has no descendant span "x"'],
  [{ name: 'INSERT orders', children: [{}] }, 'span "INSERT orders" has no child a span'],
  [
    { kind: 'server', children: [{ kind: 'client' }, { kind: 'client' }, { name: 'POST' }] },
    'that are different spans',
  ],
  [
    { name: 'POST', children: [{ attributes: { 'otel.status_description': /expired/ } }] },
    'its attribute otel.status_description is "card declined", not /expired/',
  ],
  [{ name: 'POST', children: [{ attributes: { nothing: 1 } }] }, 'it has no attribute nothing'],
])('says why %j is not there', (pattern, reason) => {
  expect(treeMismatch(trace, pattern)).toContain(reason);
});
