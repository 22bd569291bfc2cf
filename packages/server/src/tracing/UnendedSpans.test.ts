import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UnendedSpans } from './UnendedSpans.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const span = (name: string, kind = SpanKind.INTERNAL) => ({ name, kind });

function watch(withStacks: boolean) {
  const found: [string, string | undefined][] = [];
  const unended = new UnendedSpans({
    limitMillis: 1_000,
    withStacks,
    onFound: (name, stack) => found.push([name, stack]),
  });
  return { unended, found };
}

it('counts what was forgotten, once, and nothing that ended or that a response will end', () => {
  const { unended, found } = watch(false);
  const ended = span('ended');
  unended.onStart(span('forgotten'));
  unended.onStart(ended);
  unended.onStart(span('stream', SpanKind.SERVER));
  vi.advanceTimersByTime(500);
  unended.onEnd(ended);
  vi.advanceTimersByTime(5_000);
  // In production without the place: a stack costs more than the span.
  expect([unended.count, found]).toEqual([1, [['forgotten', undefined]]]);
});

it('in development says where it was started', () => {
  const { unended, found } = watch(true);
  unended.onStart(span('forgotten'));
  vi.advanceTimersByTime(2_000);
  expect(found[0]?.[1]).toContain('UnendedSpans.test.ts');
});
