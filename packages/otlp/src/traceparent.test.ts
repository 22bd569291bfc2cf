import { describe, expect, test } from 'vitest';
import { formatTraceParent, parseTraceParent } from './traceparent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('parseTraceParent', () => {
  test('reads ids and flags', () => {
    expect(parseTraceParent(`00-${TRACE}-${SPAN}-03`)).toEqual({ traceId: TRACE, spanId: SPAN, flags: 3 });
  });

  test('round trip', () => {
    const parent = { traceId: TRACE, spanId: SPAN, flags: 1 };
    expect(parseTraceParent(formatTraceParent(parent))).toEqual(parent);
  });

  test('takes a later version with more fields', () => {
    expect(parseTraceParent(`01-${TRACE}-${SPAN}-01-more`)?.traceId).toBe(TRACE);
  });

  test.each([
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['zero trace id', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['zero span id', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['fields behind a version 00', `00-${TRACE}-${SPAN}-01-x`],
    ['short', `00-${TRACE}-${SPAN}`],
    ['empty', ''],
  ])('refuses %s', (_, value) => {
    expect(parseTraceParent(value)).toBeUndefined();
  });
});
