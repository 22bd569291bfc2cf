import { expect, test } from 'vitest';
import { freshServerTrace } from './freshServerTrace.js';

const description = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const served = { type: 'navigate', transferSize: 900, serverTiming: [{ name: 'traceparent', description }] };

test('a document that came over the network for this visit names the trace that served it', () => {
  expect(freshServerTrace(served)).toEqual({
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    traceFlags: 1,
    isRemote: true,
  });
});

test.each([
  ['from the back/forward list', { ...served, type: 'back_forward' }],
  ["from the browser's cache", { ...served, transferSize: 0 }],
  ['without Server-Timing', { ...served, serverTiming: [] }],
  ['with a broken traceparent', { ...served, serverTiming: [{ name: 'traceparent', description: 'x' }] }],
  ['unknown to the browser', undefined],
])('a document %s does not', (_, document) => {
  expect(freshServerTrace(document)).toBeUndefined();
});
